# ruff: noqa: RUF001
"""Notes are numbered in the order in which texts refer to them, and linked both ways."""

from __future__ import annotations

from pathlib import Path

import lxml.html
import pytest
from lxml.html import HtmlElement

from factsheet.core.diagnostics import Problems
from factsheet.core.project import Root
from factsheet.page import notes

from .. import blocks
from ..blocks import Blocks

REFERENCES = '<p>a<sup><a class="note" href="#note-b"></a></sup> c<sup><a class="note" href="#note-a"></a></sup>'
AGAIN = '<sup><a class="note" href="#note-b"></a></sup></p>'
LIST = '<ul class="notes"><li id="note-a">First</li><li id="note-x">Unused</li><li id="note-b">Second</li></ul>'


def numbered(html: str, digits: str = "0123456789") -> HtmlElement:
    tree = lxml.html.document_fromstring(html)
    notes.number(tree, Root(Path()), digits)
    return tree


def test_they_are_in_the_order_of_the_text_and_linked_both_ways() -> None:
    tree = numbered(REFERENCES + AGAIN + LIST)
    references = tree.findall(".//p//a")
    assert [each.text for each in references] == ["1", "2", "1"]
    assert [each.get("id") for each in references] == ["from-b", "from-a", None]  # one place to come back to
    items = tree.findall(".//li")
    assert [each.text_content() for each in items] == ["1\N{NO-BREAK SPACE}Second", "2\N{NO-BREAK SPACE}First"]
    assert [each.find("a").get("href") for each in items] == ["#from-b", "#from-a"]


def test_their_numbers_are_in_the_digits_of_the_language() -> None:
    tree = numbered(REFERENCES + AGAIN + LIST, "۰۱۲۳۴۵۶۷۸۹")
    assert [each.text for each in tree.findall(".//p//a")] == ["۱", "۲", "۱"]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Blocks:
    return Blocks(blocks.factsheet(tmp_path_factory.mktemp("notes")))


def test_a_note_that_no_list_prints_is_told(made: Blocks) -> None:
    blocks.put(made.root, "<p>{{ text.why.text }}</p>")
    with pytest.raises(Problems, match=r"a text refers to the note method, but the layout prints no list of notes"):
        made.page()


REFUSED = {
    "[x{note:source}](#website)": r"the note \{note:source\} is inside a link; put it after the link",
    "{note}": r"it is not clear which note \{note\} is; write \{note:source\} or \{note:method\}",
    "{note:sources}": r'there is no form ":sources" of \{note\}; did you mean ":source"',
}


@pytest.mark.parametrize("typed", REFUSED)
def test_a_note_that_there_is_not_is_told_at_its_line(typed: str, tmp_path: Path) -> None:
    root = blocks.factsheet(tmp_path / "notes")
    path = root.folder / "sources/text/en.yaml"
    text = path.read_text("utf-8").replace("the sheet{note:source}", f"the sheet{typed}")
    path.write_text(text, "utf-8")
    with pytest.raises(Problems, match=REFUSED[typed]) as refused:
        Blocks(root).page()
    (told,) = (each for each in refused.value.problems if each.place.file.endswith("en.yaml"))
    assert "{note" in text.splitlines()[told.place.line - 1]


def test_a_translation_with_another_note_is_told(tmp_path: Path) -> None:
    root = blocks.factsheet(tmp_path / "notes")
    path = root.folder / "sources/text/ar.yaml"
    path.write_text(path.read_text("utf-8").replace("{note:source}", "{note:method}", 1), "utf-8")
    with pytest.raises(Problems, match="note:source"):
        Blocks(root).page("ar")
