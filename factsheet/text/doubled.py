# ruff: noqa: RUF001
"""Find words that were typed twice: "the the"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from .oddity import Oddity

# Words that may follow themselves in good prose ("nous nous réunissons", "Länder, die die Route säumen"). In these
# languages, any other that does is reported.
FINE = {
    "en": "that had",
    "fr": "nous vous en très",
    "de": "der die das den dem des denen deren sie ihr ihm ihnen uns euch es was wer",
    "nl": "die dat het je u ze zij we wij er ons",
    "da": "det der de den er man hvad i",
    "sv": "det de den som är man vi i",
    "nb": "det de den som er i",
    "nn": "det dei den som er i",
    "fi": "se ne he on",
    "et": "see on ta",
    "pl": "to tak jak",
    "cs": "se si to",
    "sk": "to si",
    "sl": "je se da ki si to",
    "hr": "je da se to su",
    "bs": "je da se to su",
    "bg": "се си им да то го ги ни",
    "ru": "их его то что как чуть еле",
    "uk": "їх його то що ледь",
    "hu": "az ez már",
    "ro": "încet repede ce care",
    "it": "piano pian via man così vi ci si sì su giù quasi appena",
    "es": "nos os para casi como",
    "pt": "se nos já logo quase",
    "ca": "nos us",
    "gl": "se nos",
    "el": "του της τους μας σας μου σου σιγά λίγο πρώτα όπως",
    "lv": "to tā",
    "lt": "tai jų jis",
}
# In other languages words are doubled to say "very", "many" or "each" ("sana sana", "ቀስ ቀስ", "yavaş yavaş"), or two
# words are spelled alike ("من من"). There only these are reported, which mean nothing when doubled.
NEVER = {
    "sw": "ya na wa kwa za la katika kutoka cha vya",
    "am": "እና ነው ላይ ውስጥ ወይም ናቸው",
    "ti": "ናይ ኣብ እዩ ካብ ምስ",
    "om": "fi irratti keessatti",
    "so": "iyo ayaa waxaa",
    "ar": "في على إلى التي الذي هذا هذه مع عن",
    "he": "של על או אשר",
    "fa": "که از برای این را است",
    "ur": "اور نے ہیں لیے",
    "hi": "और में है हैं लिए",
    "tr": "ve ile için olarak veya",
    "id": "yang dan di ke dari untuk dengan dalam pada",
    "ms": "yang dan di ke dari untuk dengan dalam pada",
    "vi": "và của các cho với trong được",
    "fil": "ang ng mga sa at",
    "ga": "agus don leis chun",
    "mt": "għal fil tal minn",
}
AROUND = "«»‹›“”„‘’\"'()[]¿¡,;:.!?…؟،؛።፣፤۔।–—"
OPENING = "«‹“„‘\"'([¿¡"


def odd(english: str, translation: str, locale: str) -> Iterable[Oddity]:
    """Yield a warning for each word of a translation that follows itself, unless the English doubles it too."""
    language = locale.split("-")[0]
    if language not in FINE and language not in NEVER:
        return
    known, listed = english.casefold(), (FINE.get(language) or NEVER[language]).casefold().split()
    before: re.Match[str] | None = None
    for found in re.finditer(r"\S+", translation):
        word = found[0].rstrip(AROUND)
        if before and (first := before[0].lstrip(OPENING)).casefold() == word.casefold() and _is_word(word):
            twice = f"{first} {word}"
            if (word.casefold() in listed) is (language in NEVER) and twice.casefold() not in known:
                start = before.end() - len(first)
                hint = "delete one of the two"
                yield Oddity("doubled", start, found.start() + len(word), twice, f'has "{twice}"', hint, grave=False)
        before = found


def _is_word(word: str) -> bool:
    """Tell whether something is a word: letters, with what belongs to them. One capital alone is an initial."""
    letters = all(sign in "’'\N{ZERO WIDTH NON-JOINER}" or unicodedata.category(sign)[0] in "LM" for sign in word)
    return bool(word) and letters and not (len(word) == 1 and word.isupper())
