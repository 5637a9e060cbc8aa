"""Tell who changed a text or a fact, when and why, as far as git knows: the saves in which its value became another.

A save is found by comparing what the file said before and after it, so a text is never ascribed to somebody who only
changed another one in the same file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from ..core import git, inputs
from ..core.diagnostics import Problems
from ..core.names import EditionId, TextKey
from ..core.project import Root
from ..edition import overlays
from ..source.declaration import Declaration
from ..source.model import Sources
from ..source.schema import REVISED, UNOFFICIAL
from ..source.yaml_reader import Keys, Value, parsed
from ..text import markup
from .comparison import Change

# Saves of one file that are looked at, the latest first.
MOST = 100
# One parent each: a merge only brings together what others saved, and the first of all brings everything.
LISTED = (f"--max-count={MOST}", "--min-parents=1", "--max-parents=1", "--format=%H%x00%an%x00%as%x00%s")
FACTSHEET = "sources/factsheet.yaml"


@dataclass(frozen=True)
class Save:
    """Who saved a change, when and why; nobody if it is not saved yet."""

    author: str
    day: date | None
    subject: str


# The id of a save, the save itself, and the value of a file before and after it.
Step = tuple[str, Save, Value, Value]


@dataclass(frozen=True)
class Spot:
    """A value in a file of the sources."""

    file: str
    keys: Keys


class Authors:
    """The saves since a commit or a day, as git options; each file is looked up once."""

    def __init__(self, root: Root, since: Sequence[str]) -> None:
        self.root = root
        self._since = since
        self._of = cache(self._known)

    def of(self, spots: Iterable[Spot]) -> list[Save]:
        """Return the saves that changed any of some values, the latest first; none if git does not know."""
        found: dict[str, Save] = {}
        for spot in spots:
            for id, save, before, after in self._of(spot.file):
                if _value(before, spot.keys) != _value(after, spot.keys):
                    found[id] = save
        return sorted(found.values(), key=lambda save: save.day or date.max)[::-1]

    def _known(self, file: str) -> list[Step]:
        """Return the saves of a file; none where there is no git, or the file is not in it."""
        try:
            return list(self._history(file))
        except Problems:
            return []

    def _history(self, file: str) -> Iterator[Step]:
        """Yield the saves of a file, with its value before and after each: last what has not been saved."""
        listed = git.read(self.root, "log", *LISTED, *self._since, "--", file)
        saves = [line.split("\0") for line in listed.decode(errors="replace").split("\n")[:-1]]
        names = [f"{id}{parent}:./{file}" for id, *_ in saves for parent in ("^", "")]
        blobs = git.blobs(self.root, [f"HEAD:./{file}", *names], inputs.SOURCE.most)
        read = cache(lambda blob: _read(blob, file))  # most are there twice: after a save, and before the next one
        head, *values = map(read, blobs)
        last: Value = ""
        for (id, author, day, subject), *both in reversed(list(zip(saves, values[::2], values[1::2], strict=True))):
            # Where a file could not be read, whoever mended it has changed what is not as it was before.
            before, after = (last := value or last for value in both)
            yield id, Save(author, date.fromisoformat(day), subject), before, after
        yield "", Save("", None, ""), head or last, read(self._here(file)) or head or last

    def _here(self, file: str) -> bytes | None:
        try:
            return inputs.read(self.root, self.root.folder / file, inputs.SOURCE)
        except inputs.Missing:
            return None


def spots(sources: Sources, edition: EditionId, change: Change) -> list[Spot]:
    """Return where the value of a text or fact is written, in whichever file it may be."""
    variant, language = edition
    declared = sources.declared
    own = sources.own_file(variant) or FACTSHEET  # what is in a table is not in it: of that nobody is the author
    if change.is_fact:
        return list(_of_fact(change.key.strip("{}"), own, declared))
    files = f"sources/text/{language}.yaml", f"sources/text/{sources.master.id}.yaml"
    if change.key == UNOFFICIAL:
        return [Spot(files[0], ("language", "status")), *_of_text(UNOFFICIAL, files[0], own, language)]
    found = _of_text(change.key, files[0], own, language)
    if variant not in sources.variants or language not in sources.languages or change.key not in sources.master.text:
        return found
    layer = overlays.pair(sources, sources.variants[variant], sources.languages[language], TextKey(change.key)).printed
    if layer.located is sources.master.located or layer.keys[:2] == ("text", sources.master.id):
        found += _of_text(change.key, files[1], own, sources.master.id)
    read = markup.read(layer.text)
    names = [
        *(name for name in read.placeholders if name != markup.NOTE),
        *(link.removeprefix("#") for link in read.links),
    ]
    return [*found, *(spot for name in dict.fromkeys(names) for spot in _of_fact(name, own, declared))]


def _of_text(key: str, file: str, own: str, language: str) -> list[Spot]:
    keys = tuple(key.split("."))
    return [Spot(file, keys), Spot(own, ("text", language, *keys))]


def _of_fact(name: str, own: str, declared: Declaration) -> Iterator[Spot]:
    """Yield where a fact may be written; who is in a list within another is shown there too."""
    if name in declared.facts and declared.facts[name].kind == "countries":
        keys: list[Keys] = [(name,), *((each,) for each in declared.inside(name))]
    elif name in declared.placeholders:
        keys = [declared.placeholders[name].keys]
    elif name == REVISED:
        keys = [(REVISED,)]
    else:
        keys = [(key, name) for key, fact in declared.facts.items() if fact.kind == "map"]
    yield from (Spot(file, each) for each in keys for file in dict.fromkeys((own, FACTSHEET)))


def _read(blob: bytes | None, file: str) -> Value | None:
    """Return the value of a file as it once was; None if it was not there, or cannot be read."""
    text = (blob or b"").decode("utf-8-sig", errors="replace")
    try:
        return parsed(text, file).value if text.strip() else None
    except Problems:
        return None


def _value(value: Value | None, keys: Keys) -> Value | None:
    for key in keys:
        value = value.get(key) if isinstance(value, dict) and isinstance(key, str) else None
    return " ".join(value.split()) if isinstance(value, str) else value
