"""Return the state of each translation, what it has against the glossary, and confirm translations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from ..core.diagnostics import Place, Problem, Problems, did_you_mean
from ..core.names import LanguageTag
from ..edition import overlays, term_lint, wording_lint
from ..edition.overlays import Pair
from ..source import lock
from ..source.loader import Language, Sources
from ..source.lock import Made, State
from ..text import markup

COLUMNS = (State.TRANSLATED, State.MISSING, State.OUTDATED, State.ORPHANED, State.UNCONFIRMED)


def states(sources: Sources, language: Language) -> Mapping[str, State]:
    """Return the state of every text of a language, those of the chairs after them, orphans last."""
    current = {pair.id: pair.state for pair in overlays.pairs(sources, language)}
    return current | dict.fromkeys(language.orphans, State.ORPHANED)


def table(sources: Sources) -> Iterable[tuple[str, ...]]:
    """Yield a row for each language but the master: its code, how many texts are in each state, its status."""
    for language in sources.languages.values():
        if language is not sources.master:
            counts = Counter(states(sources, language).values())
            yield (language.id, *(str(counts[column]) for column in COLUMNS), language.settings.status)


def open_texts(sources: Sources, id: LanguageTag) -> Iterable[tuple[Place, str, str]]:
    """Yield what is still to be done in a language: where, the key, and its state."""
    language = sources.translation(id)
    places: dict[str, Place] = {pair.id: pair.place() for pair in overlays.pairs(sources, language)}
    places |= {key: language.place(key) for key in language.orphans}
    for key, state in states(sources, language).items():
        if state is not State.TRANSLATED:
            yield Place(places[key].file, places[key].line), key, state.value


def against_glossary(sources: Sources, id: LanguageTag) -> Iterable[Problem]:
    """Yield which terms the texts of a language lack, and which they should not have."""
    language = sources.translation(id)
    terms = term_lint.Terms(sources, language)
    for pair in overlays.pairs(sources, language):
        odd = terms.of_pair(pair) if pair.translation else ()
        for each in wording_lint.open_ones(odd, pair.allowed):
            yield wording_lint.problem(pair.id, each, markup.read(pair.translation), pair.place)


def confirmed(sources: Sources, id: LanguageTag, keys: Sequence[str], *, everything: bool) -> dict[str, Made]:
    """Return a language's lock after confirming that some of its texts, or all, say what the English says now."""
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
        elif not everything and (instead := _meant(key, pairs)):
            what = "nothing to confirm: it is confirmed already"
            problems.append(Problem(place, what, f"did you mean {' or '.join(instead)}?"))
    if problems or not keys:
        hint = f"say which: make confirm lang={id} keys=members.legend; or all of them: make confirm lang={id} all=yes"
        raise Problems(problems or [Problem(Place(f"confirm {id}"), "nothing to confirm", hint)])
    now = {key: Made(pairs[key].english, lock.digest(pairs[key].translation)) for key in keys}
    return dict(language.lock) | now


def _meant(key: str, pairs: Mapping[str, Pair]) -> list[str]:
    """Return the texts of chairs that were meant by a text that is confirmed: the same one, and still open."""
    if pairs[key].state is not State.TRANSLATED:
        return []
    of_chairs = (id for id, pair in pairs.items() if pair.chair and pair.key == key and pair.translation)
    return [f'"{id}"' for id in of_chairs if pairs[id].state is not State.TRANSLATED]
