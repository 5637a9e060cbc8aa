# ruff: noqa: E501
"""How far a file may go, and in how many ways its parts may be named: on small files that are made for it."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from factsheet.core.diagnostics import Problems
from factsheet.translation import arrivals
from factsheet.translation.tables import LONGEST
from factsheet.translation.units import Returned, fingerprint

from ..conftest import Copy
from ..exchange import WORD, packed, sent
from .importing import bring_in, outcomes

BASE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PRINT = fingerprint("Activities", "")
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
XLIFF = '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"><file original="x" source-language="en" target-language="fr" datatype="plaintext">{}</file></xliff>'


def row(*cells: str) -> str:
    paragraphs = ("".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in cell.split("|")) for cell in cells)
    return f"<w:tr>{''.join(f'<w:tc>{each}</w:tc>' for each in paragraphs)}</w:tr>"


def text(key: str = "activities.title", target: str = "Travaux", note: str = "", inner: str = "") -> str:
    return row("7", f"{key}|{PRINT}", "Activities", target, note).replace(
        "Activities</w:t>", f"Activities</w:t>{inner}"
    )


def document(*rows: str) -> bytes:
    head = row("No.", "Key", "English", "French (fr)", "Note")
    return f'<w:document xmlns:w="{WORD}"><w:body><w:tbl>{head}{"".join(rows)}</w:tbl></w:body></w:document>'.encode()


def relations(*links: str) -> bytes:
    return f'<Relationships xmlns="x">{"".join(links)}</Relationships>'.encode()


def link(role: str, target: str, base: str = BASE, mode: str = "") -> str:
    return f'<Relationship Id="a" Type="{base}/{role}" Target="{target}" {mode}/>'


def types(part: str) -> bytes:
    return f'<Types xmlns="x"><Override PartName="{part}" ContentType="{MAIN}"/></Types>'.encode()


def read(parts: Mapping[str, bytes] | bytes, name: str = "fr.docx") -> Returned:
    return arrivals.read(parts if isinstance(parts, bytes) else packed(parts), name, {}, "x")


# Where the text is, by the file that says so; and what else is there.
THIS, OTHER = document(text()), document(text(target="Autre"))
PLACES: dict[str, dict[str, bytes]] = {
    "nothing says so": {"word/document.xml": THIS},
    "a relation": {"_rels/.rels": relations(link("officeDocument", "word/a.xml")), "word/a.xml": THIS, "word/document.xml": OTHER},
    "one from the root": {"_rels/.rels": relations(link("officeDocument", "/word/a.xml")), "word/a.xml": THIS, "word/document.xml": OTHER},
    "one with a detour": {"_rels/.rels": relations(link("officeDocument", "./x/../word/a.xml")), "word/a.xml": THIS, "word/document.xml": OTHER},
    "one that is spelled": {"_rels/.rels": relations(link("officeDocument", "word/mon%20texte.xml")), "word/mon texte.xml": THIS, "word/document.xml": OTHER},
    "one in capitals": {"_RELS/.RELS": relations(link("officeDocument", "WORD/A.XML")), "word/a.xml": THIS, "word/document.xml": OTHER},
    "one of Strict Open XML": {"_rels/.rels": relations(link("officeDocument", "word/a.xml", STRICT)), "word/a.xml": THIS, "word/document.xml": OTHER},
    "the same one twice": {"_rels/.rels": relations(*[link("officeDocument", "word/a.xml")] * 2), "word/a.xml": THIS},
    "one that leads nowhere": {"_rels/.rels": relations(link("officeDocument", "word/none.xml")), "word/document.xml": THIS},
    "one that leads outside": {"_rels/.rels": relations(link("officeDocument", "word/a.xml", mode='TargetMode="External"')), "word/a.xml": OTHER, "word/document.xml": THIS},
    "one of another kind": {"_rels/.rels": relations(link("officeDocument", "word/a.xml", "http://example.org")), "word/a.xml": OTHER, "word/document.xml": THIS},
    "one with the same ending": {"_rels/.rels": relations(link("notOfficeDocument", "word/a.xml")), "word/a.xml": OTHER, "word/document.xml": THIS},
    "a content type": {"[Content_Types].xml": types("/word/a.xml"), "word/a.xml": THIS, "word/document.xml": OTHER},
    "a content type in capitals": {"[Content_Types].xml": types("/WORD/A.XML"), "word/a.xml": THIS, "word/document.xml": OTHER},
    "at the top": {"_rels/.rels": relations(link("officeDocument", "a.xml")), "a.xml": THIS, "word/document.xml": OTHER},
    "names with backslashes": {"_rels\\.rels": relations(link("officeDocument", "word/a.xml")), "word\\a.xml": THIS},
}  # fmt: skip


@pytest.mark.parametrize("where", PLACES)
def test_the_text_is_found_wherever_it_is(where: str) -> None:
    assert [each.target for each in read(PLACES[where]).rows] == ["Travaux"]


def comments(words: str, kind: str = "comment") -> bytes:
    return f'<w:{kind}s xmlns:w="{WORD}"><w:{kind} w:id="0" w:author="A"><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:{kind}></w:{kind}s>'.encode()


MARKED = document(text(inner='<w:commentReference w:id="0"/>'))
BESIDE: dict[str, tuple[dict[str, bytes], list[str]]] = {
    "its usual name": ({"word/comments.xml": comments("Un")}, ["activities.title: Un (A)"]),
    "a relation": ({"word/_rels/document.xml.rels": relations(link("comments", "c.xml")), "word/c.xml": comments("Un")}, ["activities.title: Un (A)"]),
    "one from the root": ({"word/_rels/document.xml.rels": relations(link("comments", "/c.xml")), "c.xml": comments("Un")}, ["activities.title: Un (A)"]),
    "one that goes up": ({"word/_rels/document.xml.rels": relations(link("comments", "../c.xml")), "c.xml": comments("Un")}, ["activities.title: Un (A)"]),
    "one in capitals": ({"word/_rels/DOCUMENT.XML.rels": relations(link("Comments", "C.XML")), "word/c.xml": comments("Un")}, ["activities.title: Un (A)"]),
    "two of them": ({"word/_rels/document.xml.rels": relations(link("comments", "c.xml"), link("comments", "d.xml")), "word/c.xml": comments("Un"), "word/d.xml": comments("Deux")}, ["activities.title: Deux (A)", "activities.title: Un (A)"]),
    "one that leads nowhere": ({"word/_rels/document.xml.rels": relations(link("comments", "c.xml")), "word/comments.xml": comments("Un")}, ["activities.title: Un (A)"]),
    "notes": ({"word/footnotes.xml": comments("Note", "footnote")}, ["Note (footnote)"]),
    "two headers": ({"word/_rels/document.xml.rels": relations(link("header", "h.xml"), link("header", "i.xml")), "word/h.xml": comments("Haut"), "word/i.xml": comments("Bas")}, []),
}  # fmt: skip


@pytest.mark.parametrize("where", BESIDE)
def test_comments_and_notes_are_found_wherever_they_are(where: str) -> None:
    parts, expected = BESIDE[where]
    returned = read({"word/document.xml": MARKED, **parts})
    assert sorted(words for _, words in returned.comments) == expected


def test_a_remark_that_is_too_long_says_how_much_is_left(copy: Copy) -> None:
    returned = read({"word/document.xml": MARKED, "word/comments.xml": comments("a" * (LONGEST + 7))})
    assert returned.comments[0][1].endswith("… (and 7 more characters; see the file) (A)")
    assert len(returned.comments[0][1]) < LONGEST + 100
    path = sent(copy.root, "fr", "xliff")
    note = f'<note from="Moi">{"c" * (LONGEST + 1)}</note>'
    path.write_bytes(path.read_bytes().replace(b"</trans-unit>", f"{note * 6}</trans-unit>".encode()))
    out = bring_in(copy, path).out
    assert len(re.findall(r"note: \S+: c+ … \(and 1 more", out)) == 300
    assert "note: and 54 more; see the file" in out


def test_texts_that_there_are_not_are_kept_up_to_a_number(copy: Copy) -> None:
    path = copy.root / "fr.docx"
    path.write_bytes(packed({"word/document.xml": document(*(text(f"lead.no{at}") for at in range(2)))}))
    assert outcomes(bring_in(copy, path)) == {"rejected": 2}
    path.write_bytes(packed({"word/document.xml": document(*(text(f"lead.no{at}") for at in range(201)))}))
    assert "201 texts in this file are not in this leaflet; import the right file" in bring_in(copy, path).err


NAMELESS: dict[str, tuple[bytes, str]] = {
    "no key": (packed({"word/document.xml": document(row("7", "", "Activities", "Travaux", ""))}), "its key is missing"),
    "no key, and nothing to keep": (packed({"word/document.xml": document(text(), row("8", "", "Une question ?", "", ""))}), "English: Une question ?"),
    "a unit without a name": (XLIFF.format("<body><trans-unit><source>a</source><target>b</target></trans-unit><trans-unit id='activities.title'><source>Activities</source></trans-unit></body>").encode(), "its key is missing"),
    "a part without a name": (packed({"": b"x", ".": b"y", "word/document.xml": THIS}), "is in this file twice"),
}  # fmt: skip


@pytest.mark.parametrize("case", NAMELESS)
def test_what_has_no_name_is_refused_or_reported(case: str, copy: Copy) -> None:
    content, says = NAMELESS[case]
    path = copy.root / ("fr.docx" if content.startswith(b"PK") else "fr.xliff")
    path.write_bytes(content)
    result = bring_in(copy, path)
    assert says in " ".join((result.out + result.err).split())


def test_a_row_has_more_cells_than_any_table(copy: Copy) -> None:
    """Word has at most 63 columns; whatever is beyond would be lost."""
    with pytest.raises(Problems, match="row 2: this row has 64 cells; at most 63"):
        read({"word/document.xml": document(row("7", f"activities.title|{PRINT}", *["a"] * 62))})


def test_words_that_are_in_no_row_and_no_cell_are_reported() -> None:
    stray = f'<w:p xmlns:w="{WORD}"><w:r><w:t>nulle part</w:t></w:r></w:p>'.encode()
    in_row = document(text()).replace(b"<w:tr><w:tc>", b"<w:tr>" + stray + b"<w:tc>")
    assert "activities.title: nulle part" in [words for _, words in read({"word/document.xml": in_row}).comments]
    in_table = document(text()).replace(b"<w:tbl>", b"<w:tbl>" + stray)
    assert read({"word/document.xml": in_table}).around == ("nulle part",)


def test_parts_are_too_large_together() -> None:
    """Each is within the limits, and all together are not."""
    headers = {f"word/h{at}.xml": comments("a" * 900_000) for at in range(10)}
    links = relations(*(link("header", f"h{at}.xml") for at in range(10)))
    with pytest.raises(Problems, match=r"8\.1 MB of text; the limit is 8\.0"):
        read({"word/document.xml": THIS, "word/_rels/document.xml.rels": links, **headers})
