"""Follow the fields of a Word document: a code that nobody sees, and the result, which is text.

A field begins, may be separated into code and result, and ends; there may be others in both (ECMA-376 part 1,
17.16.18).
"""

from __future__ import annotations

from dataclasses import dataclass

# Entries of an index or a table of contents, and the like: they show nothing.
UNSEEN = {"ADVANCE", "PRIVATE", "RD", "SET", "TA", "TC", "XE"}


@dataclass
class Field:
    """A field that has begun: its code so far, words in it, whether its result has begun, and shows anything."""

    code: str = ""
    words: str = ""
    result: bool = False
    shown: bool = False


class Fields:
    """The fields that are open at a point of a text."""

    def __init__(self) -> None:
        self.open: list[Field] = []

    @property
    def in_code(self) -> bool:
        """Tell whether what follows is the code of a field, and not text."""
        return any(not field.result for field in self.open)

    def show(self) -> None:
        """Note that the open fields show something."""
        for field in self.open:
            field.shown = True

    def instruct(self, code: str) -> None:
        """Add to the code of the innermost field."""
        if self.open:
            self.open[-1].code += code

    def pass_by(self, words: str) -> None:
        """Note words in a code, which nobody sees if the field is closed."""
        if self.open:
            self.open[-1].words += words

    @property
    def unclosed(self) -> str:
        """Return the words in the codes of fields that are open."""
        return " ".join(field.words for field in self.open)

    def turn(self, kind: str) -> str:
        """Begin a field, its result, or end it; return the name of one that ended and cannot be read."""
        if kind == "begin":
            self.open.append(Field())
        elif kind == "separate" and self.open:
            self.open[-1].result = True
        elif kind == "end" and self.open:
            field = self.open.pop()
            return "" if field.shown or self.in_code else unread(field.code)
        return ""


def unread(code: str) -> str:
    """Return the name of a field whose file does not say what it shows; of one that shows nothing, nothing."""
    name = " ".join(code.split()[:1]).upper() or "?"
    return "" if name in UNSEEN else name
