# ruff: noqa: RUF001
"""Say what is wrong with a file that YAML cannot read, on the line where the slip is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import yaml

from ..core.diagnostics import Place, Problem

KEY = r"\s*(?:- )?[\w-]+"
# Spaces that YAML takes for letters, with the names of the usual ones; and quotes that it takes for letters.
FOREIGN = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
NAMES = {"\u00a0": "a no-break space", "\u202f": "a narrow no-break space", "\u3000": "a wide space"}
QUOTES = "“”„‟«»‘’‚‹›「」『』＂"
# A slip that may be far above the line where PyYAML gave up: a text goes on there, or so it seems.
ABOVE = {rf" *([{FOREIGN}])": ("{space} before the text", "replace each with an ordinary space")}
# Slips that show on the line where PyYAML gave up, or above. The group is the place; what explains most is first.
NEARBY = {
    rf"{KEY}: *([{FOREIGN}])": ("{space} after the colon", "delete it, and type an ordinary space"),
    rf"\s*([{QUOTES}][\w-]+[{QUOTES}])\s*:": ("typographic quotes around a key", "delete them"),
    rf"{KEY}:\s+([{QUOTES}])": ("typographic quotes around a text", 'type straight ones: key: "text"'),
    rf"{KEY}:\s+([\"'])[^\"']*[{QUOTES}]\s*$": ("a text between two different quotes", "type {sign} at both ends"),
    rf"{KEY}\s*([：﹕])": ("a wide colon", 'type an ordinary ":" and a space after it'),
    rf"{KEY}:\s+(?:mailto|https?):(\s)": ("a space inside an address", "delete it"),
    rf"{KEY}(:)(?![\s:]|//)\S": ('a ":" with no space after it', 'write "key: text"'),
    rf"{KEY}\s+(=)\s": ('an "=" after a key', 'write "key: text"'),
    rf"{KEY}:\s+\[[^\]]*?(,\s*,)": ("two commas in a row", "delete one of them"),
    rf"{KEY}:\s+([\[{{])(?![^\]}}]*[\]}}]\s*(?:#.*)?$)": ('a text that begins with "{sign}"', "put it in quotes"),
}
# And those that can only be on the line where PyYAML gave up.
HERE = {
    rf"{KEY}:\s+([-*%@`&!?,])": ('a text that begins with "{sign}"', "put it in quotes"),
    rf"{KEY}:\s+([>|])[-+]?\s+[^#\s]": ('a text right after its "{sign}"', "begin it on the next line, indented"),
    rf"{KEY}:\s+\".*?[^\\]\"\s*([^\s#])": (
        "words after the closing quote",
        'write \\" for a quote inside the text',
    ),
    rf"{KEY}:\s+'.*?'([^\s#'])": ("words after the closing quote", "write '' for an apostrophe inside the text"),
}
# What no line shows on its own, by what PyYAML says.
FITS = ("this line does not fit with the ones above it", "check its indentation and the quotes before it")
SAID = {
    "mapping values": ('a second ":" on this line', 'put the text in quotes: key: "text: more text"'),
    "unknown escape": ("a backslash that means nothing here", "write two, or put the text in single quotes"),
    "expected ':'": ('a line without "key:"', 'write "key: text", or indent the line to continue the text above'),
    "expected <block end>": FITS,
    "did not find expected": FITS,
}

# The brackets of lists and maps, and the names of what they hold.
CLOSING = {"[": "]", "{": "}"}
HOLDS = {"[": "list", "{": "map"}
WITHOUT = 'a list begins with "[" and ends with "]"; write the one that is missing, or delete this one'

# How much of a line is looked at: the time for the patterns grows with its square.
LONGEST = 2_000


def named(space: str) -> str:
    """Return what to call a foreign space."""
    return f"{NAMES.get(space, 'an unusual space')} (U+{ord(space):04X})"


def explained(error: yaml.YAMLError, name: str, lines: tuple[str, ...]) -> Problem:
    """Turn an error from PyYAML into a problem with a hint."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return Problem(Place(name), "this file is not YAML")
    said = getattr(error, "problem", "") or "it cannot be read"
    spot = _Spot(name, lines, min(mark.line, len(lines) - 1), mark.column, said)
    seen = spot.tab() or spot.seen(ABOVE, range(spot.row + 1)) or spot.unclosed()
    seen = seen or spot.bracket(getattr(error, "context_mark", None), at_end=mark.line >= len(lines))
    seen = seen or spot.seen(NEARBY, spot.near) or spot.seen(HERE, (spot.row,))
    if found := seen or spot.deeper() or spot.cut():
        return found
    for words, (what, hint) in SAID.items():
        if words in said:
            return Problem(spot.place(spot.row, mark.column), what, hint)
    what = f"this cannot be read as YAML ({said})"
    return Problem(spot.place(spot.row, mark.column), what, "check indentation, quotes and colons")


