"""Read one YAML file into plain values that remember their places.

Strict on purpose: PyYAML by itself reads `NO` (Norway) as False, `12:30` as 750, keeps the last of
two equal keys silently and expands aliases without limit. Here every scalar is the string
that was typed, and whatever a leaflet's source has no use for is refused by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from ..core import inputs
from ..core.diagnostics import Place, Problem, Problems, did_you_mean
from ..core.project import Root
from ..core.unfit import UNPRINTABLE, unfit
from ..text import spot
from . import private, syntax

Value: TypeAlias = str | dict[str, "Value"] | list["Value"]
Keys = tuple[str | int, ...]

MAX_DEPTH = 12
# The C parser is ten times faster; both give the same events.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Of one file: a lock of a thousand texts has 4,000.
MAX_VALUES = 20_000
# For one file; nobody reads more.
MAX_PROBLEMS = 100


@dataclass(frozen=True)
class Span:
    """The place of a value: of its key (for an entry of a map) and of itself, from 0."""

    key: tuple[int, int]
    start: tuple[int, int]
    end: tuple[int, int]


@dataclass(frozen=True)
class Located:
    """A source file's value: maps, lists and strings, and where each of them was written."""

    file: str
    value: Value
    lines: tuple[str, ...]
    spans: Mapping[Keys, Span]

    def place(self, keys: Keys, *, key: bool = False, of: str = "") -> Place:
        """Return the place of the value under `keys`, or of its key, or of the words `of` inside it.

        A missing value is placed at the nearest thing around it that exists.
        """
        missing = keys not in self.spans
        while keys not in self.spans:
            keys = keys[:-1]
        span = self.spans[keys]
        line, column = span.key if key or missing else span.start
        if of:
            line, column = spot.find(self.lines, span.start, span.end, of) or (line, column)
        source = self.lines[line] if line < len(self.lines) else ""
        return Place(self.file, line + 1, column + 1, source)


def read(root: Root, path: Path) -> Located:
    """Read a YAML file of the project, or raise Problems that name every fault in it."""
    name = root.name(path)
    return parsed(_text(root, path, name), name)


@lru_cache(maxsize=64)
def parsed(text: str, name: str) -> Located:
    """Return the value of a YAML text; `name` is its file's. Raises Problems that name every fault in it.

    A text that has not changed is not read again, as on most saves in the preview: its value is never changed either.
    """
    lines = tuple(text.splitlines())
    composer = _Composer(name, lines)
    try:
        value = composer.compose(text)
    except yaml.YAMLError as error:
        found = [*composer.problems, syntax.explained(error, name, lines)]
        raise Problems(private.unquoted(found, lines)) from None
    if composer.problems:
        raise Problems(private.unquoted(composer.problems, lines))
    return Located(name, value, lines, composer.spans)


def _text(root: Root, path: Path, name: str) -> str:
    whole = Place(name)
    try:
        text = inputs.text(root, path, inputs.SOURCE)
    except inputs.Missing:
        near = sorted(p.name for p in path.parent.glob("*.yaml")) if path.parent.is_dir() else []
        hint = did_you_mean(path.name, near)
        raise inputs.Missing(
            [Problem(whole, "this file is missing", hint or "restore it, for example with git")]
        ) from None
    if not text.strip():
        raise Problems([Problem(whole, "this file is empty", "restore its contents")])
    if found := re.search(r"^(<<<<<<<|=======|>>>>>>>)( |$)", text, re.MULTILINE):
        line = text.count("\n", 0, found.start()) + 1
        hint = "keep one of them, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>"
        raise Problems([Problem(Place(name, line, 1), "two versions of this file were only half merged", hint)])
    if found := UNPRINTABLE.search(text):
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - text.rfind("\n", 0, found.start())
        what = f"an invisible control character (U+{ord(found[0]):04X})"
        raise Problems([Problem(Place(name, line, column), what, "delete it")])
    return text


def _mark(mark: Any) -> tuple[int, int]:
    """Return a mark of PyYAML's as line and column, from 0."""
    return mark.line, mark.column


