"""Add to a YAML file what it does not have: keys with texts, lists and maps, and items of lists. Nothing is changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..core.diagnostics import Problem, Problems
from .slips import value_at
from .yaml_editor import WIDTH, Lines, scalar, written
from .yaml_reader import Keys, Located, Value, parsed

# What ends an item in a list in brackets, or begins another.
BRACKETS = set("[]{},")


@dataclass(frozen=True)
class _Insertion:
    """Whole lines in front of a line, from 0; or with a `column`, words inside it."""

    row: int
    lines: Sequence[str]
    column: int = -1


def added(located: Located, content: bytes, additions: Mapping[Keys, Value]) -> bytes:
    """Return a file with some additions: a text or a map under a new key, or a list, at the end of one that is there.

    `located` is what is in `content`. What was written is read again, and must say just what was wanted. Raises
    Problems where something cannot be put in.
    """
    text = content.decode("utf-8-sig")
    mark = content[: len(content) - len(text.encode())]
    newline = "\r\n" if 2 * text.count("\r\n") > text.count("\n") else "\n"
    file = Lines(located, located.lines)
    wanted = located.value
    found: list[_Insertion] = []
    for keys, value in additions.items():
        wanted = _with(wanted, keys, value)
        found += _insertions(file, keys, value)
    ends = text.splitlines(keepends=True)
    if ends and not ends[-1].endswith(("\n", "\r")):
        ends[-1] += newline
    for each in sorted(found, key=lambda each: (each.row, each.column))[::-1]:
        if each.column < 0:
            ends[each.row : each.row] = [line + newline for line in each.lines]
        else:
            line = ends[each.row]
            ends[each.row] = line[: each.column] + each.lines[0] + line[each.column :]
    made = "".join(ends)
    try:
        after = parsed(made, located.file)
    except Problems as problems:
        raise _refused(located, [each.what for each in problems.problems]) from None
    if after.value != wanted:
        raise _refused(located, [])
    return mark + made.encode()


def _refused(located: Located, why: Sequence[str]) -> Problems:
    what = f"there is nowhere here to add this{f' ({why[0]})' if why else ''}"
    hint = 'write the file as lines of "key: value", without braces, then try again'
    return Problems([Problem(located.place(()), what, hint)])


def _with(value: Value, keys: Keys, addition: Value) -> Value:
    """Return a value with an addition to it."""
    if not keys:
        return [*value, *addition] if isinstance(value, list) and isinstance(addition, list) else addition
    inside = value if isinstance(value, dict) else {}
    return {**inside, str(keys[0]): _with(inside.get(str(keys[0]), ""), keys[1:], addition)}


def _insertions(file: Lines, keys: Keys, value: Value) -> Iterator[_Insertion]:
    spans = file.located.spans
    if keys not in spans:
        yield _under(file, keys[:-1], str(keys[-1]), value)
    elif isinstance(value, list) and isinstance(now := value_at(file.located.value, keys), list):
        yield _more(file, keys, now, value)
    else:  # a key with nothing after it
        row, column = spans[keys].key
        head, *lines = _lines(str(keys[-1]), value, column)
        yield _Insertion(spans[keys].start[0], [head[column + len(str(keys[-1])) + 1 :]], spans[keys].start[1])
        yield _Insertion(row + 1, lines)


def _under(file: Lines, keys: Keys, name: str, value: Value) -> _Insertion:
    """Return a key and its value at the end of a map."""
    there, span = file.inside(keys), file.located.spans[keys]
    if not there:
        return _Insertion(span.key[0] + 1, _lines(name, value, span.key[1] + 2))
    lines = _lines(name, value, file.located.spans[there[0]].key[1])
    return _Insertion(file.last(keys) + 1, ["", *lines] if isinstance(value, dict) else lines)


def _more(file: Lines, keys: Keys, now: Sequence[Value], items: Sequence[Value]) -> _Insertion:
    """Return items at the end of a list."""
    spans = file.located.spans
    if file.at(spans[keys].start) == "[":
        row, column = spans[(*keys, len(now) - 1)].end if now else spans[keys].start
        words = ", ".join(_item(str(each)) for each in items)
        return _Insertion(row, [f", {words}" if now else words], column if now else column + 1)
    row, column = spans[(*keys, 0)].start
    dash = file.lines[row].rindex("-", 0, column)
    last = file.last((*keys, len(now) - 1))
    return _Insertion(last + 1, [f"{' ' * dash}- {scalar(str(each))}" for each in items])


def _lines(key: str, value: Value, indent: int) -> list[str]:
    """Return a key and its value as lines of YAML."""
    head = " " * indent + f"{key}:"
    if isinstance(value, dict):
        return [head, *(line for name, each in value.items() for line in _lines(name, each, indent + 2))]
    if isinstance(value, str):
        return written(f"{head} ", value, indent, "")
    whole = f"{head} [{', '.join(_item(str(each)) for each in value)}]"
    if len(whole) <= WIDTH:
        return [whole]
    return [head, *(f"{' ' * (indent + 2)}- {scalar(str(each))}" for each in value)]


def _item(text: str) -> str:
    """Return an item of a list in brackets, where "?" and ":" mean more than elsewhere."""
    return scalar(text, flow=bool(BRACKETS & set(text)) or ":" in text or text.startswith("?"))
