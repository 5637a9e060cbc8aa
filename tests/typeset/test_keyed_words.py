"""Whether a text is whole on its page is told by its own words, whatever else is in its element."""

from __future__ import annotations

from pathlib import Path

import pytest

from factsheet.build import refusal
from factsheet.typeset import copyfit

from .. import blocks
from ..blocks import Blocks
from ..conftest import slow

BESIDE = {
    "words before it": "<p>About: {{ text.why.text }}</p>{{ blocks.notes(text.notes) }}",
    "words after it": "<p>{{ text.what.text }} (see below)</p>",
    "signs and a number": "<p>&rarr;&nbsp;1. {{ text.what.text }} + {{ facts.people.text }} %</p>".replace(
        "&rarr;", "+"
    ),
    "another text": "<p>{{ text.what.title }}: {{ text.what.text }}</p>",
    "a remark of the layout": "<p><!-- the first part -->{{ text.what.text }}</p>",
    "a link around it": '<p><a href="https://www.example.org">{{ text.what.text }}</a></p>',
    "a list in its item": "<ul><li>{{ text.what.text }}<ul><li>{{ text.how.first }}</li></ul></li></ul>",
    "a line's end within": "<p>{{ text.what.title }}<br>{{ text.what.text }}</p>",
}


# What is a box of its own, or a part of a line; the others are laid out as one of these is.
HARDER = ("words before it", "words after it", "another text", "a list in its item")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Blocks:
    return Blocks(blocks.factsheet(tmp_path_factory.mktemp("beside")))


def found(made: Blocks, html: str) -> list[str]:
    blocks.put(made.root, html)
    job = made.job()
    fitted = copyfit.fitted(job.edition, job.theme, made.root, job.english)
    return [f"{kind}: {problem}" for kind, problem in refusal.refusals(job, fitted)]


@pytest.mark.parametrize("case", [case if case in HARDER else slow(case) for case in BESIDE])
def test_a_text_may_have_anything_beside_it(case: str, made: Blocks) -> None:
    assert found(made, BESIDE[case]) == []


@pytest.mark.parametrize(
    "html", ["<p>Words before. {{ text.what.text }}</p>", "<p>{{ text.what.title }} {{ text.what.text }}</p>"]
)
def test_one_that_is_cut_is_found_all_the_same(html: str, made: Blocks) -> None:
    path = made.root.folder / "sources/text/en.yaml"
    whole = path.read_text("utf-8")
    try:
        path.write_text(whole.replace("Two or three sentences are enough.", "Many sentences follow. " * 200), "utf-8")
        told = found(made, html)
    finally:
        path.write_text(whole, "utf-8")
    assert [each for each in told if each.startswith("too-long") and "what.text" in each]


def test_a_sheet_that_is_too_tall_says_so_and_names_what_could_give_way(made: Blocks) -> None:
    tables = "\n".join([blocks.TABLE] * 7)
    (told,) = (each for each in found(made, tables) if each.startswith("too-full"))
    assert "the sheet front is" in told
    assert "mm too tall" in told
    assert told.count("the table figures takes") == 7
    assert "print less in one of these, or shorten the texts on that sheet" in told


def test_a_table_is_never_cut(tmp_path: Path) -> None:
    """A draft has all of its rows, wherever they end up."""
    made = Blocks(blocks.factsheet(tmp_path / "tall"))
    blocks.put(made.root, "\n".join([blocks.TABLE] * 7))
    setting = made.set()
    cells = [text.words for text in setting.texts if text.tag in ("td", "th")]
    assert len(cells) == 7 * 20
