"""Write texts into a YAML file so that a diff shows only these: all other bytes stay, with comments and order."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import yaml

from ..core.diagnostics import Problem, Problems
from . import slips
from .yaml_reader import Keys, Located, Value, parsed

# A line of a source, in characters.
WIDTH = 100


@dataclass(frozen=True)
class _Edit:
    """Lines `start` to `end` (exclusive) of a file, from 0, and what replaces them."""

    start: int
    end: int
    lines: Sequence[str]


def rewritten(located: Located, content: bytes, texts: Mapping[Keys, str], order: Sequence[str]) -> bytes:
    """Return a file with some texts replaced or added; `order` has the dotted keys as the master has them.

    `located` is what is in `content`. The last two keys of a text are its section and its name. What was
    written is read again, and must say just what was wanted. Raises Problems where a text cannot be put in.
    """
    text = content.decode("utf-8-sig")
    mark = content[: len(content) - len(text.encode())]
    newline = "\r\n" if 2 * text.count("\r\n") > text.count("\n") else "\n"
    wanted = located.value
    for keys in sorted(texts, key=lambda keys: _rank(keys, len(keys), order)):
        wanted = _with(wanted, keys, texts[keys])
        lines, ends = text.splitlines(), text.splitlines(keepends=True)
        change = _replaced if keys in located.spans else _added
        edit = change(Lines(located, lines, order), keys, texts[keys])
        if edit.start == len(ends) and ends[-1] == lines[-1]:  # after a last line without a line break
            ends[-1] += newline
        whole = edit.end < len(ends) or ends[edit.end - 1] != lines[edit.end - 1]
        ends[edit.start : edit.end] = [line + newline for line in edit.lines]
        text = "".join(ends) if whole else "".join(ends).removesuffix(newline)
        try:
            after = parsed(text, located.file)
        except Problems:
            raise _refused(located, keys) from None
        if after.value != wanted:
            raise _refused(located, keys)
        located = after
    return mark + text.encode()


def _refused(located: Located, keys: Keys) -> Problems:
    what = f"there is nowhere here to put the text of {'.'.join(map(str, keys[-2:]))}"
    hint = 'write this part as "key: text" lines, then import again'
    return Problems([Problem(located.place(keys), what, hint)])


def _with(value: Value, keys: Keys, text: str) -> Value:
    if not keys:
        return text
    inside = value if isinstance(value, dict) else {}
    return {**inside, str(keys[0]): _with(inside.get(str(keys[0]), {}), keys[1:], text)}


def _rank(keys: Keys, depth: int, order: Sequence[str]) -> int:
    """Return the position of a text, or of its section, among those of the master; -1 for neither."""
    if depth < len(keys) - 1:
        return -1
    name = ".".join(map(str, keys[-2:] if depth == len(keys) else keys[-2:-1]))
    return next((at for at, key in enumerate(order) if name in (key, key.partition(".")[0])), -1)


@dataclass(frozen=True)
class Lines:
    """The lines of a file, and where its values are in them; `order` has the dotted keys as the master has them."""

    located: Located
    lines: Sequence[str]
    order: Sequence[str] = ()

    @cached_property
    def _entries(self) -> Mapping[Keys, list[Keys]]:
        found: dict[Keys, list[Keys]] = {}
        for keys in self.located.spans:
            if keys:
                found.setdefault(keys[:-1], []).append(keys)
        return found

    def inside(self, keys: Keys) -> list[Keys]:
        """Return the direct entries of a map, in the order of the file."""
        return self._entries.get(keys, [])

    def at(self, place: tuple[int, int]) -> str:
        """Return the character at a place."""
        row, column = place
        return self.lines[row][column : column + 1] if row < len(self.lines) else ""

    def is_block(self, keys: Keys) -> bool:
        return self.at(self.located.spans[keys].start) in ("|", ">")

    def last(self, keys: Keys) -> int:
        """Return the last line of a value. What PyYAML takes for the end of a block is where the next thing begins."""
        span = self.located.spans[keys]
        if (inside := self.inside(keys)) and self.at(span.start) not in ("{", "["):
            return self.last(inside[-1])
        if not self.is_block(keys):
            return span.end[0]
        last = span.start[0]
        for row in range(last + 1, len(self.lines)):
            if self.lines[row].strip():
                if _indent(self.lines[row]) <= _indent(self.lines[span.key[0]]):
                    break
                last = row
        return last


def _replaced(file: Lines, keys: Keys, text: str) -> _Edit:
    """Return the edit that replaces a text with another."""
    span = file.located.spans[keys]
    row, column = span.start
    head = file.lines[row][:column]
    if file.is_block(keys):
        comment = re.search(r"\s+#.*", file.lines[row][column:])
        behind = comment[0] if comment else ""
    else:  # a comment, or the rest of a map in braces
        behind = file.lines[span.end[0]][span.end[1] :].rstrip()
    made = written(head if head.endswith(" ") else f"{head} ", text, _indent(file.lines[span.key[0]]), behind)
    return _Edit(row, file.last(keys) + 1, made)


def _added(file: Lines, keys: Keys, text: str) -> _Edit:
    """Return the edit that adds a text, and its section if needed, after what comes before it in the master."""
    depth = next(depth for depth in range(len(keys) - 1, -1, -1) if keys[:depth] in file.located.spans)
    around, there = file.located.spans[keys[:depth]], file.inside(keys[:depth])
    indent = file.located.spans[there[0]].key[1] if there else around.key[1] + 2
    steps = range(len(keys) - depth - 1)
    made = [*(" " * (indent + 2 * step) + f"{keys[depth + step]}:" for step in steps)]
    deepest = indent + 2 * len(steps)
    made += written(" " * deepest + f"{keys[-1]}: ", text, deepest, "")
    if not there:
        return _Edit(around.key[0] + 1, around.key[0] + 1, made)
    texts = len(keys) - 1  # the depth of the names of texts
    own = _rank(keys, depth + 1, file.order)
    ranks = {
        each: _rank((*each, ""), depth + 1, file.order) if depth < texts else _rank(each, depth + 1, file.order)
        for each in there
    }
    before = [each for each in there if own < 0 or ranks[each] < own]
    if before:
        nearest = before[-1] if own < 0 else max(before, key=lambda each: ranks[each])
        row = file.last(nearest) + 1
        return _Edit(row, row, ["", *made] if not depth else made)  # a blank line between sections
    row = file.located.spans[there[0]].key[0]
    while row and file.lines[row - 1].lstrip().startswith("#"):
        row -= 1
    return _Edit(row, row, made)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def written(head: str, text: str, indent: int, behind: str) -> list[str]:
    """Return a text as it is written in a source: on the line of its key if there is room, else folded below it."""
    rest = "" if behind.lstrip().startswith("#") else behind
    whole = f"{head}{scalar(text, flow=bool(rest) or bool(slips.CUT.match(behind)))}{behind}"
    if len(whole) <= WIDTH or rest:
        return [whole]
    below = textwrap.wrap(text, WIDTH - indent - 2, break_long_words=False, break_on_hyphens=False)
    if not _reads("key: >-\n" + "\n".join(f"  {line}" for line in below), text):
        return [whole]
    return [f"{head}>-{behind}", *(" " * (indent + 2) + line for line in below)]


def scalar(text: str, *, flow: bool = False) -> str:
    """Return a text as one line of YAML: plain where every YAML reader reads that as this text, else in quotes.

    In a `flow` (a map in braces) commas and braces mean something too, so it is always put in quotes.
    """
    if not (flow or slips.misread(text)) and _reads(f"key: {text}", text):
        return text
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{quoted}"'


def _reads(source: str, text: str) -> bool:
    """Tell whether YAML reads as a text, and not as a number, a date, a yes or a no."""
    try:
        found = yaml.safe_load(source)
    except yaml.YAMLError:
        return False
    return isinstance(found, dict) and list(found.values()) == [text]
