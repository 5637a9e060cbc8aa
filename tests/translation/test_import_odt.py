# ruff: noqa: E501
"""A table saved as OpenDocument: what is in it is read, refused or reported, as in a Word file."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from factsheet.core.diagnostics import Problems
from factsheet.translation import arrivals
from factsheet.translation.units import Returned, fingerprint

from ..exchange import packed

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in (
        ("office", "office"), ("style", "style"), ("text", "text"), ("table", "table"), ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"),
    )
)  # fmt: skip
DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
LOOKS = {
    "B": 'fo:font-weight="bold"', "I": 'fo:font-style="italic"', "N": 'fo:font-weight="normal"', "H": 'text:display="none"',
    "S": 'style:text-line-through-style="solid"', "U": 'style:text-underline-style="solid"', "W": 'style:font-name="F"',
}  # fmt: skip
STYLES = "".join(
    f'<style:style style:family="text" style:name="{name}"><style:text-properties {said}/></style:style>'
    for name, said in LOOKS.items()
)
CHAIN = "".join(
    f'<style:style style:family="text" style:name="C{at}" style:parent-style-name="{f"C{at - 1}" if at else "B"}"/>'
    for at in range(2_000)
) + "".join(
    f'<style:style style:family="text" style:name="{at}" style:parent-style-name="{other}"/>'
    for at, other in ("XY", "YX")
)
FONT = '<office:font-face-decls><style:font-face style:name="F" svg:font-family="Wingdings"/></office:font-face-decls>'
ENGLISH, PRINT = "Activities", fingerprint("Activities", "")


def odt(*rows: str, around: str = "", styles: str = "", **others: bytes) -> bytes:
    """Return an OpenDocument text with a table of our columns."""
    head = line(*(cell(name) for name in ("No.", "Key", "English", "French (fr)", "Note")))
    table = f"<table:table><table:table-column/><table:table-header-rows>{head}</table:table-header-rows>{''.join(rows)}</table:table>"
    content = f"<office:document-content {SPACES} {DC}>{FONT}<office:automatic-styles>{STYLES}{CHAIN}</office:automatic-styles><office:body><office:text>{around}{table}</office:text></office:body></office:document-content>"
    parts = {"content.xml": content.encode(), "META-INF/manifest.xml": b"<manifest/>"}
    if styles:
        margin = f"<office:master-styles><style:master-page>{styles}</style:master-page></office:master-styles>"
        parts["styles.xml"] = f"<office:document-styles {SPACES}>{margin}</office:document-styles>".encode()
    return packed(parts | others)


def line(*cells: str) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def cell(inner: str, attributes: str = "") -> str:
    inner = inner if inner.startswith("<text:p") or inner.startswith("<text:list") else f"<text:p>{inner}</text:p>"
    return f"<table:table-cell {attributes}>{inner}</table:table-cell>"


def row(target: str, *, key: str = "activities.title", note: str = "", number: str = "7") -> str:
    return line(
        cell(number), cell(f"<text:p>{key}</text:p><text:p>{PRINT}</text:p>"), cell(ENGLISH), cell(target), cell(note)
    )


def read(content: bytes) -> Returned:
    return arrivals.read(content, "fr.odt", {}, "x")


def said(returned: Returned) -> list[str]:
    return [f"{place}: {words}" for place, words in returned.comments]


def span(style: str, words: str) -> str:
    return f'<text:span text:style-name="{style}">{words}</text:span>'


TEXTS = {
    "Tra<text:soft-page-break/>v<text:bookmark-start/>aux": "Travaux",
    f"des {span('B', 'travaux')}": "des **travaux**",
    span("B", f"des {span('N', 'travaux')}"): "**des** travaux",
    f"des {span('C1999', 'travaux')}": "des **travaux**",
    span("X", "Travaux"): "Travaux",
    f"{span('I', 'a ')}<text:s text:c='3'/>b<text:tab/>c<text:line-break/>d": "*a* b c d",
    "<text:p>Des</text:p><text:p>travaux</text:p>": "Des travaux",
    "<text:change text:change-id='c'/>Tra<text:change-start/>vaux<text:change-end/>": "Travaux",
    "<text:date>1er mai</text:date> et plus": "1er mai et plus",
    f"{span('H', 'caché')}Travaux": "Travaux",
    "<text:a>Travaux</text:a>": "Travaux",
}  # fmt: skip
FAULTS = {
    span("S", "Travaux"): "part of it is struck through",
    span("W", "J"): "letters in the font Wingdings",
    "<text:list><text:list-item><text:p>Travaux</text:p></text:list-item></text:list>": "it is numbered automatically",
    "<draw:frame><draw:text-box><text:p>Travaux</text:p></draw:text-box></draw:frame>": "a picture or a symbol",
    "<text:p>a</text:p><table:table><table:table-row><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>": "a table",
    "<text:ruby><text:ruby-base>a</text:ruby-base><text:ruby-text>b</text:ruby-text></text:ruby>": "ruby",
    "<x>Travaux</x>": "something that cannot be read",
}  # fmt: skip
COMMENT = "<office:annotation><dc:creator>Aïcha</dc:creator><text:p>Vraiment ?</text:p></office:annotation>"
NOTE = '<text:note text:note-class="endnote"><text:note-citation>i</text:note-citation><text:note-body><text:p>Voir 3</text:p></text:note-body></text:note>'


def test_letters_are_read_as_they_are_seen() -> None:
    returned = read(odt(*map(row, TEXTS)))
    assert [each.target for each in returned.rows] == list(TEXTS.values())
    assert {each.fault for each in returned.rows} == {""}
    assert said(returned) == [
        'fr.odt, No. 7: activities.title: hidden words, not imported: "caché"',
        'fr.odt, No. 7: activities.title: a link added in the word processor, not imported: "Travaux"',
    ]


def test_what_is_no_letter_is_refused() -> None:
    returned = read(odt(*map(row, FAULTS)))
    assert [why in each.fault for each, why in zip(returned.rows, FAULTS.values(), strict=True)] == [True] * len(FAULTS)


def test_what_is_beside_the_texts_is_reported() -> None:
    table = "<table:table><table:table-row><table:table-cell><text:p>dedans</text:p></table:table-cell></table:table-row></table:table>"
    returned = read(
        odt(
            row(f"Travaux{COMMENT}{NOTE}", note="<draw:frame/>", number="7 ?"),
            row("Travaux").replace("</table:table-row>", "<text:p>nulle part</text:p></table:table-row>"),
            row(span("U", "Travaux"), note=f"<text:p>une note</text:p>{table}"),
            around=f"<text:p>Tout en haut{COMMENT}</text:p><text:section><text:list><text:list-item><text:p>et un</text:p></text:list-item></text:list></text:section>",
            styles="<style:header><text:p>En-tête</text:p></style:header><style:footer-first><text:p>Pied</text:p></style:footer-first>",
        )
    )
    assert said(returned) == [
        "fr.odt, No. 7: activities.title: Vraiment ? (Aïcha)",
        "fr.odt, No. 7: activities.title: Voir 3 (endnote)",
        "fr.odt, No. 7: activities.title: No.: ?",
        "fr.odt, No. 7: activities.title: Note: a picture or a symbol, which was not imported",
        "fr.odt, No. 7: activities.title: nulle part",
        'fr.odt, No. 7: activities.title: underlining, not imported: "Travaux"',
        "fr.odt, No. 7: activities.title: Note: a table, which was not imported",
        "fr.odt: Vraiment ? (Aïcha)",
    ]
    assert returned.rows[2].extra["Note"].splitlines() == ["une note", "dedans"]
    assert returned.around == ("Tout en haut", "et un", "header: En-tête", "footer: Pied")


MERGED = {
    "merged": line(cell("7"), cell(f"<text:p>activities.title</text:p><text:p>{PRINT}</text:p>"), cell("a", 'table:number-columns-spanned="2"'), "<table:covered-table-cell/>", cell("")),
    "merged with the row": line(cell("7"), cell(f"<text:p>activities.title</text:p><text:p>{PRINT}</text:p>"), cell("a"), cell("b", 'table:number-rows-spanned="2"'), cell("")),
    "row above or below": line(cell("7"), cell(f"<text:p>activities.title</text:p><text:p>{PRINT}</text:p>"), cell("a"), "<table:covered-table-cell><text:p>b</text:p></table:covered-table-cell>", cell("")),
}  # fmt: skip


def test_merged_cells_are_refused() -> None:
    returned = read(odt(*MERGED.values()))
    assert [why in each.fault for each, why in zip(returned.rows, MERGED, strict=True)] == [True] * 3


REFUSED: dict[str, Callable[[], bytes]] = {
    "this file is locked with a password": lambda: odt(**{"META-INF/manifest.xml": b"<a><encryption-data/></a>"}),
    "not a text (.odt)": lambda: odt(**{"content.xml": f"<office:document-content {SPACES}><office:body><office:spreadsheet/></office:body></office:document-content>".encode()}),
    "2,001 rows; at most 2,000": lambda: odt(*["<table:table-row/>"] * 2_000),
    "tags; the limit is 300,000": lambda: odt(around="<text:p/>" * 150_000, styles="<style:header/>" * 150_000),
    "declares a DOCTYPE": lambda: odt(**{"content.xml": b"<!DOCTYPE a><a/>"}),
    "is not readable XML": lambda: odt(**{"content.xml": b"<a>"}),
    "there is no table of translations": lambda: odt(**{"content.xml": f"<office:document-content {SPACES}><office:body><office:text/></office:body></office:document-content>".encode()}),
}  # fmt: skip


@pytest.mark.parametrize("says", REFUSED)
def test_a_file_that_cannot_be_read_is_refused(says: str) -> None:
    with pytest.raises(Problems, match=re.escape(says)):
        read(REFUSED[says]())