class _Composer:
    """Build values from PyYAML's events, noting the place of each and anything that is not allowed."""

    def __init__(self, name: str, lines: tuple[str, ...]) -> None:
        self.name = name
        self.lines = lines
        self.problems: list[Problem] = []
        self.spans: dict[Keys, Span] = {}

    def compose(self, text: str) -> Value:
        events = yaml.parse(text, Loader=LOADER)
        value: Value = ""
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._note(event, 'a second document begins here ("---")', "keep one document per file")
                    break
            elif not isinstance(event, (yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentEndEvent)):
                value = self._value(event, events, (), (0, 0), 0)
        if () not in self.spans:
            raise Problems(
                [Problem(Place(self.name, 1, 1), "this file contains only comments", "restore its contents")]
            )
        return value

    def _note(self, event: yaml.Event, what: str, hint: str) -> None:
        """Note what is wrong. Raises Problems when there is so much of it that the rest is not worth reading."""
        line, column = _mark(event.start_mark)
        source = self.lines[line] if line < len(self.lines) else ""
        self.problems.append(Problem(Place(self.name, line + 1, column + 1, source), what, hint))
        if len(self.problems) >= MAX_PROBLEMS:
            what = f"{MAX_PROBLEMS} problems so far; the rest of this file was not read"
            raise Problems([*self.problems, Problem(Place(self.name, line + 1), what, "correct these first")])

    def _value(
        self, event: yaml.Event, events: Iterator[yaml.Event], keys: Keys, key: tuple[int, int], depth: int
    ) -> Value:
        start = _mark(event.start_mark)
        if len(self.spans) > MAX_VALUES:
            self._note(event, f"more than {MAX_VALUES:,} values in one file", "no source needs that many")
            raise Problems(self.problems)
        if depth > MAX_DEPTH:
            self._note(event, f"more than {MAX_DEPTH} levels of nesting", "no source needs that many")
            raise Problems(self.problems)
        anchor = getattr(event, "anchor", None)
        if isinstance(event, yaml.AliasEvent):
            self._note(
                event,
                f"an alias (*{anchor})",
                'write the text itself; put quotes around a text that begins with "*"',
            )
        elif anchor:
            self._note(event, f"an anchor (&{anchor})", 'leave it out; put quotes around a text that begins with "&"')
        elif (tag := getattr(event, "tag", None)) is not None:
            self._note(event, f"a tag ({tag})", 'leave it out; put quotes around a text that begins with "!"')

        value: Value = ""
        end = _mark(event.end_mark)
        if isinstance(event, yaml.ScalarEvent):
            value = event.value
            self._letters(event, value)
        elif isinstance(event, yaml.MappingStartEvent):
            value, end = self._map(events, keys, depth)
        elif isinstance(event, yaml.SequenceStartEvent):
            value = []
            while not isinstance(item := next(events), yaml.SequenceEndEvent):
                at = _mark(item.start_mark)
                value.append(self._value(item, events, (*keys, len(value)), at, depth + 1))
            end = _mark(item.end_mark)
        self.spans[keys] = Span(key, start, end)
        return value

    def _letters(self, event: yaml.Event, text: str) -> None:
        """Note invisible characters that have an effect. Escapes ("\\u202e") have become characters by now."""
        for what, hint in unfit(text):
            self._note(event, what, hint)

    def _map(self, events: Iterator[yaml.Event], keys: Keys, depth: int) -> tuple[dict[str, Value], tuple[int, int]]:
        found: dict[str, Value] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            at = _mark(event.start_mark)
            if not isinstance(event, yaml.ScalarEvent):
                self._note(event, "a key that is not a word", 'write "key: text"')
                self._value(event, events, (*keys, ""), at, depth + 1)
                self._value(next(events), events, (*keys, ""), at, depth + 1)
                continue
            name = event.value
            self._letters(event, name)
            if name in found:
                first = self.spans[(*keys, name)].key[0] + 1
                self._note(event, f'duplicate key "{name}" (first on line {first})', "delete one of them")
            item = self._value(next(events), events, (*keys, name), at, depth + 1)
            found.setdefault(name, item)
        return found, _mark(event.end_mark)
