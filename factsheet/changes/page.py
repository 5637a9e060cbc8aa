"""Say on one web page what has changed, as the plain data that its template needs."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from ..build.cards import country, day, named
from ..core.names import LanguageTag, TextKey
from ..core.printable import printable
from ..core.wording import counted
from ..source.schema import UNOFFICIAL
from ..text.word_diff import Piece
from .pointed import parts
from .said import MEMBERS, Run

if TYPE_CHECKING:
    from .authors import Save
    from .comparison import Change
    from .review import Compared
    from .sheets import Picture, Shown

Values = dict[str, Any]
GONE, NEW, DIFFERENT = "del", "ins", "mark"
FACTS = {
    "{revised}": "Date of the texts",
    MEMBERS: "Member states; those on the Steering Committee are in bold",
    "{steering_committee}": "Steering Committee",
    "{chair}": "Country in the chair",
    "{upcoming_chair}": "Upcoming chair",
    "{conference_date}": "Date of the conference",
    "{conference_country}": "Country of the conference",
    UNOFFICIAL: "The line that says that the translation is unofficial",
}


@dataclass(frozen=True)
class Heading:
    """What a page is about: the two versions in words, and what each text is for, by its key."""

    before: str
    now: str
    notes: Mapping[TextKey, str]


def of_editions(heading: Heading, compared: Sequence[Compared]) -> Values:
    """Return what the page says about editions."""
    alone = [each for each in compared if not each.before and not each.problems]
    lines = (
        ("Unchanged", [each for each in compared if each.is_unchanged]),
        ("New, so there is nothing to compare with", [each for each in alone if each.now]),
        ("No longer made", [each for each in alone if not each.now]),
    )
    listed = {id(each) for _, of in lines for each in of}
    return {
        "title": "What has changed",
        "about": [("Before", printable(heading.before)), ("Now", printable(heading.now))],
        "parts": [_edition(each, heading) for each in compared if id(each) not in listed],
        "lines": [(words, [_title(each) for each in of]) for words, of in lines if of],
        "hint": "",
    }


def _title(each: Compared) -> str:
    side = each.now or each.before
    name = country(side.said.country) if side else each.edition[0]
    return f"{name}: {named(each.edition[1])['english']}"


def _edition(each: Compared, heading: Heading) -> Values:
    """Return what the page says about an edition that has changed, or that could not be compared."""
    chair, language = each.edition
    numbers = {change.key: number for number, change in each.numbered.items()}
    changes = [_change(each, change, numbers.get(change.key), heading.notes) for change in each.changes]
    before, now = each.statuses
    return {
        "id": f"{chair}-{language}",
        **named(language),
        "heading": _title(each).partition(":")[0],
        "chair": chair,
        "language": language,
        "origin": printable(f"{each.relation} {each.origin}") if each.origin else "",
        "count": counted(len(changes), "change") if changes else "" if each.problems else "no text has changed",
        "status": [before, now, _open(each)] if before != now or _open(each) else [],
        "changes": changes,
        "sheets": list(_sheets(each.shown)) if each.shown else [],
        "unseen": bool(each.changes) and not each.shown and not each.problems,
        "problems": [str(problem).partition("\n")[0] for problem in each.problems],
    }


def _open(each: Compared) -> str:
    """Return which texts are outdated or missing now, and were not."""
    if not each.before or not each.now:
        return ""
    before = each.before.said.open.items()
    new = [item for item in each.now.said.open.items() if item not in before]
    kinds = groupby(sorted(new, key=itemgetter(1)), key=itemgetter(1))
    return "; ".join(f"{kind}: {', '.join(key for key, _ in of)}" for kind, of in kinds)


def _change(each: Compared, change: Change, number: int | None, notes: Mapping[TextKey, str]) -> Values:
    assert each.before
    assert each.now
    old, new = change.pieces
    return {
        "number": number,
        "label": FACTS.get(change.key) or notes.get(TextKey(change.key)) or "Fact",
        "key": "" if change.key in FACTS and change.key != UNOFFICIAL else change.key,
        "where": _where(each.shown, number),
        "outcome": "",
        "notes": [],
        "versions": [
            version("Before", old, each.before.said.language_of(change.key), GONE, other=new),
            version("Now", new, each.now.said.language_of(change.key), NEW, other=old),
        ],
        "saves": [_save(save) for save in each.saves.get(change.key, ())],
    }


def _where(shown: Shown | None, number: int | None) -> str:
    """Return in words where something is printed; nothing for a fact, which is printed in texts."""
    if shown is None or number is None:
        return ""
    pages = shown.on(number)
    return f"page {' and '.join(map(str, pages))}" if pages else "not printed as words on a page"


def _save(save: Save) -> str:
    return printable(f"{save.author}, {day(save.day)}: {save.subject}") if save.day else "not saved yet"


def version(
    name: str,
    pieces: Sequence[Piece],
    locale: str,
    mark: str = "",
    *,
    wide: bool = False,
    other: Sequence[Piece] = (),
) -> Values:
    """Return a wording of a text under a name; what differs from the other is marked as gone, new or different."""
    return {
        "name": name,
        "lang": locale,
        "dir": named(LanguageTag(locale))["direction"],
        "pieces": list(_pieces(pieces, mark, other)),
        "wide": wide,
    }


def _pieces(pieces: Sequence[Piece], mark: str, other: Sequence[Piece]) -> Iterator[Values]:
    """Yield pieces as plain data. After words whose link differs, its address is given."""
    changed, instead = ([piece for piece in each if piece.changed] for each in (pieces, other))
    known = dict(zip(map(id, changed), instead, strict=True)) if len(changed) == len(instead) else {}
    for (is_changed, link), of in groupby(pieces, lambda piece: (piece.changed, _look(piece).link)):
        runs, address = list[Values](), list[Values]()
        for piece in of:
            there, look = known.get(id(piece), piece), _look(piece)
            said = _parts(printable(piece.text), printable(there.text))
            runs += [{**part, "bold": look.bold, "italic": look.italic} for part in said]
            address = _parts(printable(link), printable(_look(there).link))
        yield {
            "mark": mark if is_changed else "",
            "runs": runs,
            "link": bool(link),
            "address": address if is_changed and link else [],
        }


def _parts(text: str, other: str) -> list[Values]:
    return [{"text": words, "point": differs} for words, differs in parts(text, other)]


def _look(piece: Piece) -> Run:
    return piece.look if isinstance(piece.look, Run) else Run(text="")


def _sheets(shown: Shown) -> Iterator[Values]:
    for sheet in shown.sheets:
        pictures = [_picture(each, name, sheet.number) for each, name in ((sheet.before, "before"), (sheet.now, "now"))]
        yield {
            "number": sheet.number,
            "framed": any(each and each["frames"] for each in pictures),
            "pictures": pictures,
        }


def _picture(picture: Picture | None, name: str, number: int) -> Values | None:
    if picture is None:
        return None
    numbers = sorted({frame.number for frame in picture.frames})
    framed = f"; framed: {', '.join(map(str, numbers))}" if numbers else ""
    return {
        "name": name,
        "alt": f"Page {number} {name}{framed}",
        "source": "data:image/png;base64," + base64.b64encode(picture.png).decode(),
        "width": picture.width,
        "height": picture.height,
        "frames": [
            {"number": each.number, "left": each.left, "top": each.top, "width": each.width, "height": each.height}
            for each in picture.frames
        ],
    }
