"""The styles of the Word files are those of a professional template, in each direction of writing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from factsheet.core.project import Root
from factsheet.core.xml import Element
from factsheet.theme import contrast, layout
from factsheet.word import colour_theme, letters, line_heights, lists

from ..conftest import Leaflet
from ..reading import W, part

LANGUAGES = {"en": "en-GB", "fr": "fr-FR", "ar": "ar-EG"}
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WHITE = (1.0, 1.0, 1.0)


def styles(docx: Path) -> dict[str, Element]:
    return {str(each.get(f"{W}styleId")): each for each in part(docx, "word/styles.xml").iter(f"{W}style")}


def value(element: Element, path: str) -> str | None:
    found = element.find("/".join(f"{W}{tag}" for tag in path.split("/")))
    return None if found is None else found.get(f"{W}val", "")


def test_links_can_be_read_on_white_before_and_after_a_click(leaflet: Leaflet) -> None:
    (scheme,) = part(leaflet.docx, "word/theme/theme1.xml").iter(f"{A}clrScheme")
    places = {each.tag.removeprefix(A): each[0].get("val") for each in scheme}
    for place in ("hlink", "folHlink", "dk1", "dk2"):
        assert contrast.ratio(contrast.of_hex(f"#{places[place]}"), WHITE) >= 4.5, place
    assert places["hlink"] != places["folHlink"]
    assert places["lt1"] == "FFFFFF"
    found = styles(leaflet.docx)
    for style, role in (("Hyperlink", "hyperlink"), ("FollowedHyperlink", "followedHyperlink")):
        colour = found[style].find(f"{W}rPr/{W}color")
        assert colour is not None
        assert colour.get(f"{W}themeColor") == role
        assert colour.get(f"{W}val") == places["hlink" if role == "hyperlink" else "folHlink"]


def test_the_fills_of_drafts_are_no_colours_to_choose(project: Root) -> None:
    theme = layout.load(project)
    drafts = {theme.colours[style.fill].screen for style in theme.styles.values() if style.fill}
    assert drafts
    assert not drafts & set(colour_theme.roles(theme).values())


def test_styles_are_offered_in_the_order_of_reading(leaflet: Leaflet) -> None:
    found = styles(leaflet.docx)
    offered = {
        id: int(value(style, "uiPriority") or 0)
        for id, style in found.items()
        if style.find(f"{W}qFormat") is not None and style.get(f"{W}default") is None
    }
    ordered = sorted(offered, key=lambda id: offered[id])
    assert [id for id in ordered if id != "Picture"][:5] == ["Title", "TitleCapitals", "Subtitle", "Heading1", "Lead"]
    assert ordered.index("Lead") < ordered.index("ListBullet") < ordered.index("ListNumber") < ordered.index("Contact")
    hidden = {id for id, style in found.items() if style.find(f"{W}semiHidden") is not None}
    assert hidden == {"DefaultParagraphFont", "Leaflet", "Seam", "Missing", "Outdated", "TooLong"}
    assert not hidden & offered.keys()
    latent = part(leaflet.docx, "word/styles.xml").find(f"{W}latentStyles")
    assert latent is not None
    assert latent.get(f"{W}defSemiHidden") == "1"
    assert {"heading 1", "Title", "List Number"} <= {each.get(f"{W}name") for each in latent}


@pytest.mark.parametrize("id", LANGUAGES)
def test_language_and_direction_stand_in_the_defaults(id: str, leaflets: dict[str, Leaflet]) -> None:
    sheet, found = part(leaflets[id].docx, "word/styles.xml"), styles(leaflets[id].docx)
    language = sheet.find(f"{W}docDefaults//{W}lang")
    assert language is not None
    assert set(language.attrib.values()) == {LANGUAGES[id]}
    for each in (sheet.find(f"{W}docDefaults/{W}pPrDefault"), found["Normal"]):
        assert each is not None
        assert (each.find(f"{W}pPr/{W}bidi") is not None) == (id == "ar")
    for gap in ("autoSpaceDE", "autoSpaceDN"):
        assert value(sheet, f"docDefaults/pPrDefault/pPr/{gap}") == "0"


def test_no_line_is_set_to_an_exact_height(leaflets: dict[str, Leaflet]) -> None:
    """At least, where type is lower than its leading; else a share of its own line: both grow with a pasted picture."""
    spacings = {id: style.find(f"{W}pPr/{W}spacing") for id, style in styles(leaflets["en"].docx).items()}
    said = {id: (each.get(f"{W}lineRule"), each.get(f"{W}line")) for id, each in spacings.items() if each is not None}
    rule, line = said["Lead"]
    assert rule == "atLeast"
    assert int(line or 0) > 20 * 12 * 1.362  # Noto Sans's own line
    assert said["Title"] == ("auto", str(round(240 * 50 / (46 * 1.362))))
    assert {rule for rule, _ in said.values()} == {"atLeast", "auto"}


@pytest.mark.parametrize("script", ["Latn", "Arab"])
def test_lines_of_different_type_are_together_as_high_as_on_the_page(script: str, project: Root) -> None:
    """A smaller second line takes the share that its style gives, and would be 2 to 3 pt lower."""
    theme = layout.load(project).in_script(script, cased=script == "Latn")
    heights = line_heights.natural(theme, project, script)
    title, smaller = theme.styles["h1"], theme.styles["h1 strong"].model_copy(update={"size": 40})
    lines = [line_heights.by_itself(each, heights) for each in (title, smaller)]
    own = line_heights.shared(title, lines, heights)
    assert own is not None
    assert title.leading
    high, wrong = (
        sum(lines) * int(each.get(f"{W}line", "")) / 240 for each in (own, line_heights.spacing(title, heights))
    )
    assert high == pytest.approx(2 * title.leading, abs=0.4)
    assert wrong < 2 * title.leading - 2
    assert line_heights.shared(title, [lines[0]] * 2, heights) is None


@pytest.mark.parametrize("id", LANGUAGES)
def test_each_line_of_the_first_page_stands_where_it_does_on_the_page_when_it_is_drawn(
    id: str, leaflets: dict[str, Leaflet], drawn: dict[str, Path]
) -> None:
    """In LibreOffice, which reads shares of a line in its own way (line_heights): that is what titles have."""
    on_page, in_word = (baselines(each) for each in (leaflets[id].pdf, drawn[id]))
    assert in_word[:3] == pytest.approx(on_page[:3], abs=2)  # the title and what is below it
    nearest = [min(in_word, key=lambda line: abs(line - sought)) for sought in on_page]
    assert nearest == pytest.approx(on_page, abs=2)


@pytest.mark.parametrize("id", LANGUAGES)
def test_squares_hang_where_they_do_on_the_page(id: str, leaflets: dict[str, Leaflet], drawn: dict[str, Path]) -> None:
    """In LibreOffice they stood too far out in Arabic (lists.hung)."""
    on_page, in_word = (squares(each) for each in (leaflets[id].pdf, drawn[id]))
    assert len(on_page) == 13
    assert in_word == pytest.approx(on_page, abs=1)


def squares(path: Path) -> list[float]:
    """Return the left edge of each square on a first page, in pt, from the left."""
    import pymupdf

    with pymupdf.open(path) as document:
        blocks = document[0].get_text("rawdict")["blocks"]
    spans = [span for block in blocks for line in block.get("lines", ()) for span in line["spans"]]
    return sorted(each["origin"][0] for span in spans for each in span["chars"] if each["c"] == "■")


def baselines(path: Path) -> list[float]:
    """Return where the lines of a first page are, from the top."""
    import pymupdf

    with pymupdf.open(path) as document:
        blocks = document[0].get_text("dict")["blocks"]
    spans = [span for block in blocks for line in block.get("lines", ()) for span in line["spans"]]
    return sorted({round(span["origin"][1], 1) for span in spans if span["text"].strip()})


def test_lists_are_told_apart(leaflet: Leaflet) -> None:
    lists = list(part(leaflet.docx, "word/numbering.xml").iter(f"{W}abstractNum"))
    for mark in ("nsid", "tmpl"):
        marks = {value(each, mark) or "" for each in lists}
        assert len(marks) == len(lists)
        assert all(re.fullmatch("[0-9A-F]{8}", each) for each in marks)


@pytest.mark.parametrize(("digits", "format"), [("०१२३४५६७८९", "hindiNumbers"), ("٠١٢٣٤٥٦٧٨٩", "decimal")])
def test_lists_count_in_the_digits_of_the_language_where_word_has_them(digits: str, format: str, project: Root) -> None:
    from factsheet.word import package

    document, theme = package.blank(), layout.load(project)
    writing = letters.Writing("hi-IN", "Deva", "ltr", digits)
    lists.define(document, lists.Look(theme, writing, dict.fromkeys(theme.typefaces, 1.3)))
    formats = {each.get(f"{W}val") for each in document.part.numbering_part.element.iter(f"{W}numFmt")}
    assert formats == {"bullet", format}


def test_fonts_are_described_as_they_are(leaflets: dict[str, Leaflet]) -> None:
    fonts = {each.get(f"{W}name"): each for each in part(leaflets["ar"].docx, "word/fontTable.xml")}
    assert value(fonts["Noto Sans"], "family") == "swiss"
    assert value(fonts["Noto Sans"], "panose1") == "020B0502040504020204"
    (arabic,) = (each for name, each in fonts.items() if str(name).startswith("Vazirmatn") and "Light" not in str(name))
    assert value(arabic, "family") == "auto"  # it says nothing of serifs
    assert int(arabic.find(f"{W}sig").get(f"{W}usb0", ""), 16) & 1 << 13  # type: ignore[union-attr]  # Arabic


def test_the_file_has_the_properties_that_word_looks_for(leaflet: Leaflet) -> None:
    app = {each.tag.rpartition("}")[2]: each.text for each in part(leaflet.docx, "docProps/app.xml")}
    assert app["Company"] == "Secretariat of the Khartoum Process"


def test_each_table_has_a_title(leaflet: Leaflet) -> None:
    titles = [each.get(f"{W}val") for each in part(leaflet.docx, "word/document.xml").iter(f"{W}tblCaption")]
    assert titles == ["Khartoum PROCESS", "What is the Khartoum Process?", "Activities", "Strategic Framework"]
