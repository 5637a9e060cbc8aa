"""Let a numbered list go on from another: `<ol start="4">`."""

from __future__ import annotations

from lxml.html import HtmlElement

START = "start"


def set_in(tree: HtmlElement) -> None:
    """Begin the numbers of each list where it says: the style sheet counts them itself."""
    for whole in tree.iter("ol"):
        if (first := number(whole)) != 1:
            whole.set("style", f"counter-reset: item {first - 1}")


def number(whole: HtmlElement) -> int:
    """Return the number of the first item of a list."""
    said = whole.get(START, "1")
    return int(said) if said.isdecimal() and len(said) < 4 else 1
