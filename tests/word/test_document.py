"""The Word file is native, valid and clean, and LibreOffice draws it much like the PDF."""

from __future__ import annotations

import hashlib
import zipfile
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pikepdf
import pytest
import uharfbuzz
from fontTools.ttLib import TTFont
from lxml import etree

from factsheet.core.project import Root
from factsheet.page.page import Page
from factsheet.theme import fonts, layout
from factsheet.word import embedded_fonts, writer

from ..conftest import Leaflet
from ..reading import R, W, part, parts, style_of, text_of
from ..validators import all_drawn_by_libreoffice, docx_faults, rgb_at

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def test_openxml_audit_finds_no_fault(leaflet: Leaflet) -> None:
    assert docx_faults(leaflet.docx) == []


def rewritten(docx: Path, to: Path, name: str, old: bytes, new: bytes) -> Path:
    """Copy a Word file with one change in one of its parts."""
    with zipfile.ZipFile(docx) as source, zipfile.ZipFile(to, "w") as target:
        for item in source.namelist():
            content = source.read(item)
            if item == name:
                assert old in content
                content = content.replace(old, new, 1)
            target.writestr(item, content)
    return to


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<w:keepLines/>", b"<w:keepLines/><w:nonsense/>"),
        (b'<w:basedOn w:val="Normal"/>', b'<w:basedOn w:val="Normal"/><w:name w:val="twice"/>'),
    ],
)
def test_openxml_audit_catches_what_word_would_refuse(leaflet: Leaflet, tmp_path: Path, old: bytes, new: bytes) -> None:
    assert docx_faults(rewritten(leaflet.docx, tmp_path / "bad.docx", "word/styles.xml", old, new))


