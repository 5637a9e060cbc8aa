"""Every Word file that is made follows the rules; each rule catches a file that is known to be bad."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from factsheet.core.archive import zipped
from factsheet.word import rules

from ..conftest import Leaflet
from ..exchange import WORD
from ..translation.test_conflicts import OTHER, THEIRS
from ..translation.test_conflicts import Leaflet as Conflict

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
HEADING = '<w:style w:type="paragraph" w:styleId="Heading1"><w:pPr><w:keepNext/></w:pPr></w:style>'
BASED = '<w:style w:type="paragraph" w:styleId="Mine"><w:basedOn w:val="Heading1"/></w:style>'
MARGINS = (
    '<w:style w:type="table" w:styleId="T"><w:tblPr><w:tblCellMar><w:top w:w="{}"/></w:tblCellMar></w:tblPr></w:style>'
)
TALL = '<w:tr><w:trPr><w:trHeight w:val="{}"/></w:trPr><w:tc>{}<w:p/></w:tc></w:tr>'


def words(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def table(rows: str, properties: str = "") -> str:
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{rows}</w:tbl>"


def section(columns: int = 1, more: str = "") -> str:
    page = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="0" w:bottom="0"/>'
    return f'<w:sectPr>{page}<w:cols w:num="{columns}"/>{more}</w:sectPr>'


def styled(style: str) -> str:
    return f'<w:pStyle w:val="{style}"/>'


FRAME = '<w:framePr w:vAnchor="page" w:hAnchor="page"/>'
IN_COLUMNS = words("a", section()) + words("b", section(4)) + words("c")
# By the rule that each breaks: what is in the document, and in the styles.
BAD = {
    "height_with_margins": (table(TALL.format(100, '<w:tcPr><w:tcMar><w:bottom w:w="20"/></w:tcMar></w:tcPr>')), ""),
    "height_with_margins by the style": (table(TALL.format(100, ""), '<w:tblStyle w:val="T"/>'), MARGINS.format(20)),
    "heights_of_a_page": (table(TALL.format(8100, "") * 2) + section(), ""),
    "thick_border": (table("", '<w:tblBorders><w:insideV w:sz="96"/></w:tblBorders>'), ""),
    "border_between": (words("a", '<w:pBdr><w:between w:sz="4"/></w:pBdr>'), ""),
    "border_between in a style": ("", '<w:style w:styleId="A"><w:pPr><w:pBdr><w:between/></w:pBdr></w:pPr></w:style>'),
    "bidi_in_one_column": (words("a") + section(1, "<w:bidi/>"), ""),
    "heading_without_its_columns": (
        words("a", section()) + words("b", styled("Mine") + section()) + words("c", section(3)),
        HEADING + BASED,
    ),
    "exact_height": (words("a", '<w:spacing w:line="20" w:lineRule="exact"/>'), ""),
    "exact_height of a row": (table('<w:tr><w:trPr><w:trHeight w:val="9" w:hRule="exact"/></w:trPr></w:tr>'), ""),
    "floating_table": (table("", '<w:tblpPr w:vertAnchor="page" w:tblpYSpec="bottom"/>'), ""),
    "placed_by_the_text": (words("a", '<w:framePr w:vAnchor="text" w:hAnchor="page"/>'), ""),
    "frame_on_right_to_left": (words("a", FRAME) + words("b", FRAME) + words("c", "<w:bidi/>"), ""),
    "frame_on_right_to_left by the style": (
        words("a", FRAME) + words("b", styled("Mine")),
        BASED + HEADING.replace("<w:keepNext/>", "<w:bidi/>"),
    ),
    "label_on_right_to_left": (
        "",
        '<w:lvl><w:lvlText w:val="%1."/><w:lvlJc w:val="left"/><w:rPr><w:rtl/></w:rPr></w:lvl>',
    ),
    "placed_by_the_text, a picture": (
        f'<w:p><w:r><wp:anchor xmlns:wp="{DRAWING}"><wp:positionV relativeFrom="paragraph"/></wp:anchor></w:r></w:p>',
        "",
    ),
}
GOOD = {
    "a height without margins": (table(TALL.format(100, ""), '<w:tblStyle w:val="T"/>') + section(), MARGINS.format(0)),
    "columns": (IN_COLUMNS + section(1), HEADING),
    "columns from right to left": (words("a", section(4, "<w:bidi/>")) + section(), ""),
    "a frame from right to left": (words("a", FRAME + "<w:bidi/>") + words("b", '<w:bidi w:val="0"/>'), ""),
    "a label by its middle": ("", '<w:lvl><w:lvlJc w:val="center"/><w:rPr><w:rtl/></w:rPr></w:lvl>'),
    "a heading that is not alone": (
        words("a") + words("b", styled("Heading1") + section()) + words("c", section(4)),
        HEADING,
    ),
}


def file(document: str, styles: str) -> bytes:
    parts = {
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{document}</w:body></w:document>',
        "word/styles.xml": f'<w:styles xmlns:w="{WORD}">{styles}</w:styles>',
    }
    return zipped(((name, part.encode()) for name, part in parts.items()), 1)


def test_there_is_a_bad_file_for_each_rule() -> None:
    assert {name.replace(",", "").split(" ")[0] for name in BAD} == {rule.__name__ for rule in rules.RULES}


@pytest.mark.parametrize("case", BAD)
def test_each_rule_catches_what_breaks_it(case: str) -> None:
    (found,) = rules.broken(file(*BAD[case]))
    assert found.startswith(case.replace(",", "").split(" ")[0])


@pytest.mark.parametrize("case", GOOD)
def test_what_breaks_no_rule_is_left_alone(case: str) -> None:
    assert rules.broken(file(*GOOD[case])) == []


@pytest.mark.parametrize("id", ["en", "fr", "ar"])
def test_the_leaflet_holds_every_rule(id: str, leaflets: dict[str, Leaflet]) -> None:
    assert rules.broken(leaflets[id].docx.read_bytes()) == []


def test_the_tables_of_translators_hold_every_rule(tmp_path: Path) -> None:
    leaflet = Conflict(tmp_path)
    leaflet.differ()
    leaflet.status(leaflet.returned(OTHER + " {no_such_name}"))
    tables = [leaflet.returned(THEIRS), leaflet.conflicts, leaflet.rejects]
    for path in tables:
        assert rules.broken(path.read_bytes()) == []
        with zipfile.ZipFile(path) as archive:
            assert b"<w:tblHeader" in archive.read("word/document.xml")
