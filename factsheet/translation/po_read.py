"""Read a PO file that came back, whichever platform wrote it, as rows.

It is read here and not by Babel, whose reader keeps the first of two entries without a word, takes the last letter from
a string that is not closed, and stops at a date that it does not know.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from babel.messages.pofile import unescape

from ..core import inputs
from ..core.diagnostics import Place, Problem, Problems
from ..core.wording import counted
from . import states
from .po import NUMBER, REFUSED
from .units import Returned, Row, Standing

# The fields of an entry, in their order.
FIELDS = ("msgctxt", "msgid", "msgid_plural", "msgstr")
LINE = re.compile(r"(?:(msgctxt|msgid_plural|msgid|msgstr)(\[[0-9]\])?[ \t]+)?(\"(?:[^\"\\]|\\.)*\")")
BEGINS = re.compile(rb"^[ \t]*(?:msgid|msgctxt)\s+\"", re.MULTILINE)
LANGUAGE, PROJECT = (
    re.compile(rf"^{field}:[ \t]*(\S*)", re.MULTILINE | re.IGNORECASE) for field in ("Language", "Project-Id-Version")
)
NUMBERED, OURS = re.compile(NUMBER.format("([0-9]+)", r"(\S+)")), re.compile(REFUSED.format(".*"))
CONFLICT = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
PLURAL = "it has plural forms, which no text here has: delete msgid_plural, and keep one msgstr, without [0]"
# A file in bytes, of which ours take 60,000; the entries in it, and the problems that are reported of one.
LARGEST, MOST, REPORTED = 1_000_000, 2_000, 20
# How far into a file its first entry is looked for, in bytes.
HEAD = 100_000


@dataclass
class Entry:
    """An entry as it is read, line by line; `line` is where it begins, `fields` the strings of each field."""

    line: int = 0
    fields: dict[str, list[str]] = field(default_factory=dict)
    comments: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    flags: set[str] = field(default_factory=set)

    def text(self, name: str) -> str:
        return "".join(map(unescape, self.fields.get(name, ())))

    @property
    def named(self) -> tuple[str, str]:
        """Return the number and the key of the text, as a note has them."""
        return next(((found[1], found[2]) for note in self.notes if (found := NUMBERED.fullmatch(note))), ("", ""))

    @property
    def id(self) -> str:
        return self.text("msgctxt") or self.named[1]

    @property
    def said(self) -> str:
        return self.text("msgstr") or self.text("msgstr[0]")

    @property
    def is_head(self) -> bool:
        """Tell whether this is no text, but what a file says about itself."""
        return "msgctxt" not in self.fields and not self.text("msgid")

    @property
    def is_whole(self) -> bool:
        return "msgid" in self.fields and any(name.startswith("msgstr") for name in self.fields)


def is_one(content: bytes) -> bool:
    """Tell whether a file looks like a PO file."""
    return b"<" not in content[:8] and bool(BEGINS.search(content[:HEAD]))


def rows(content: bytes, name: str) -> Returned:
    """Return the contents of a PO file.

    Raises Problems for one that is damaged, at each line that cannot be read, and for one that is far too large.
    """
    reader = Reader(name)
    every = reader.read(content)
    texts = [entry for entry in every if not entry.is_head]
    heads = [each.said for each in every if each.is_head]
    language, project = (
        next((found[1] for head in heads if (found := field.search(head))), "") for field in (LANGUAGE, PROJECT)
    )
    comments = [
        (Place(name, entry.line), f"{entry.id}: {comment}")
        for entry in texts
        for comment in entry.comments
        if not OURS.fullmatch(comment)
    ]
    if reader.obsolete:
        count = counted(len(reader.obsolete), "line")
        comments.append((Place(name, reader.obsolete[0]), f"{count} of obsolete texts (#~) were not read"))
    return Returned(language, tuple(_row(entry, name) for entry in texts), tuple(comments), factsheet=project)


def entries(content: bytes, name: str) -> list[Entry]:
    """Return the texts in a PO file as its entries. Raises Problems as `rows` does."""
    return [entry for entry in Reader(name).read(content) if not entry.is_head]


def _row(entry: Entry, name: str) -> Row:
    target = entry.said
    is_fuzzy = "fuzzy" in entry.flags
    standing = Standing.UNSURE if is_fuzzy else Standing.DONE
    is_plural = any(each not in ("msgctxt", "msgid", "msgstr") for each in entry.fields)
    return Row(
        entry.id,
        Place(name, entry.line),
        entry.text("msgid"),
        target,
        "",
        standing if target else Standing.UNSAID,
        PLURAL if is_plural else "",
        number=entry.named[0],
        unsure=states.REVIEW if target and is_fuzzy else "",
    )


class Reader:
    """Put the lines of a file together as entries, and note each line that cannot be read."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self.obsolete: list[int] = []
        self.entry = Entry()
        self.last = ""
        self.spoiled = False  # what follows from a problem in an entry is not reported as well

    def read(self, content: bytes) -> list[Entry]:
        """Return the entries of a file. Raises Problems for what cannot be read."""
        if len(content) > LARGEST:
            what = f"this file is {len(content) / 1e6:,.1f} MB; a PO file can be at most {LARGEST / 1e6:.0f} MB"
            raise Problems([Problem(Place(self.name), what, "ask for a smaller one")])
        found = list(self._entries(inputs.decoded(content, self.name).split("\n")))
        if self.problems:
            raise Problems(self.problems[:REPORTED])
        if len(found) > MOST:
            what = f"{len(found):,} texts; at most {MOST:,} can be read"
            raise Problems([Problem(Place(self.name), what, "split it")])
        return found

    def _entries(self, lines: list[str]) -> Iterator[Entry]:
        for number, line in enumerate(map(str.strip, lines), 1):
            begins = line.startswith(("#", "msgctxt", "msgid ", "msgid\t"))
            if begins and self.entry.is_whole:
                yield self._ended()
            self._read(number, line)
            if len(self.problems) >= REPORTED:
                return
        if self.entry.fields:
            yield self._ended()

    def _ended(self) -> Entry:
        entry, spoiled = self.entry, self.spoiled
        self.entry, self.last, self.spoiled = Entry(), "", False
        if not entry.is_whole and not spoiled:
            lacks = "msgstr" if "msgid" in entry.fields else "msgid"
            self._problem(entry.line, f"this entry has no {lacks}", "add it, or delete the entry")
        return entry

    def _read(self, number: int, line: str) -> None:
        if line.startswith("#~"):
            self.obsolete.append(number)
        elif line.startswith("#"):
            self._comment(number, line)
        elif found := LINE.fullmatch(line):
            self._string(number, (found[1] or "") + (found[2] or ""), found[3])
        elif line.startswith(CONFLICT):
            self._problem(number, "git has left a conflict here", "resolve it, so that each text appears only once")
        elif line:
            self._problem(number, "this line cannot be read", "a text is in double quotes, and so is each of its lines")

    def _comment(self, number: int, line: str) -> None:
        if self.entry.fields:
            self._problem(number, "this comment is inside an entry", "move it above the entry")
        said = line[2:].strip()
        if line.startswith("#,"):
            self.entry.flags |= {flag.strip() for flag in said.split(",")}
        elif line.startswith("#."):
            self.entry.notes.append(said)
        elif not line.startswith(("#:", "#|")) and (said := line[1:].strip()):
            self.entry.comments.append(said)

    def _string(self, number: int, name: str, string: str) -> None:
        if not name and self.last:
            self.entry.fields[self.last].append(string)
            return
        kind = name.partition("[")[0]
        here = [FIELDS.index(each.partition("[")[0]) for each in self.entry.fields]
        if not name or name in self.entry.fields or FIELDS.index(kind) < max(here, default=0):
            self._problem(
                number, f"{name or 'this string'} is out of place", "each entry has a msgid and a msgstr, in this order"
            )
            return
        self.entry.line = self.entry.line or number
        self.entry.fields[name] = [string]
        self.last = name

    def _problem(self, number: int, what: str, hint: str) -> None:
        self.problems.append(Problem(Place(self.name, number), what, hint))
        self.spoiled = True