@pytest.fixture(scope="module")
def both(leaflet: Leaflet, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Draw the document, and one of three pages, with LibreOffice where none of their fonts is installed."""
    folder = tmp_path_factory.mktemp("drawn")
    other = TTFont(leaflet.root / "fonts/NotoSans-Regular.ttf")
    for record in other["name"].names:  # with no font at all it does not start
        record.string = str(record).replace("Noto", "Other")
    (folder / "fonts").mkdir()
    other.save(folder / "fonts/OtherSans.ttf")
    old, new = b'<w:pStyle w:val="Lead"/>', b'<w:pStyle w:val="Lead"/><w:pageBreakBefore/>'
    bad = rewritten(leaflet.docx, folder / "bad.docx", "word/document.xml", old, new)
    return all_drawn_by_libreoffice([leaflet.docx, bad], folder, fonts=folder / "fonts")


@pytest.fixture
def drawn(both: list[Path]) -> Path:
    return both[0]


def test_libreoffice_draws_two_pages(drawn: Path) -> None:
    with pikepdf.open(drawn) as document:
        assert len(document.pages) == 2


def test_libreoffice_takes_the_embedded_fonts(drawn: Path) -> None:
    with pikepdf.open(drawn) as document:
        fonts = {str(o.FontName) for o in document.objects if isinstance(o, pikepdf.Dictionary) and "/FontName" in o}
    assert {name.partition("+")[2] for name in fonts} == {
        "NotoSans-Regular",
        "NotoSans-Bold",
        "NotoSans-Italic",
        "NotoSans-Light",
        "LeafletSquares-Regular",
    }


def test_libreoffice_draws_the_same_colours_in_the_same_places(drawn: Path, leaflet: Leaflet) -> None:
    front = [(0.5, 0.5), (209.5, 60), (20, 75)]
    assert rgb_at(drawn, 0, front) == rgb_at(leaflet.pdf, 0, front)
    back = [(60, 60), (0.5, 270), (205, 270), (20, 8)]  # a card, the band at both edges, white
    assert rgb_at(drawn, 1, back) == rgb_at(leaflet.pdf, 1, back)


def test_the_closing_band_reaches_the_foot(drawn: Path) -> None:
    assert rgb_at(drawn, 1, [(0.5, 296.5), (105, 296.5), (209.5, 296.5)]) == [(0x12, 0x3F, 0x63)] * 3


def test_a_document_of_three_pages_is_seen(both: list[Path]) -> None:
    with pikepdf.open(both[1]) as document:
        assert len(document.pages) == 3


def test_native_styles_in_reading_order(leaflet: Leaflet) -> None:
    paragraphs = list(part(leaflet.docx, "word/document.xml").iter(f"{W}p"))
    headings = [
        (style_of(p), " ".join(text_of(p).split())) for p in paragraphs if style_of(p).startswith(("Title", "Heading"))
    ]
    assert headings == [
        ("Title", "Khartoum PROCESS"),
        ("Heading1", "What is the Khartoum Process?"),
        ("Heading1", "Member States"),
        ("Heading1", "Other Stakeholders"),
        ("Heading1", "Activities"),
        ("Heading1", "Strategic Framework"),
        ("Heading2", "ABOUT THE CAIRO DECLARATION"),
        ("Heading2", "CAIRO ACTION PLAN"),
        ("Heading1Reversed", "Connect with us"),
    ]
    assert sum(style_of(p) == "ListNumber" for p in paragraphs) == 5
    assert all(style_of(p) for p in paragraphs)


def test_every_style_that_is_used_is_defined(leaflet: Leaflet) -> None:
    defined = {style.get(f"{W}styleId") for style in part(leaflet.docx, "word/styles.xml").iter(f"{W}style")}
    document = part(leaflet.docx, "word/document.xml")
    used = {style.get(f"{W}val") for kind in ("pStyle", "rStyle", "tblStyle") for style in document.iter(f"{W}{kind}")}
    assert used <= defined
    assert {"Strong", "Hyperlink", "Leaflet"} <= used


def test_comfortable_to_edit(leaflet: Leaflet) -> None:
    """No text boxes, nothing in frames but headings and the closing band, no empty paragraph but seams."""
    document = part(leaflet.docx, "word/document.xml")
    tags = {element.tag.rpartition("}")[2] for element in document.iter()}
    assert not tags & {"txbxContent", "tblpPr", "pict", "textbox"}
    framed = [text_of(p) for p in document.iter(f"{W}p") if p.find(f"{W}pPr/{W}framePr") is not None]
    sections = [
        "What is the Khartoum Process?",
        "Member States",
        "Other Stakeholders",
        "Activities",
        "Strategic Framework",
    ]
    assert framed[:6] == [*sections, "Connect with us"]
    assert framed[-1] == "9\u00a0April\u00a02025, Cairo, Egypt"
    assert len(list(document.iter(f"{WP}anchor"))) == 1
    empty = [p for p in document.iter(f"{W}p") if not text_of(p).strip() and p.find(f".//{WP}inline") is None]
    assert {style_of(p) for p in empty} == {"Seam"}
    # White space above each row, and the line above each but the first; a seam below each heading; gutters; the band.
    places = ["cell" if "tc" in each.getparent().tag else "text" for each in empty]  # type: ignore[union-attr]
    assert places == ["text"] * 13 + ["cell"] * 2 + ["text"] * 4 + ["cell"] + ["text"]


def test_hyperlinks_are_real(leaflet: Leaflet) -> None:
    relations = {r.get("Id"): r for r in part(leaflet.docx, "word/_rels/document.xml.rels")}
    links = [
        (text_of(link), relations[link.get(f"{R}id")].get("Target"))
        for link in part(leaflet.docx, "word/document.xml").iter(f"{W}hyperlink")
    ]
    assert [text for text, _ in links] == [
        "Cairo Declaration",
        "Cairo Action Plan",
        "www.khartoumprocess.net",
        "@Khartoum Process",
        "KhartoumProcess@icmpd.org",
    ]
    assert links[-1][1] == "mailto:KhartoumProcess@icmpd.org"


def test_member_states_stand_in_real_columns(leaflet: Leaflet) -> None:
    sections = list(part(leaflet.docx, "word/document.xml").iter(f"{W}sectPr"))
    columns = [section.find(f"{W}cols").get(f"{W}num") for section in sections]
    assert columns == ["1", "4", "1", "1"]
    starts = [section.find(f"{W}type").get(f"{W}val") for section in sections]
    assert starts == ["nextPage", "continuous", "continuous", "nextPage"]


def test_pictures_are_described_or_marked_as_decoration(leaflet: Leaflet) -> None:
    pictures = list(part(leaflet.docx, "word/document.xml").iter(f"{WP}docPr"))
    described = [picture.get("descr") for picture in pictures]
    assert described.count(None) == 1
    assert len({picture.get("id") for picture in pictures}) == len(pictures) == 8
    for decoration in (picture for picture in pictures if picture.get("descr") is None):
        assert b"decorative" in b"".join(child.tag.encode() for child in decoration.iter())
    assert described[-4:-1] == ["Website", "LinkedIn", "E-mail"]


def test_language_and_properties(leaflet: Leaflet) -> None:
    language = part(leaflet.docx, "word/styles.xml").find(f"{W}docDefaults//{W}lang")
    assert language is not None
    assert language.get(f"{W}val") == "en-GB"
    core = {e.tag.rpartition("}")[2]: e.text for e in part(leaflet.docx, "docProps/core.xml")}
    assert core["title"] == "Khartoum Process: EU-Horn of Africa Migration Route Initiative"
    assert core["creator"] == core["lastModifiedBy"] == "Secretariat of the Khartoum Process"
    assert core["language"] == "en-GB"
    assert str(core["modified"]).startswith("2025-04-09")


def test_nothing_of_the_template_is_left(leaflet: Leaflet) -> None:
    names = set(parts(leaflet.docx))
    assert not [name for name in names if "thumbnail" in name or "customXml" in name or "stylesWithEffects" in name]
    with zipfile.ZipFile(leaflet.docx) as archive:
        everything = b"".join(archive.read(name) for name in names)
    for trace in (b"python-docx", b"2013-12-23", b"Cambria", b"Calibri", b"asciiTheme", b"Table Grid", b"rsid"):
        assert trace not in everything


def test_fonts_are_embedded_as_ecma_376_has_it(leaflet: Leaflet) -> None:
    assert part(leaflet.docx, "word/settings.xml").find(f"{W}embedTrueTypeFonts") is not None
    relations = {r.get("Id"): r.get("Target") for r in part(leaflet.docx, "word/_rels/fontTable.xml.rels")}
    total = 0
    with zipfile.ZipFile(leaflet.docx) as archive:
        for font in part(leaflet.docx, "word/fontTable.xml"):
            for slot in font:
                if not slot.tag.rpartition("}")[2].startswith("embed"):
                    continue
                hidden = archive.read(f"word/{relations[slot.get(f'{R}id')]}")
                total += len(hidden)
                key = UUID(slot.get(f"{W}fontKey").strip("{}")).bytes[::-1]
                clear = bytes(a ^ b for a, b in zip(hidden[:32], key * 2, strict=True)) + hidden[32:]
                assert clear[:4] == b"\x00\x01\x00\x00"
                face = uharfbuzz.Face(clear)
                assert face.get_name(uharfbuzz.OTNameIdPredefined.FONT_FAMILY) == font.get(f"{W}name")
                squares = font.get(f"{W}name") == "Leaflet Squares"
                letters = "\u25a0" if squares else "AZaz09\u00e9\u00df\u0141\u0219\u2013\u2019\u2022\u203a"
                assert set(map(ord, letters)) <= set(face.unicodes)
                assert ord("Ω") not in face.unicodes  # cut down to the script
    assert len(relations) == 6
    assert leaflet.docx.stat().st_size < 1_500_000
    assert total < 2_500_000


def test_a_font_of_which_little_would_be_cut_is_embedded_whole(project: Root) -> None:
    for name, whole in {"NotoSansHebrew-Regular.ttf": True, "NotoSans-Regular.ttf": False}.items():
        font = fonts.read(project, name)
        assert (embedded_fonts.subset(font, "Hebr") == font) == whole


def written(text: str, project: Root) -> bytes:
    """Return a Word file of a sheet with a text in it."""
    head = "<title>x</title><meta name=author content=y><meta name=description content=z>"
    dated = f"<html lang=en-GB><head>{head}<meta name='dcterms.modified' content='2025-04-09'></head>"
    page = Page(f"{dated}<body><article class='front'>{text}</article></body></html>", {})
    return writer.write(page, layout.load(project), project)


def test_a_line_does_not_begin_with_a_space(project: Root) -> None:
    """As on the page: in a title in two lines, what follows the bold words is on a third."""
    docx = written("<h1>a <br><strong>b </strong><br> c <em>d</em></h1>", project)
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        document = etree.fromstring(archive.read("word/document.xml"))
    (title,) = (text for each in document.iter(f"{W}p") if (text := text_of(each)))
    assert title == "a \nb \nc d"


def test_a_second_numbered_list_begins_with_one(project: Root) -> None:
    made = written("<ol><li>a</ol><p>b</p><ol><li>c<li>d</ol>", project)
    with zipfile.ZipFile(BytesIO(made)) as archive:
        document, numbering = archive.read("word/document.xml"), archive.read("word/numbering.xml")
    assert document.count(b'<w:numId w:val="1001"/>') == 2
    assert b'<w:num w:numId="1001">' in numbering
    assert b'<w:startOverride w:val="1"/>' in numbering


def test_word_and_page_share_one_theme(leaflet: Leaflet, project: Root) -> None:
    look = layout.load(project)
    sheet = part(leaflet.docx, "word/styles.xml")
    for style in look.styles.values():
        found = sheet.find(f"{W}style[@{W}styleId='{style.word.replace(' ', '')}']")
        assert found is not None, style.word
        if style.size:
            assert found.find(f"{W}rPr/{W}sz").get(f"{W}val") == str(round(style.size * 2))
        if style.colour:
            colour = look.colours[style.colour].screen.removeprefix("#").upper()
            assert found.find(f"{W}rPr/{W}color").get(f"{W}val") == colour


def test_pictures_are_the_pages_own(leaflet: Leaflet) -> None:
    with zipfile.ZipFile(leaflet.docx) as archive:
        images = [name for name in archive.namelist() if name.startswith("word/media/")]
        digests = {hashlib.sha256(archive.read(name)).hexdigest() for name in images}
    assert len(images) == len(digests) == 7
