"""Compare the length of a translation, and its number of sentences, with the English: was anything added or lost?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ..core.wording import counted
from .oddity import Oddity
from .spot import HOLE

LEAST, MOST = 0.5, 2.0
# A difference of fewer letters is not reported. In the French and Arabic of this leaflet 5 of 110 texts are outside the
# limits, by 8 to 20 letters: labels, such as TBD (3) and "À déterminer" (12).
FLOOR = 40
# How many English letters one letter is worth: measured on the names of all countries in CLDR (Chinese needs 0.4 of
# the English letters, Japanese 0.57, Korean 0.46, Amharic 0.65; other scripts 0.9 to 1.15).
DENSITY: Mapping[str, float] = {"Hani": 2.5, "Hira": 1.75, "Kana": 1.75, "Hang": 2.2, "Ethi": 1.5}
A_WORD = 12  # letters; a longer one is taken for a sentence, since some scripts have no spaces
# Where nothing ends a sentence but a space.
NO_ENDS = frozenset({"Thai", "Laoo", "Tibt"})


def odd(english: str, translation: str, locale: str, script: str) -> Iterable[Oddity]:
    """Yield a warning where a translation has far more, or far fewer, sentences or letters than its English."""
    if script not in NO_ENDS:
        ours, theirs = sentences(english, "en"), sentences(translation, locale)
        if not LEAST <= theirs / ours <= MOST:
            yield _warning("sentences", f"has {counted(theirs, 'sentence')}, but the English has {ours}")
    wanted, found = length(english), length(translation)
    if abs(found - wanted) > FLOOR and not LEAST <= found / max(wanted, 1) <= MOST:
        yield _warning("length", f"is {found / max(wanted, 1):.1f} times as long as the English")


def sentences(text: str, locale: str) -> int:
    """Return how many sentences a text has, as its language ends them; at least 1.

    A single short word is not counted: more often than not it is an abbreviation.
    """
    import icu

    breaks = icu.BreakIterator.createSentenceInstance(icu.Locale.forLanguageTag(locale))
    whole = icu.UnicodeString(text)
    breaks.setText(whole)
    start, number = 0, 0
    for end in breaks:
        part = str(whole[start:end])
        number += len(re.findall(rf"[\w{HOLE}]+", part)) > 1 or length(part) >= A_WORD
        start = end
    return max(number, 1)


def length(text: str) -> float:
    """Return the length of a text in English letters; placeholders have none."""
    import icu

    if text.isascii():
        return len(text) - text.count(HOLE)
    return sum(DENSITY.get(icu.Script.getScript(sign).getShortName(), 1) for sign in text if sign != HOLE)


def _warning(thing: str, what: str) -> Oddity:
    return Oddity(thing, 0, 0, thing, what, "make sure that nothing was added or left out", grave=False)
