"""What goes out to a translator and what comes back: a text with all there is to know about it, in no format yet.

Each text travels with a fingerprint: the digests of the English it is to be made from, and of the translation there
was when it went out. So it is clear, weeks later, which of the two has changed meanwhile, and where. In a table, there
is also the digest of the note beside the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from ..core.diagnostics import Place
from ..core.names import LanguageTag
from ..core.unfit import MAX_TEXT
from ..core.wording import because, counted
from ..edition.overlays import Pair
from ..source.lock import BY_HAND, State, digest
from ..text.spelling import spelled

# The length of a digest; 32 bits tell the few versions of a text apart.
DIGITS = 8
# Signs of marks in one text. The most in the leaflet is 30; Markdown takes a second for 20,000.
SIGNS = 400
FINGERPRINT = re.compile(rf"([0-9a-f]{{{DIGITS}}})-([0-9a-f]{{{DIGITS}}}|0)(?:-([0-9a-f]{{{DIGITS}}}))?")

# What is said about the length of all texts.
ROOM = (
    "The note beside each text says how long it can be, even if every text is that long. In total, you can add "
    "{sheets}: a long text can use more of that if others use less."
)


@dataclass(frozen=True)
class Unit:
    """A text that goes out. `values` is what its placeholders print.

    `room` is how many characters it can have, even if every text is that long; `terms` says what the glossary has for
    its English, a line for each term.
    """

    number: int
    pair: Pair
    note: str
    room: int | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    terms: Sequence[str] = ()

    @property
    def id(self) -> str:
        return self.pair.id

    @property
    def state(self) -> State:
        return self.pair.state

    @property
    def was(self) -> str:
        """Return the English that an outdated translation was made from; of any other, nothing."""
        return self.pair.made.english if self.pair.made and self.state is State.OUTDATED else ""

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.pair.english, self.pair.translation)

    @property
    def lines(self) -> list[str]:
        """Return what a translator should know: what the text is for, its length, placeholders and terms in it.

        A translation that was imported with doubts goes out with them.
        """
        room = f"There is room for {counted(self.room, 'character')}." if self.room else ""
        values = [f"{{{name}}} stands for “{value}”." for name, value in self.values.items()]
        doubts = self.pair.doubts if self.state is State.UNCONFIRMED and self.pair.doubts != (BY_HAND,) else ()
        check = f"Please check this translation{because(doubts)}." if doubts else ""
        return [line for line in (self.note, check, room, *values, *self.terms) if line]


@dataclass(frozen=True)
class Outgoing:
    """All that goes out in one file. `languages` are the tags of the English and of the translation.

    `spare` is how many characters the long texts of each sheet may have in all, beyond what they have now.
    """

    name: str
    language: LanguageTag
    title: str
    languages: tuple[str, str]
    official: bool
    units: tuple[Unit, ...]
    total: int
    spare: Mapping[str, int] = field(default_factory=dict)

    @property
    def room(self) -> str:
        """Return in words how the room that the notes speak of is meant, and what there is to spare; or nothing."""
        if not self.spare:
            return ""
        sheets = [f"{counted(spare, 'character')} on the {sheet}" for sheet, spare in self.spare.items()]
        return ROOM.format(sheets=" and ".join(sheets))

    @property
    def summary(self) -> str:
        """Return in words what goes out."""
        counts = Counter(unit.state.value for unit in self.units if unit.state is not State.TRANSLATED)
        to_do = ", ".join(f"{number} {state}" for state, number in counts.items())
        return f"{len(self.units)} of {counted(self.total, 'text')}: {to_do or 'nothing left to do'}"


class Standing(Enum):
    """What the file itself says about a translation."""

    DONE = "done"
    UNSURE = "unsure"  # to be reviewed, or a draft
    UNSAID = "unsaid"
    UNTOUCHED = "untouched"  # still to be translated


@dataclass(frozen=True)
class Row:
    """A text that came back. `fault` says why it cannot be read, `unsure` why its file leaves it to be confirmed.

    `extra` has what its file says besides, by column, with a line for each paragraph; `lines` is on how many lines the
    English and the translation stand there.
    """

    id: str
    place: Place
    english: str
    target: str
    fingerprint: str
    standing: Standing = Standing.UNSAID
    fault: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)
    number: str = ""
    unsure: str = ""
    lines: tuple[int, int] = (1, 1)

    @property
    def where(self) -> str:
        """Return where people find it in its file: by its number, or else by the row or line."""
        return f"No. {self.number}" if self.number else self.line

    @property
    def spot(self) -> Place:
        """Return the same with the name of its file."""
        file = self.place.file if self.place.line else self.place.file.rpartition(", ")[0]
        return Place(f"{file}, No. {self.number}") if self.number else self.place

    @property
    def line(self) -> str:
        """Return the row or line in its file, which tells two with one number apart."""
        return f"line {self.place.line}" if self.place.line else self.place.file.rpartition(", ")[2]


@dataclass(frozen=True)
class Returned:
    """All that came back in one file, and the comments that somebody wrote in it.

    `around` are the passages around the texts, ours among them; `outside` says where these are. `factsheet` is the name
    of that which it went out from, if the file says it.
    """

    language: str
    rows: tuple[Row, ...]
    comments: tuple[tuple[Place, str], ...] = ()
    around: tuple[str, ...] = ()
    outside: str = "outside the table"
    factsheet: str = ""


def mark(text: str) -> str:
    """Return the digest of a text for a fingerprint, whichever way its marks are spelled; of no text, 0."""
    return digest(spelled(text))[:DIGITS] if text else "0"


def fingerprint(english: str, translation: str) -> str:
    """Return the fingerprint of a text: the digest of its English and that of its translation."""
    return f"{mark(english)}-{mark(translation)}"


def sealed(fingerprint: str, note: str) -> str:
    """Return a fingerprint with the digest of the note that goes out beside the text."""
    return f"{fingerprint}-{digest(' '.join(note.split()))[:DIGITS]}"


def unsealed(fingerprint: str) -> str:
    """Return a fingerprint without the digest of a note."""
    return "-".join(digests(fingerprint)).strip("-")


def is_as_sent(fingerprint: str, note: str) -> bool | None:
    """Tell whether a note is the one that went out; None if its fingerprint does not say."""
    found = FINGERPRINT.fullmatch(fingerprint.strip())
    return sealed("", note)[1:] == found[3] if found and found[3] else None


def endless(text: str) -> str:
    """Return why a text is not to be read at all: it was made to take a long time; else nothing."""
    if len(text) > MAX_TEXT:
        return f"a text of {len(text):,} characters; the limit is {MAX_TEXT:,}"
    signs = sum(map(text.count, "*_[]{}"))
    return f"a text with {signs:,} formatting marks; the limit is {SIGNS}" if signs > SIGNS else ""


def digests(fingerprint: str) -> tuple[str, str]:
    """Return the two digests of a fingerprint; what cannot be read is empty."""
    found = FINGERPRINT.fullmatch(fingerprint.strip())
    return (found[1], found[2]) if found else ("", "")
