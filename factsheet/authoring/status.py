"""Return the state of each translation, and what it has against the glossary; confirm translations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from ..core.diagnostics import Place, Problem, Problems, did_you_mean
from ..core.names import LanguageTag
from ..core.wording import because
from ..edition import locales, overlays, term_lint, wording_lint
from ..edition.overlays import Pair
from ..source import lock
from ..source.lock import Made, State
from ..source.model import Language, Sources
from ..source.signoff import SignOff
from ..text import markup
from . import reviews

COLUMNS = (State.TRANSLATED, State.MISSING, State.OUTDATED, State.ORPHANED, State.UNCONFIRMED)


def states(sources: Sources, language: Language) -> Mapping[str, State]:
    """Return the state of every text of a language, those of the variants after them, orphans last."""
    current = {pair.id: pair.state for pair in overlays.pairs(sources, language)}
    return current | dict.fromkeys(language.orphans, State.ORPHANED)


def table(sources: Sources) -> Iterable[tuple[str, ...]]:
    """Yield a row for each language but the master: how many texts are in each state, how many reviewed, its status."""
    for language in sources.languages.values():
        if language is not sources.master:
            counts = Counter(states(sources, language).values())
            reviewed = len(reviews.of(sources, language).reviewed)
            numbers = (*(counts[column] for column in COLUMNS), reviewed)
            yield (language.id, *map(str, numbers), language.settings.status)


def open_texts(sources: Sources, id: LanguageTag) -> Iterable[tuple[Place, str, str]]:
    """Yield what is still to be done in a language: where, the key, and its state with the reason if one is known."""
    language = sources.translation(id)
    for pair in overlays.pairs(sources, language):
        if pair.state is not State.TRANSLATED:
            yield _line(pair.place()), pair.id, _said(pair, language.settings.locale)
    for key in language.orphans:
        yield _line(language.place(key)), key, State.ORPHANED.value


def against_glossary(sources: Sources, id: LanguageTag) -> Iterable[Problem]:
    """Yield which terms the texts of a language lack, and which they should not have."""
    language = sources.translation(id)
    terms = term_lint.Terms(sources, language)
    for pair in overlays.pairs(sources, language):
        odd = terms.of_pair(pair) if pair.translation else ()
        for each in wording_lint.open_ones(odd, pair.allowed):
            yield wording_lint.problem(pair.id, each, markup.read(pair.translation), pair.place)


def _line(place: Place) -> Place:
    return Place(place.file, place.line)


def _said(pair: Pair, locale: str) -> str:
    """Return the state of a text, and why it is to be confirmed; of what was written by hand, what looks odd in it."""
    if pair.state is State.OUTDATED and pair.doubts:
        return f"{pair.state.value}, and had never been confirmed{because(pair.doubts)}"
    if pair.state is not State.UNCONFIRMED:
        return str(pair.state.value)
    odd = wording_lint.of_pair(pair, locale, locales.script(locale)) if pair.doubts == (lock.BY_HAND,) else ()
    doubts = [each.what for each in wording_lint.open_ones(odd, pair.allowed)]
    return f"{pair.state.value}{because([*pair.doubts, *doubts])}"


def confirmed(
    sources: Sources, id: LanguageTag, keys: Sequence[str], *, everything: bool, by: SignOff | None = None
) -> dict[str, Made]:
    """Return a language's lock after confirming that some of its texts, or all, say what the English says now.

    `by` says who confirms it. Raises Problems for texts that cannot be confirmed.
    """
    language = sources.translation(id)
    pairs = {pair.id: pair for pair in overlays.pairs(sources, language)}
    if everything:
        keys = [key for key, pair in pairs.items() if pair.translation]
    problems = []
    for key in keys:
        place = Place(f"confirm {id} {key}")
        if key not in pairs:
            problems.append(Problem(place, "there is no such text", did_you_mean(key, pairs)))
        elif not pairs[key].translation:
            file = pairs[key].target.located.file
            problems.append(Problem(place, f"{file} has no translation of it yet", "write one first"))
        elif not (everything or by) and (instead := _meant(key, pairs)):
            what = "nothing to confirm: it is already confirmed"
            problems.append(Problem(place, what, f"did you mean {' or '.join(instead)}?"))
    if problems or not keys:
        one, all_of_them = f"make confirm lang={id} keys={next(iter(pairs))}", f"make confirm lang={id} all=yes"
        hint = f"say which: {one}; or all of them: {all_of_them}"
        raise Problems(problems or [Problem(Place(f"confirm {id}"), "nothing to confirm", hint)])
    now = {key: lock.confirmed(pairs[key].made, pairs[key].english, pairs[key].translation, by) for key in keys}
    return dict(language.lock) | now


def _meant(key: str, pairs: Mapping[str, Pair]) -> list[str]:
    """Return the texts of variants that were meant by a text that is confirmed: the same one, and still open."""
    if pairs[key].state is not State.TRANSLATED:
        return []
    of_variants = (id for id, pair in pairs.items() if pair.variant and pair.key == key and pair.translation)
    return [f'"{id}"' for id in of_variants if pairs[id].state is not State.TRANSLATED]
