"""Write facts into a YAML file in place: a key and its value at the top of the file. All else stays, comments too."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence

from ..core.diagnostics import Problem, Problems
from .yaml_editor import WIDTH, scalar
from .yaml_reader import Located, Value, parsed

COMMENT = re.compile(r"(?:^|\s)(#.*)$")


def with_facts(
    located: Located, content: bytes, facts: Mapping[str, Value], after: str, note: Sequence[str] = ()
) -> bytes:
    """Return a file with some keys set. New ones go after the key `after`, the first of them under a `note`.

    `located` is what `content` says. A list or a map is rewritten only if it differs. What was written is
    read again, and must say just what was wanted. Raises Problems where a key cannot be put in.
    """
    text = content.decode("utf-8-sig")
    mark = content[: len(content) - len(text.encode())]
    newline = "\r\n" if 2 * text.count("\r\n") > text.count("\n") else "\n"
    if not text.endswith("\n"):
        text += newline
    for key, value in facts.items():
        if not isinstance(located.value, dict) or located.value.get(key) == value:
            continue
        wanted = {**located.value, key: value}
        if key not in located.value:
            row = _end(located, after)
            first, last, lines = row, row, [*note, *_written(key, value)]
            after, note = key, ()
        else:
            first, last, lines = _replaced(located, key, value)
        ends = text.splitlines(keepends=True)
        ends[first:last] = [line + newline for line in lines]
        text = "".join(ends)
        try:
            located = parsed(text, located.file)
        except Problems:
            raise _refused(located, key) from None
        if located.value != wanted:
            raise _refused(located, key)
    return mark + text.encode()


def _refused(located: Located, key: str) -> Problems:
    hint = 'write the file as lines of "key: value", then try again'
    return Problems([Problem(located.place((key,)), f'there is nowhere here to put "{key}"', hint)])


def _replaced(located: Located, key: str, value: Value) -> tuple[int, int, list[str]]:
    """Return which lines, from first to last (exclusive), are replaced to give a key another value, and by what."""
    now = located.value[key] if isinstance(located.value, dict) else ""
    first, last = located.spans[(key,)].key[0], _end(located, key)
    lines = located.lines[first:last]
    if isinstance(value, str):
        found = COMMENT.search(lines[0])
        return first, last, [_written(key, value)[0] + (f"  {found[1]}" if found else ""), *lines[1:]]
    row, column = located.spans[(key,)].start
    in_braces = located.lines[row][column : column + 1] == "{"
    if isinstance(now, dict) and isinstance(value, dict) and not in_braces and now.items() <= value.items():
        indent = " " * located.spans[(key, next(iter(now)))].key[1]
        return last, last, [f"{indent}{line.lstrip()}" for line in _written(key, _without(value, now))[1:]]
    # Comments on rewritten lines go in front of them.
    comments = [found[1] for line in lines if (found := COMMENT.search(line))]
    return first, last, [*comments, *_written(key, value)]


def _without(value: dict[str, Value], known: Mapping[str, Value]) -> dict[str, Value]:
    return {key: each for key, each in value.items() if key not in known}


def _keys(located: Located) -> list[str]:
    return list(located.value) if isinstance(located.value, dict) else []


def _end(located: Located, key: str) -> int:
    """Return the line after a key and its value; blank lines and comments in front of the next key are not theirs."""
    keys = _keys(located)
    after = keys[keys.index(key) + 1 :]
    row = located.spans[(after[0],)].key[0] if after else len(located.lines)
    while row and (not located.lines[row - 1].strip() or located.lines[row - 1].startswith("#")):
        row -= 1
    return row


def _written(key: str, value: Value) -> list[str]:
    """Return a key and its value as lines of YAML."""
    if isinstance(value, str):
        return [f"{key}: {_plain(value)}"]
    if isinstance(value, dict):
        return [f"{key}:", *(f"  {name}: {_plain(str(each))}" for name, each in value.items())]
    whole = f"{key}: [{', '.join(map(str, value))}]"
    if len(whole) <= WIDTH:
        return [whole]
    return [
        f"{key}: [",
        *textwrap.wrap(f"{', '.join(map(str, value))},", WIDTH, initial_indent="  ", subsequent_indent="  "),
        "]",
    ]


def _plain(value: str) -> str:
    """Return a value as a source has it: dates without quotes, since here every value is what was typed."""
    return value if re.fullmatch(r"[\d-]+", value) else scalar(value)
