"""Hold a translation against the master: the same placeholders, links, marks and numbers, the right letters."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable

from . import layers, lock, markup
from .errors import Place, Problem
from .locales import script
from .markup import Inline
from .sources import Chair, Language, Sources


def findings(sources: Sources, chair: Chair, language: Language) -> list[Problem]:
    """Return what differs from the English in a translation and in the chair's own texts, each at its line."""
    if language.located is sources.master.located:  # the master, or a pseudo-language made of it
        return []
    found: list[Problem] = []
    general = (layers.pair(sources, None, language, key) for key in language.text)
    for pair in [*general, *layers.own(sources, chair, language)]:
        if pair.state not in (lock.State.OUTDATED, lock.State.MISSING):
            found += compared(pair.id, markup.read(pair.english), markup.read(pair.translation), pair.place)
        found += letters(pair.id, markup.read(pair.translation), script(language.settings.locale), pair.place)
    return found


Placer = Callable[[str], Place]  # tells where a word of a translation stands, or with "" all of it


def compared(id: str, english: Inline, translation: Inline, place: Placer) -> Iterable[Problem]:
    """Yield what differs in a translation from the English that it was made from."""
    for what, ours, theirs, ours_at_least in (
        ("placeholder", _placeholders(english), _placeholders(translation), _placeholders(english)),
        ("link", Counter(english.links), Counter(translation.links), Counter(english.links)),
        # "2nd" may become a word, but must not become "3e".
        ("number", _numbers(english), _numbers(translation), _numbers(english, alone=True)),
    ):
        for item in (ours_at_least - theirs).elements():
            yield Problem(place(""), f'{id} lacks the {what} "{item}" of the English', "put it in")
        for item in (theirs - ours).elements():
            there = " and ".join(sorted(ours)) if what == "number" and ours else ""
            remedy = f"the English has {there}" if there else "take it out"
            yield Problem(place(item.strip("{}#")), f'{id} has a {what} "{item}" that the English has not', remedy)
    for mark, name in (("bold", "**"), ("italic", "*")):
        if _stretches(english, mark) != _stretches(translation, mark):
            counts = f"{_stretches(translation, mark)} passages are {mark}, in the English {_stretches(english, mark)}"
            yield Problem(place(""), f"in {id} {counts}", f"make the same words {mark} ({name}words{name})")


def _placeholders(text: Inline) -> Counter[str]:
    return Counter(f"{{{name}}}" for name in text.placeholders)


def _numbers(text: Inline, *, alone: bool = False) -> Counter[str]:
    """Return the numbers in a text, whichever digits they are written with; or only those that stand alone."""
    plain = "".join(run.text if not run.placeholder else " " for run in text.runs)
    digits = "".join(str(unicodedata.digit(letter)) if letter.isdigit() else letter for letter in plain)
    return Counter(re.findall(r"(?<!\w)\d+(?!\w)" if alone else r"\d+", digits))


def _stretches(text: Inline, mark: str) -> int:
    """Count the passages that bear a mark; a placeholder inside does not part one."""
    marked = [bool(getattr(run, mark)) for run in text.runs]
    return sum(now and not before for before, now in zip([False, *marked], marked, strict=False))


def letters(id: str, translation: Inline, own: str, place: Placer) -> Iterable[Problem]:
    """Find letters of another script than one's own: a Cyrillic one that looks Latin, a word left in English.

    In a script other than Latin, names in Latin letters may stay: addresses, acronyms, handles.
    """
    import icu

    words = [run.text for run in translation.runs if not run.placeholder and not run.link]
    for word in re.findall(r"[^\W\d_][\w.@'\u2019-]*", " ".join(words)):
        found = [icu.Script.getScript(letter) for letter in word if letter.isalpha()]
        scripts = {each.getShortName(): each.getName() for each in found}
        foreign = set(scripts) - {own, "Zyyy", "Zinh"}
        if foreign == {"Latn"} and len(scripts) == 1 and (word.isupper() or "@" in word or "." in word.strip(".")):
            continue
        if foreign:
            names = " and ".join(sorted(scripts[name] for name in foreign))
            remedy = "write it in the letters of the language"
            yield Problem(place(word), f'{id} has "{word}" in {names} letters', remedy)
            return  # one is enough to send the translator there