@dataclass(frozen=True)
class _Spot:
    """Where PyYAML gave up, and what it said."""

    name: str
    lines: tuple[str, ...]
    row: int
    column: int
    said: str

    @property
    def above(self) -> int:
        """Return the nearest line above that has anything on it."""
        return next((row for row in range(self.row - 1, -1, -1) if self.lines[row].strip()), self.row)

    @property
    def near(self) -> list[int]:
        """Return this line, the one above, and the one above that is indented less than that: its key."""
        indent = _indent(self.lines[self.above])
        rows = range(self.above - 1, -1, -1)
        keys = (row for row in rows if self.lines[row].strip() and _indent(self.lines[row]) < indent)
        return list(dict.fromkeys((self.row, self.above, next(keys, self.row))))

    def place(self, row: int, column: int) -> Place:
        return Place(self.name, row + 1, column + 1, self.lines[row])

    def tab(self) -> Problem | None:
        """Return a tab that was meant to indent a line."""
        source = self.lines[self.row]
        if "\t" in source[: _indent(source)] or "\\t" in self.said:
            return Problem(
                self.place(self.row, max(source.find("\t"), 0)), "a tab before the text", "use spaces to indent"
            )
        return None

    def unclosed(self) -> Problem | None:
        """Return a quote that is not closed. It reaches to the next one, and PyYAML gives up after that."""
        at_end = "end of stream" in self.said
        sign = self.lines[self.row][: self.column].rstrip()[-1:]
        rows = range(self.row - (not at_end), -1, -1) if at_end or sign in ("'", '"') else ()
        for row in rows:
            found = re.match(rf"{KEY}:\s+([\"'])(?!.*\1)", self.lines[row])
            if found and (at_end or found[1] == sign):
                hint = f"write {found[1]} at the end of the text"
                return self.seen(NEARBY, (row,)) or Problem(
                    self.place(row, found.start(1)), f"a {found[1]} that is not closed", hint
                )
        return None

    def bracket(self, begun: yaml.Mark | None, *, at_end: bool) -> Problem | None:
        """Return a bracket that is not closed, is closed by another one, or closes nothing; or a comma too many.

        `begun` is where what PyYAML was reading begins: with a bracket, if that is open.
        """
        source = self.lines[self.row]
        found = source[self.column : self.column + 1]
        row, column = (begun.line, begun.column) if begun else (self.row, self.column)
        sign = self.lines[row][column : column + 1] if row < len(self.lines) else ""
        if found in CLOSING.values() and sign not in CLOSING:
            return Problem(self.place(self.row, self.column), f'a "{found}" that closes nothing', WITHOUT)
        if found == "," and sign == "," and not re.match(rf"{KEY}:", source):
            return Problem(self.place(row, column), "a comma with nothing before it", "delete it")
        if sign not in CLOSING:
            return None
        closing = CLOSING[sign]
        if found in CLOSING.values() and found != closing:
            return Problem(
                self.place(self.row, self.column), f'a "{found}" where a "{closing}" belongs', f'write "{closing}"'
            )
        inside = self.lines[row + 1 : self.row + 1]  # if it were closed
        if at_end or any(_indent(line) <= _indent(self.lines[row]) and re.match(r"\s*[^\s#]", line) for line in inside):
            hint = f'write "{closing}" at the end of the {HOLDS[sign]}; if it is a text, put it in quotes'
            return Problem(self.place(row, column), f'a "{sign}" that is not closed', hint)
        return None

    def seen(self, slips: dict[str, tuple[str, str]], rows: Iterable[int]) -> Problem | None:
        """Return the first of these slips found on any of these lines."""
        for pattern, (what, hint) in slips.items():
            for row in rows:
                if found := re.match(pattern, self.lines[row][:LONGEST]):
                    names = {"sign": found[1], "space": named(found[1]) if len(found[1]) == 1 else ""}
                    place = self.place(row, found.start(1))
                    return Problem(place, what.format(**names), hint.format(**names))
        return None

    def deeper(self) -> Problem | None:
        """Return that the line is indented too far, if it is."""
        source, above = self.lines[self.row], self.lines[self.above]
        if "mapping values" in self.said and _indent(source) > _indent(above) and re.search(r":\s+\S", above):
            hint = "remove spaces, so that the line begins where the one above does"
            return Problem(self.place(self.row, 0), "this line is indented further than the one above", hint)
        return None

    def cut(self) -> Problem | None:
        """Return the comment above, after which a text was meant to go on."""
        goes_on = not re.match(rf"{KEY}:(\s|$)|\s*#", self.lines[self.row])
        if goes_on and (found := re.match(r"[^\"'#]*\S\s+(#)", self.lines[self.above][:LONGEST])):
            hint = "put all of it in double quotes"
            return Problem(self.place(self.above, found.start(1)), 'the text ends before this "#"', hint)
        return None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
