"""Say on one web page what has changed, as the plain data that its template needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from ..build.cards import day, month, named
from ..core.names import TITLE, LanguageTag
from ..core.printable import printable
from ..core.wording import counted
from . import across, entry, figures, summary
from .marked import Values

if TYPE_CHECKING:
    from ..source.model import Sources
    from .across import Seen
    from .authors import Save
    from .review import Compared

ENGLISH = LanguageTag("en")


@dataclass(frozen=True)
class Heading:
    """What a page is about: the two versions in words, what each text and fact is for, by its key, the
    master language, and what a variant is called."""

    before: str
    now: str
    notes: Mapping[str, str]
    master: LanguageTag = ENGLISH
    axis: str = "variant"


def heading(before: str, now: str, sources: Sources) -> Heading:
    """Return what a page about versions of some sources is about."""
    declared = sources.declared
    notes: dict[str, str] = {f"{{{name}}}": each.fact.note for name, each in declared.placeholders.items()}
    lists = {key: fact.note for key, fact in declared.all.items() if fact.kind == "countries"}
    return Heading(before, now, notes | lists | {**sources.notes}, sources.master.id, declared.called_axis)


def of_editions(heading: Heading, compared: Sequence[Compared]) -> Values:
    """Return what the page says about editions."""
    alone = [each for each in compared if not each.before and not each.problems]
    lines = (
        ("Unchanged", [each for each in compared if each.is_unchanged]),
        ("New, so there is nothing to compare with", [each for each in alone if each.now]),
        ("No longer made", [each for each in alone if not each.now]),
    )
    listed = {id(each) for _, of in lines for each in of}
    parts = [each for each in compared if id(each) not in listed]
    seen = across.seen(compared)
    known = entry.Known(heading.notes, heading.master, {each.edition: each for each in compared})
    title = _leaflet(compared, heading.master)
    return {
        "leaflet": title,
        "title": "What has changed",
        "axis": heading.axis if any(each.edition[0] for each in compared) else "",
        "about": [*_about(heading, compared), *_who(parts)],
        "summary": summary.of(list(seen.values()), known, compared),
        "parts": [_edition(each, seen.get(each.edition, []), known, parts, heading.axis) for each in parts],
        "lines": [(words, [_named(each) for each in of]) for words, of in lines if of],
        "hint": "",
    }


def _leaflet(compared: Sequence[Compared], master: LanguageTag) -> str:
    """Return the title of the leaflet, in the master language if there is an edition in it."""
    sides = [(each.edition[1] != master, each.now or each.before) for each in compared]
    titles = [side.said.texts.get(TITLE, "") for _, side in sorted(sides, key=itemgetter(0)) if side]
    return printable(titles[0]) if titles else ""


def _about(heading: Heading, compared: Sequence[Compared]) -> list[tuple[str, str]]:
    dates = [
        {side.said.heading: side.said.revised for each in compared if (side := (each.before, each.now)[which])}
        for which in (0, 1)
    ]
    return [
        (name, _begun(printable(version)) + _dated(revised))
        for name, version, revised in zip(("Before", "Now"), (heading.before, heading.now), dates, strict=True)
    ]


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]


def _dated(revised: Mapping[str, str]) -> str:
    """Return in words which date the texts have, by the variant if they differ."""
    if not revised:
        return ""
    words = {of: day(date.fromisoformat(when)) for of, when in revised.items()}
    if len({*words.values()}) == 1:
        return f"; texts dated {next(iter(words.values()))}"
    return f"; texts dated {', '.join(f'{when} ({of})' for of, when in words.items())}"


def _who(parts: Sequence[Compared]) -> list[tuple[str, str]]:
    """Return who changed everything, when and why, if that is the same everywhere."""
    saves = _common(parts)
    return [("Changed by", "; ".join(entry.save(each) for each in saves))] if saves else []


def _common(parts: Sequence[Compared]) -> Sequence[Save]:
    """Return the saves of every change, if all have the same."""
    every = {tuple(each.saves.get(change.key, ())) for each in parts for change in each.changes}
    return next(iter(every)) if len(every) == 1 else ()


def _named(each: Compared) -> str:
    side = each.now or each.before
    name = side.said.heading if side else each.edition[0]
    return ": ".join(filter(None, (name, named(each.edition[1])["english"])))


def _heading(each: Compared, axis: str) -> str:
    """Return of which variant an edition is: a country alone would be taken for what it is about."""
    side = each.now or each.before
    if side is None:
        return f"{axis} {each.edition[0]}".capitalize() if each.edition[0] else ""
    said = side.said
    if not said.heading:
        return ""
    return f"{said.heading} ({axis}{f', from {month(said.since)}' if said.since else ''})"


def _edition(each: Compared, seen: Sequence[Seen], known: entry.Known, parts: Sequence[Compared], axis: str) -> Values:
    """Return what the page says about an edition that has changed, or that could not be compared."""
    variant, language = each.edition
    before, now = each.statuses
    origins = {part.origin for part in parts}
    own = not _common(parts)
    return {
        "id": "-".join(filter(None, (variant, language))),
        **named(language),
        "heading": _heading(each, axis),
        "short": _named(each),
        "variant": variant,
        "language": language,
        "origin": printable(f"{each.relation} {each.origin}") if each.origin and len(origins) > 1 else "",
        "count": counted(len(seen), "change") if seen else "" if each.problems else "no text has changed",
        "status": [before, now, _open(each)] if before != now or _open(each) else [],
        "changes": [entry.shown(one, each, known, own) for one in seen if not one.same],
        "same": [entry.brief(one, each, known) for one in seen if one.same],
        "sheets": list(figures.sheets(each.shown, each.edition, seen)) if each.shown else [],
        "alike": _alike(each),
        "unseen": _how_to_see(each, axis) if each.changes and not each.shown and not each.problems else "",
        "problems": [str(problem).partition("\n")[0] for problem in each.problems],
    }


def _how_to_see(each: Compared, axis: str) -> str:
    """Return the command that shows the pages of an edition."""
    variant, language = each.edition
    return " ".join(filter(None, ("make changes", variant and f"{axis}={variant}", f"lang={language}")))


def _alike(each: Compared) -> str:
    """Return in words which pages are not shown, and why."""
    if not each.shown or not each.shown.alike:
        return ""
    numbers = each.shown.alike
    one = len(numbers) == 1
    return f"{'Page' if one else 'Pages'} {_listed(numbers)} {'looks' if one else 'look'} exactly as before."


def _listed(numbers: Iterable[int]) -> str:
    words = [str(each) for each in numbers]
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _open(each: Compared) -> str:
    """Return which texts are outdated or missing now, and were not."""
    if not each.before or not each.now:
        return ""
    before = each.before.said.open.items()
    new = [item for item in each.now.said.open.items() if item not in before]
    kinds = groupby(sorted(new, key=itemgetter(1)), key=itemgetter(1))
    return "; ".join(f"{kind}: {', '.join(key for key, _ in of)}" for kind, of in kinds)
