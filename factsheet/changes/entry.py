"""Show one change on the page: what kind it is, where it is printed, before and now, and who made it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..build.cards import day, named
from ..core.names import EditionId, LanguageTag, TextKey
from ..core.printable import printable
from ..source.schema import UNOFFICIAL
from ..text.word_diff import Piece
from .kinds import Point
from .marked import GONE, NEW, Values, version

if TYPE_CHECKING:
    from .across import Seen
    from .authors import Save
    from .review import Compared

ENGLISH = {"lang": "en-GB", "dir": "ltr"}  # of what the page itself says
REVISED = "{revised}"
NAMED = {
    REVISED: "Date of the texts",
    UNOFFICIAL: "The line that says that the translation is unofficial",
}
# The section of texts that are in the properties of the files, not on a page.
PROPERTIES = "document"
ONLY_LINKS = "Only the address of the link has changed. What is printed is the same."
UNPRINTED = "Not printed: no text shows it or leads to it."
DATED = "Not printed: it is the date in the files' properties and on the download page."


@dataclass(frozen=True)
class Known:
    """What helps to explain a change: what each text and fact is for, and the edition in the master language."""

    notes: Mapping[str, str]
    master: LanguageTag
    editions: Mapping[EditionId, Compared]

    def english(self, edition: EditionId) -> Compared | None:
        """Return the edition in the master language under the same variant, if it was compared."""
        found = self.editions.get((edition[0], self.master))
        return found if found and found.before and found.now else None


def title(one: Seen, known: Known) -> Values:
    """Return what a reader calls the place of a change: the heading above it, or what is printed there, in words."""
    key = one.entry.key
    section = key.partition(".")[0]
    of = known.english(one.edition) or known.editions[one.edition]
    for side in (of.now, of.before):
        text = side.said.texts.get(TextKey(f"{section}.title")) if side and section != PROPERTIES else None
        if text and side:
            locale = side.said.language_of(f"{section}.title")
            return {"text": printable(text), "lang": locale, "dir": named(LanguageTag(locale))["direction"]}
    said = NAMED.get(key) or known.notes.get(key, "").rstrip(".")
    return {"text": printable(said or ("Fact" if one.entry.change.is_fact else "Text")), **ENGLISH}


def about(one: Seen, called: Values, known: Known) -> str:
    """Return what a text is for, unless that is what its place is called."""
    note = known.notes.get(one.entry.key, "").rstrip(".")
    return "" if note == called["text"] else printable(note)


def kinds(points: Iterable[Point], locale: str) -> list[Values]:
    """Return in what respects something differs, with the numbers, dates, names or addresses themselves."""
    return [
        {
            "kind": point.kind.value,
            "gone": printable(", ".join(point.gone)),
            "come": printable(", ".join(point.come)),
            "lang": locale,
        }
        for point in points
    ]


def brief(one: Seen, each: Compared, known: Known) -> Values:
    """Return what is said of a change that is shown elsewhere on the page."""
    assert one.same
    return {
        "id": one.id,
        "number": one.entry.number,
        "reference": one.reference,
        "title": title(one, known),
        "pages": _pages(one, each),
        "as": {"id": one.same.id, "reference": one.same.reference},
    }


def shown(one: Seen, each: Compared, known: Known, own: bool) -> Values:
    """Return what is said of a change; who made it, if that is its `own`."""
    assert each.before
    assert each.now
    key = one.entry.key
    before, now = each.before.said, each.now.said
    old, new = one.entry.change.pieces
    called = title(one, known)
    return {
        "id": one.id,
        "number": one.entry.number,
        "reference": one.reference,
        "title": called,
        "about": about(one, called, known),
        "keys": [key for key in one.entry.keys if _is_told(key, known)],
        "kinds": kinds(one.points, now.locale),
        "pages": _pages(one, each),
        "where": one.languages,
        "only": one.only,
        "outcome": "",
        "notes": list(_notes(one, each)),
        "versions": [
            *_english(one, known),
            version("Before", old, before.language_of(key), GONE, other=new),
            version("Now", new, now.language_of(key), NEW, other=old),
        ],
        "saves": [save(saved) for saved in each.saves.get(key, ())] if own else [],
    }


def _is_told(key: str, known: Known) -> bool:
    """Tell whether a reader is told a key: that of a text, or of a fact that has no note of its own."""
    return "." in key or (key not in NAMED and key not in known.notes)


def _notes(one: Seen, each: Compared) -> Iterator[str]:
    if not one.entry.is_printed:
        yield DATED if one.entry.key == REVISED else UNPRINTED
    elif each.shown and not each.shown.on(one.entry.number):
        yield "Not printed as words on a page."
    elif one.entry.only_links:
        yield ONLY_LINKS
    if one.lacking:
        yield one.lacking


def _english(one: Seen, known: Known) -> Iterator[Values]:
    """Yield the English of a translation that has changed alone."""
    english = known.english(one.edition)
    key = one.entry.key
    if one.entry.change.is_fact or one.edition[1] == known.master or not english or not english.now:
        return
    if all(change.key != key for change in english.changes):
        words = english.now.said.parts.get(key, ())
        same = [Piece(run.text, False, run.model_copy(update={"text": ""})) for run in words]
        name = named(known.master)["english"]
        yield version(f"{name}, unchanged", same, english.now.said.locale, wide=True)


def _pages(one: Seen, each: Compared) -> list[Values]:
    """Return the pages on which a change is framed, with the pictures of them."""
    numbers = each.shown.on(one.entry.number) if each.shown else []
    return [{"number": number, "id": f"{'-'.join(one.edition)}-page-{number}"} for number in numbers]


def save(of: Save) -> str:
    """Return who saved something, when and why."""
    return printable(f"{of.author}, {day(of.day)}: {of.subject}") if of.day else "not saved yet"
