"""The tags of a PDF are those of its page: one for each element, over lines, columns and pages, and none in vain."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pypdfium2 import raw

from factsheet.core.project import Root
from factsheet.page.page import Page
from factsheet.theme import fonts, layout
from factsheet.typeset import pdf, pdf_standards
from factsheet.typeset.pdf_standards import STANDARDS

from ..conftest import PUBLISHED, Leaflet, slow
from ..validators import clauses, pdf_damage, pdf_faults

LOOK = """\
@page {size: 300pt 200pt; margin: 20pt; @bottom-center {content: "page " counter(page)}}
body {font: 8pt/12pt 'Noto Sans'; margin: 0} * {margin: 0; padding: 0}
ul, ol {list-style: none; counter-reset: item} li::before {display: inline-block; width: 10pt}
.dots li::before {content: "•"} ol > li::before {counter-increment: item; content: counter(item) "."}
.four {columns: 4} img {width: 20pt; height: 10pt} .block {display: block} a {text-decoration: underline}
"""
BOX = b'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="20" height="10" fill="#c00"/></svg>'
# Tags, with their kinds, languages and words.
Tree = list[Any]


def written(body: str, root: Root, path: Path, standard: str = pdf_standards.USUAL, **files: bytes) -> Path:
    """Write a page as PDF, twice: it has the same bytes."""
    html = f"<html lang=en><title>x</title><meta name=dcterms.created content=2025-01-02><style>{LOOK}</style>{body}"
    page = Page(html, {"box.svg": BOX})
    one, other = (
        pdf.write(
            pdf.render(page, root, "x"), page, "x", fonts.of_theme(layout.load(root), root), STANDARDS[standard], files
        )
        for _ in range(2)
    )
    assert one == other
    path.write_bytes(one)
    assert pdf_damage(path) == []
    return path


def words(path: Path) -> dict[tuple[int, int], str]:
    """Return the words of each marked content, by its page and number, as PDFium finds them."""
    found: dict[tuple[int, int], str] = {}
    with pypdfium2.PdfDocument(path) as document:
        for number, page in enumerate(document):
            text = page.get_textpage()
            for at in range(text.count_chars()):
                if drawn := raw.FPDFText_GetTextObject(text.raw, at):
                    place = number, raw.FPDFPageObj_GetMarkedContentID(drawn)
                    found[place] = found.get(place, "") + chr(raw.FPDFText_GetUnicode(text.raw, at))
    return found


def tree(path: Path) -> Tree:
    """Return the tags of a PDF below its document: ["P", "its words", ["Link", "words"]]."""
    said = words(path)
    with pikepdf.open(path) as document:
        pages = {page.obj.objgen: number for number, page in enumerate(document.pages)}

        def read(element: Any) -> Tree:
            language = f"-{element.Lang}" if "/Lang" in element else ""
            own: Tree = [f"{element.S!s}{language}"[1:]]
            for kid in element.K:
                if not isinstance(kid, pikepdf.Dictionary):
                    own.append(said.get((pages[element.Pg.objgen], int(kid)), "").strip())
                elif "/S" in kid:
                    assert kid.P.objgen == element.objgen
                    own.append(read(kid))
                elif "/MCID" in kid:
                    own.append(said.get((pages[kid.Pg.objgen], int(kid.MCID)), "").strip())
            return own

        return read(document.Root.StructTreeRoot.K[0])[1:]


def elements(document: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    """Return the tags of a PDF in the order in which they are read."""

    def below(element: Any) -> Iterator[Any]:
        yield element
        for kid in element.K:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield from below(kid)

    return list(below(document.Root.StructTreeRoot.K[0]))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "x.pdf"


LISTS = {
    "in columns": (
        f"<ul class='dots four'>{''.join(f'<li>{each}' for each in 'abcdefgh')}</ul>",
        [["L", *(["LI", ["Lbl", "•"], ["LBody", each]] for each in "abcdefgh")]],
    ),
    "in a list, and words after it": (
        "<ol><li>a<ul class=dots><li>b</ul>c<li>d</ol>",
        [
            [
                "L",
                ["LI", ["Lbl", "1."], ["LBody", "a", ["L", ["LI", ["Lbl", "•"], ["LBody", "b"]]], "c"]],
                ["LI", ["Lbl", "2."], ["LBody", "d"]],
            ]
        ],
    ),
    "without signs": ("<ul><li>a<li>b</ul>", [["L", ["LI", ["LBody", "a"]], ["LI", ["LBody", "b"]]]]),
    "of terms": (
        "<dl><div><dt>a</dt><dd>b</dd></div><div><dt>c</dt><dd>d</dd></div></dl>",
        [["L", ["LI", ["Lbl", "a"], ["LBody", "b"]], ["LI", ["Lbl", "c"], ["LBody", "d"]]]],
    ),
    "of terms of which several things are said": (
        "<dl><dt>a<dt>b<dd>c<dd>d</dl>",
        [["L", ["LI", ["Lbl", ["Span", "a"], ["Span", "b"]], ["LBody", ["P", "c"], ["P", "d"]]]]],
    ),
}


@pytest.mark.parametrize("name", LISTS)
def test_lists(name: str, project: Root, path: Path) -> None:
    body, expected = LISTS[name]
    assert tree(written(body, project, path)) == expected


def test_a_list_over_two_pages_is_one(project: Root, path: Path) -> None:
    items = [f"item {number}" for number in range(30)]
    (whole,) = tree(written(f"<ul class=dots>{''.join(f'<li>{each}' for each in items)}</ul>", project, path))
    assert [item[2] for item in whole[1:]] == [["LBody", each] for each in items]
    with pikepdf.open(path) as document:
        assert len(document.pages) > 1


def test_how_lists_are_numbered(project: Root, path: Path) -> None:
    body = "<ul class=dots><li>a</ul><ol><li>a</ol><ul><li>a</ul><dl><dt>a<dd>b</dl>"
    for standard, of_terms in (("a-2a", "None"), ("ua-2", "/Description")):
        with pikepdf.open(written(body, project, path, standard)) as document:
            lists = [each for each in elements(document) if each.S == "/L"]
            said = [str(each.get("/A", {}).get("/ListNumbering")) for each in lists]
            assert said == ["/Disc", "/Decimal", "None", of_terms]


WHOLES = {
    "what has no meaning of its own": ("<div><header><p>a <span>b</span></p></header></div>", [["P", "a", "b"]]),
    "what is empty": ("<p></p><div></div><p> <em></em></p><section><p></p></section><p>a", [["P", "a"]]),
    "a picture alone": ("<p><img class=block src='picture:box.svg' alt=x></p>", [["Figure", ""]]),
    "a picture in a text": ("<p><img src='picture:box.svg' alt=x> a</p>", [["P", ["Figure", ""], "a"]]),
    "a picture with a caption": (
        "<figure><img src='picture:box.svg' alt=x><figcaption>a</figcaption></figure>",
        [["Figure", ""], ["Caption", "a"]],
    ),
    "a text over two pages": ("<p style='margin-top: 150pt'>a<br>b", [["P", "a", "b"]]),
    "a link over two lines": ("<p style='width: 0'><a href='https://x.org'>a b</a>", [["P", ["Link", "a", "b"]]]),
    "other languages": (
        "<p>a <mark lang=de>b</mark> <bdi lang=fr><a href='https://x.org'>c</a></bdi><p lang=fr>d"
        "<p><span lang=es>e</span><p><span>f</span>",
        [["P", "a", ["Span-de", "b"], ["Link-fr", "c"]], ["P-fr", "d"], ["P-es", "e"], ["P", "f"]],
    ),
    "notes": (
        "<p>a<sup><a class=note id=from-x href='#note-x'>1</a></sup>"
        "<ul class=notes><li id=note-x><a class=note href='#from-x'>1</a>&nbsp;b</ul>",
        [
            ["P", "a", ["Reference", ["Link", "1"]]],
            ["L", ["LI", ["Lbl", ["Link", "1"]], ["LBody", ["Note", "b"]]]],
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WHOLES)
def test_tags_are_as_an_auditor_wants_them(name: str, project: Root, path: Path) -> None:
    body, expected = WHOLES[name]
    assert tree(written(body, project, path)) == expected
    assert pdf_faults(path) == []


def test_pdf_2_has_words_for_emphasis_and_notes(project: Root, path: Path) -> None:
    body = (
        WHOLES["notes"][0]
        + "<aside><h1>c</h1><p><strong>d <em>e</em></strong></aside>"
        + WHOLES["a picture with a caption"][0]
    )
    assert tree(written(body, project, path, "ua-2")) == [
        ["P", "a", ["Link", "1"]],
        ["L", ["LI", ["Lbl", ["Link", "1"]], ["LBody", ["FENote", "b"]]]],
        ["Aside", ["H1", "c"], ["P", ["Strong", "d", ["Em", "e"]]]],
        ["Figure", "", ["Caption", "a"]],
    ]
    assert pdf_faults(path, STANDARDS["ua-2"].names) == []


def test_a_head_is_read_once_and_what_is_in_margins_never(project: Root, path: Path) -> None:
    rows = "".join(f"<tr><th scope=row>r{number}<td>c{number}" for number in range(30))
    body = f"<table><caption>t</caption><thead><tr><th>a<th>b</thead><tbody>{rows}</tbody></table>"
    ((kind, caption, head, cells),) = tree(written(body, project, path))
    assert (kind, caption, head) == ("Table", ["Caption", "t"], ["THead", ["TR", ["TH", "a"], ["TH", "b"]]])
    assert cells[1:] == [["TR", ["TH", f"r{number}"], ["TD", f"c{number}"]] for number in range(30)]
    with pikepdf.open(path) as document:
        again = [
            str(operands[1].Type)
            for page in document.pages
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) == "BDC" and operands[0] == "/Artifact"
        ]
        assert again.count("/Pagination") == len(document.pages) + 2 * (len(document.pages) - 1)
    assert pdf_faults(path) == []


def test_each_cell_names_its_heads(project: Root, path: Path) -> None:
    body = "<table><thead><tr><th>a<th>b</thead><tbody><tr><th scope=row>c<td>d</tbody></table>"
    with pikepdf.open(written(body, project, path)) as document:
        cells = [each for each in elements(document) if each.S in ("/TH", "/TD")]
        assert [str(each.A.get("/Scope")) for each in cells] == ["/Column", "/Column", "/Row", "None"]
        assert [str(each) for each in cells[3].A.Headers] == [str(cells[2].ID), str(cells[1].ID)]


def test_links_are_described_by_their_words_and_notes_by_what_they_say(project: Root, path: Path) -> None:
    body = f"{WHOLES['notes'][0]}<p style='width: 0'><a href='https://x.org'>c <strong>d</strong> e</a>"
    with pikepdf.open(written(body, project, path)) as document:
        said = [str(each.Contents) for each in document.pages[0].Annots]
    assert said == ["1: b", "1", *["c d e"] * (len(said) - 2)]
    assert len(said) > 3


def drawn(path: Path) -> Iterator[tuple[float, ...]]:
    """Yield where PDFium finds what is filled on the first page: left, bottom, right, top, in pt."""
    with pypdfium2.PdfDocument(path) as document:
        for each in document[0].get_objects():
            if each.type == raw.FPDF_PAGEOBJ_PATH:
                yield tuple(round(side, 1) for side in each.get_bounds())


def test_a_figure_is_where_pdfium_finds_the_picture(project: Root, path: Path) -> None:
    image = "<img {} src='picture:box.svg' alt=x>"
    body = f"<p>a {image.format('')}</p><p style='margin: 30pt 70pt'>{image.format('class=block')}</p>"
    with pikepdf.open(written(body, project, path)) as document:
        figures = [each for each in elements(document) if each.S == "/Figure"]
        boxes = [tuple(round(float(side), 1) for side in each.A.BBox) for each in figures]
    assert boxes == list(drawn(path))
    assert boxes[1] == (90.0, boxes[1][1], 110.0, boxes[1][1] + 10)


@pytest.mark.parametrize("language", PUBLISHED)
def test_the_members_of_the_leaflet_are_one_list(language: str, leaflets: dict[str, Leaflet]) -> None:
    with pikepdf.open(leaflets[language].pdf) as document:
        every = elements(document)
        lists = [[kid for kid in each.K if kid.S == "/LI"] for each in every if each.S == "/L"]
        assert [len(each) for each in lists] == [4, 40, 5]
        assert not {str(each.S) for each in every} & {"/Div", "/NonStruct"}
        assert all(len(each.K) > 0 for each in every)
        assert [str(each.Lang) for each in every if "/Lang" in each] == (["en-GB"] * 3 if language == "ar" else [])


@pytest.mark.parametrize("standard", [slow(each) if each == "a-3a" else each for each in STANDARDS])
def test_a_pdf_keeps_to_its_standards(standard: str, project: Root, path: Path) -> None:
    body = "<h1>z</h1>" + "".join(body for body, _ in LISTS.values()) + "".join(body for body, _ in WHOLES.values())
    files = {"a.yaml": b"a: b"} if STANDARDS[standard].with_sources else {}
    written(body.replace("<ul class=dots><li>a</ul>", ""), project, path, standard, **files)
    assert pdf_faults(path, STANDARDS[standard].names) == []


def _without_intent(document: pikepdf.Pdf) -> None:
    del document.Root.OutputIntents


def _without_language(document: pikepdf.Pdf) -> None:
    del document.Root.Lang


def _without_places(document: pikepdf.Pdf) -> None:
    document.Root.Outlines.First.Dest = document.Root.Outlines.First.A.D
    del document.Root.Outlines.First.A


def _without_numbering(document: pikepdf.Pdf) -> None:
    for each in document.objects:
        if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/L" and "/A" in each:
            del each.A


def _without_relationship(document: pikepdf.Pdf) -> None:
    for each in document.objects:
        if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Filespec":
            del each.AFRelationship


BAD = {
    "PDF/A-2a": ("a-2a", _without_intent),
    "PDF/UA-1": ("a-2a", _without_language),
    "PDF/A-3a": ("a-3a", _without_relationship),
    "PDF/UA-2": ("ua-2", _without_places),
    "WTPDF for accessibility": ("ua-2", _without_numbering),
    "WTPDF for reuse": ("ua-2", _without_numbering),
}


@pytest.mark.parametrize("name", BAD)
def test_verapdf_catches_what_breaks_a_standard(name: str, project: Root, path: Path) -> None:
    standard, damage = BAD[name]
    assert name in STANDARDS[standard].names
    files = {"a.yaml": b"a: b"} if STANDARDS[standard].with_sources else {}
    written("<h1>a</h1><ul class=dots><li>b</ul><p>\N{EURO SIGN}", project, path, standard, **files)
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        damage(document)
        document.save(path)
    assert clauses(pdf_faults(path, STANDARDS[standard].names), name)


def test_what_is_attached_can_be_taken_out(project: Root, path: Path) -> None:
    files = {"a.yaml": "ä: b\n".encode(), "t.csv": b"a,b"}
    with pikepdf.open(written("<p>a", project, path, "a-3a", **files)) as document:
        found = {name: spec.get_file() for name, spec in document.attachments.items()}
        assert {name: file.read_bytes() for name, file in found.items()} == files
        assert {name: file.mime_type for name, file in found.items()} == {
            "a.yaml": "application/yaml",
            "t.csv": "text/csv",
        }
        assert {str(each.AFRelationship) for each in document.Root.AF} == {"/Source"}
