"""The leaflet says what leaflet.txt says: each word, in its order, in every format."""

from __future__ import annotations

import pytest

from factsheet.core.project import Root
from factsheet.edition.edition import Edition
from factsheet.source import loader

from .conftest import HERE, Leaflet, decided
from .reading import W, as_printed, docx_text, part, style_of, text_of, words
from .validators import page_texts

SAID = words(as_printed((HERE / "leaflet.txt").read_text("utf-8")))
STEERING = "Egypt Eritrea Ethiopia Finland France Germany Italy|The Netherlands|South Sudan|Sudan Sweden Uganda"


def test_the_copy_of_the_leaflet_is_whole() -> None:
    assert len(SAID) > 330
    assert SAID[:4] == ["Khartoum", "Process", "EU", "Horn"]
    assert SAID[-5:] == ["9", "April", "2025", "Cairo", "Egypt"]


def test_the_pdf_says_every_word_in_order_and_no_other(leaflet: Leaflet) -> None:
    assert words("\n".join(page_texts(leaflet.pdf))) == SAID


def test_the_word_file_says_every_word_in_order_and_no_other(leaflet: Leaflet) -> None:
    """Except its capitals: a program that copies from Word gets them as they are printed."""
    capitals = ["Khartoum", "PROCESS", *SAID[2:]]
    assert words(docx_text(leaflet.docx)) == capitals


@pytest.fixture(scope="module")
def english(project: Root) -> Edition:
    return decided(sources := loader.load(project), "2025-france", sources.master)


def test_forty_states_twelve_of_them_on_the_committee(english: Edition) -> None:
    assert len(english.lists["members"]) == 40
    names = [state.name for state in english.lists["steering_committee"]]
    assert len(names) == 12
    assert " ".join(names) == STEERING.replace("|", " ")


def test_committee_members_are_marked_by_colour_and_by_a_sign_in_word(leaflet: Leaflet) -> None:
    styles = part(leaflet.docx, "word/styles.xml")
    document = part(leaflet.docx, "word/document.xml")
    marked = [text_of(p) for p in document.iter(f"{W}p") if style_of(p) == "ListBullet"]
    plain = [text_of(p) for p in document.iter(f"{W}p") if style_of(p) == "List"]
    assert len(marked) == 12
    assert len(plain) == 28
    green = styles.find(f"{W}style[@{W}styleId='ListBullet']")
    legend = styles.find(f"{W}style[@{W}styleId='Legend']")
    assert green is not None
    assert legend is not None
    for style in (green, legend):  # the legend shows both signs that it explains
        assert style.find(f"{W}rPr/{W}color").get(f"{W}val") == "1F6B44"
        assert style.find(f"{W}pPr/{W}numPr") is not None
    assert green.find(f"{W}rPr/{W}b") is not None


def test_committee_members_are_marked_by_colour_and_by_a_sign_on_paper(leaflet: Leaflet) -> None:
    text = page_texts(leaflet.pdf)[0]
    lines = [line.replace("\xa0", " ").strip() for line in text.splitlines()]
    # What the sign means is on one line with the heading beside it.
    assert "Member States ■ Steering Committee members in green" in lines
    marked = [line.removeprefix("■").strip() for line in lines if line.startswith("■")]
    assert " ".join(marked) == STEERING.replace("|", " ")
