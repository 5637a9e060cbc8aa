# ruff: noqa: RUF001
"""Find slips that YAML accepts silently: odd quotes around a value, a text cut by "#", foreign spaces."""

from __future__ import annotations

import re
from collections.abc import Iterable
from textwrap import shorten

from ..core.diagnostics import Place, Problem
from . import signoff
from .syntax import FOREIGN, named
from .yaml_reader import Keys, Located, Value

# Quotes that Word and telephones put in place of straight ones, as they open and close.
PAIRS = ("“”", "„“", "„”", "””", "«»", "»«", "‘’", "‚‘", "‚’", "‹›", "「」", "『』", "＂＂")
OPENING = "".join(dict.fromkeys(pair[0] for pair in PAIRS))
# Quotes that come in pairs; a single one at the end of a word may be an apostrophe.
DOUBLE, SINGLE, LETTER = '"“”„«»＂', "'‘’‚", r"[^\W\d_]"
# A comment is set off by two spaces, and has a space after its "#". Anything else after a text belongs to it.
CUT = re.compile(r"(?: |\s+(?=#[^\s#]))(#)")
SHOWN = 40


def faults(located: Located, keys: Keys, settings: str) -> Iterable[Problem]:
    """Yield the slips in the texts below some keys of a file. In the section `settings`, comments are free."""
    for at in located.spans:
        if at[: len(keys)] == keys and at[:2] != signoff.AT and isinstance(value_at(located.value, at), str):
            own = at[len(keys) : len(keys) + 1] == (settings,)
            if problem := _quoted(located, at) or (None if own else _unpaired(located, at)):
                yield problem
            if not own and (problem := _cut(located, at)):
                yield problem


def of_value(located: Located, keys: Keys) -> Problem | None:
    """Return the slip that explains why a value is not what it must be, if there is one."""
    if keys not in located.spans or not isinstance(value := value_at(located.value, keys), str):
        return None
    if found := re.search(f"[{FOREIGN}]", value):
        what = f'{named(found[0])} in "{shorten(value, SHOWN, placeholder=" ...")}"'
        return Problem(located.place(keys, of=found[0]), what, "delete it, or type an ordinary space in its place")
    return _quoted(located, keys) or _unpaired(located, keys) or (None if value else _cut(located, keys))


def of_key(located: Located, keys: Keys) -> Problem | None:
    """Return the slip that explains why a key is not known, if there is one."""
    place, key = located.place(keys, key=True), str(keys[-1])
    if found := re.search(f"[{FOREIGN}]", key):
        return Problem(place, f'{named(found[0])} in the key "{key.strip()}"', "put ordinary spaces in its place")
    if in_typographic_quotes(key):
        return Problem(place, f"typographic quotes around the key {key}", "delete them")
    return None


def in_typographic_quotes(text: str) -> bool:
    """Tell whether a text as a whole stands between typographic quotes, or one of those and a straight one."""
    if len(text) < 2 or set(text[1:-1]) & {text[0], text[-1]}:
        return False
    return text[0] + text[-1] in PAIRS or (text[0] in OPENING and text[-1] in "\"'")


def value_at(value: Value, keys: Keys) -> Value | None:
    """Return the value under some keys, or None."""
    for key in keys:
        if isinstance(value, dict) and key in value:
            value = value[str(key)]
        elif isinstance(value, list) and isinstance(key, int):
            value = value[key]
        else:
            return None
    return value


def _quoted(located: Located, keys: Keys) -> Problem | None:
    value, place = str(value_at(located.value, keys)), located.place(keys)
    if not (in_typographic_quotes(value) and _plain(place)):
        return None
    shown = shorten(value[1:-1], SHOWN, placeholder=" ...")
    hint = f'type straight ones, "like these"; to print {value[0]} and {value[-1]}, put straight ones around them'
    return Problem(place, f'typographic quotes around "{shown}"', hint)


def misread(text: str) -> bool:
    """Tell whether a text would be taken for a slip, if it stood in a file without quotes around it."""
    return in_typographic_quotes(text) or bool(unpaired(text))


def unpaired(text: str) -> str:
    """Return "end" or "start" where a text has a quote that has no other, or "". Between two letters none is meant."""
    for where, sign, apostrophe in (("end", text[-1:], text[-2:-1].isalpha()), ("start", text[:1], text[:1] == "’")):
        signs = next((kind for kind in (DOUBLE, SINGLE) if sign and sign in kind), "")
        quotes = re.findall(rf"(?<!{LETTER})[{signs}]|[{signs}](?!{LETTER})", text) if signs else ()
        if len(quotes) % 2 and not (apostrophe and signs == SINGLE):
            return where
    return ""


def _unpaired(located: Located, keys: Keys) -> Problem | None:
    """Return the quote at an end of a text that has no other: YAML takes it for a letter, and it is printed."""
    value = str(value_at(located.value, keys))
    if not (where := unpaired(value)) or not _plain(located.place(keys)):
        return None
    (row, column), sign = located.spans[keys].end, value[-1 if where == "end" else 0]
    around = "single" if sign == '"' else "double"
    printed = f"to print it, put the text in {around} quotes"
    if where == "end":
        place = Place(located.file, row + 1, column, located.lines[row])
        hint = f"type one before the text too, or delete this one; {printed}"
        return Problem(place, f"a closing {sign} with no opening one", hint)
    hint = f'type straight ones, "like these", at both ends; {printed}'
    return Problem(located.place(keys), f"a {sign} that is not closed", hint)


def _cut(located: Located, keys: Keys) -> Problem | None:
    """Return the comment that begins in the middle of a text."""
    row, column = located.spans[keys].end
    line = located.lines[row] if row < len(located.lines) else ""
    value = value_at(located.value, keys)
    behind = CUT.match(line[column:])
    if not behind or not _plain(located.place(keys)) or (not value and line[column:].startswith(" # ")):
        return None
    what = f'the text ends before this "#"{"" if value else ", so it is empty"}'
    comment = 'if this is a comment, write two spaces before the "#" and one after it'
    hint = f"put the whole text in double quotes; or, {comment}"
    return Problem(Place(located.file, row + 1, column + behind.start(1) + 1, line), what, hint)


def _plain(place: Place) -> bool:
    """Tell whether the value at a place is plain: not between quotes, and not on the lines below."""
    return place.source[place.column - 1 : place.column] not in ('"', "'", "|", ">")
