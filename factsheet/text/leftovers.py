"""Note what is in a cell of a document besides the words of a text: what no text can contain, and what gets lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

DELETE, AS_TEXT = "delete it, or type it as text", "type what it shows"
# What is not words, each with the hint.
PICTURE = ("a picture or a symbol", "type it as a letter, or delete it")
TABLE, FORMULA, FILE = ("a table", DELETE), ("a formula", DELETE), ("another file", DELETE)
UNCLOSED = ("a field that is never closed", AS_TEXT)
# What else a text cannot have, each with the hint.
NUMBERED = (
    "it is numbered automatically, and such a number or bullet is not part of the text",
    "turn the list off, and type the number",
)
STRUCK = ("part of it is struck through", "delete that part, or remove the strikethrough")
RUBY = ("it has small letters above others (ruby)", "remove them")
TURNED = ("its letters are set to run in the other direction", "type it again")
# What is not imported although the words around it are.
CAPITALS, HIGHLIGHT, UNDERLINE = "capitals set as formatting", "highlighting", "underlining"
RAISED, LINK, HIDDEN = "raised or lowered letters", "a link added in the word processor", "hidden words"
# Fonts whose letters are pictures.
SYMBOLS = {
    "opensymbol", "symbol", "webdings", "wingdings", "wingdings 2", "wingdings 3", "zapf dingbats", "zapfdingbats",
}  # fmt: skip
# The faults of one cell that are named; and the letters of a name that a file gives.
MOST, LONGEST = 5, 40


class Leftovers:
    """What was found: `things` that are not words, other `faults`, and what is `lost`, with the words concerned."""

    def __init__(self) -> None:
        self.things: dict[str, str] = {}
        self.faults: dict[str, str] = {}
        self._lost: dict[str, list[str]] = {}

    def thing(self, thing: tuple[str, str]) -> None:
        """Note something that is not words."""
        if len(self.things) < MOST:
            self.things.setdefault(*thing)

    def unknown(self, name: str) -> None:
        """Note something that nobody here knows, by the name of its element."""
        self.thing((f"something that cannot be read ({name[:LONGEST]})", DELETE))

    def field(self, name: str) -> None:
        """Note a field whose file does not say what it shows."""
        self.thing((f"a field ({name[:LONGEST]}) that cannot be read", AS_TEXT))

    def font(self, name: str) -> None:
        """Note letters that are pictures in their font."""
        if name.lower() in SYMBOLS:
            self.thing((f"letters in the font {name}, which are pictures", PICTURE[1]))

    def fault(self, fault: tuple[str, str]) -> None:
        """Note what a text cannot have."""
        self.faults.setdefault(*fault)

    def lose(self, what: str, text: str) -> None:
        """Note what is not imported of some words, if there are any."""
        if text.strip():
            self._lost.setdefault(what, []).append(" ".join(text.split()))

    def add(self, other: Leftovers) -> None:
        """Note what was found elsewhere too."""
        self.things |= other.things
        self.faults |= other.faults
        for what, words in other.lost.items():
            self._lost.setdefault(what, []).extend(words)

    @property
    def lost(self) -> Mapping[str, Sequence[str]]:
        """Return what is not imported, with its words."""
        return self._lost

    @property
    def why(self) -> str:
        """Return why it cannot be a text, and what to do; or nothing."""
        things = {f"it contains {thing}": hint for thing, hint in self.things.items()}
        return "; ".join(f"{what}: {hint}" for what, hint in (things | self.faults).items())
