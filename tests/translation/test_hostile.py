# ruff: noqa: E501
"""Damaged and hostile files in place of a translation: each gets one clear answer, and nothing is touched."""

from __future__ import annotations

import os
import re
import struct
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from factsheet.core.project import Root
from factsheet.core.xml import Element
from factsheet.translation import pending
from factsheet.translation.units import mark

from ..bounded import bounded
from ..conftest import Copy, Leaflet, pipeline, slow
from ..exchange import WORD, Word, X, cells_of, changed_xliff, packed, sent, translated, unit_of

DOCUMENT = "word/document.xml"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BILLION = f'<!DOCTYPE x [<!ENTITY l0 "lol">{LAUGHS}]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
XLIFF = '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"><file original="khartoum-process-factsheet" source-language="en" target-language="fr" datatype="plaintext"><body>{}</body></file></xliff>'
UNIT = '<trans-unit id="{}"><source>a</source><target>b</target></trans-unit>'


def document(xml: str | bytes, effort: int = 6, **others: bytes) -> bytes:
    """Return a Word file with a document of its own."""
    result = BytesIO()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED if effort else zipfile.ZIP_STORED) as archive:
        archive.writestr(DOCUMENT, xml)
        for name, content in others.items():
            archive.writestr(name, content)
    return result.getvalue()


def body(inner: str, head: str = "") -> bytes:
    return document(f'{head}<w:document xmlns:w="{WORD}"><w:body>{inner}</w:body></w:document>')


def row(*cells: str) -> str:
    return "<w:tr>" + "".join(f"<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>" for cell in cells) + "</w:tr>"


HEAD = row("No.", "Key", "English", "French (fr)", "Note")


def lying() -> bytes:
    """Return a bomb that claims to be small, in both places where a ZIP gives its size."""
    bomb = bytearray(document(b"<a>" + b" " * 50_000_000))
    size = struct.pack("<L", 50_000_003)
    while (at := bomb.find(size)) >= 0:
        bomb[at : at + 4] = struct.pack("<L", 9_000)
    return bytes(bomb)


def locked() -> bytes:
    """Return a ZIP whose part is marked as encrypted."""
    made = bytearray(body("<w:p/>"))
    made[6] |= 1
    at = made.find(b"PK\x01\x02")
    made[at + 8] |= 1
    return bytes(made)


def twice() -> bytes:
    return document("<a/>", **{"word/document.xm_": b"<a/>"}).replace(b"document.xm_", b"document.xml")


def crowded() -> bytes:
    result = BytesIO()
    with zipfile.ZipFile(result, "w") as archive:
        for number in range(20_000):
            archive.writestr(f"word/{number}.xml", b"")
        archive.writestr(DOCUMENT, "<a/>")
    return result.getvalue()


def spoiled(at: float, content: bytes = b"\0" * 200) -> Callable[[bytes], bytes]:
    return lambda whole: whole[: int(len(whole) * at)] + content + whole[int(len(whole) * at) + len(content) :]


# What is in the file, or what is done to one that went out; and the words of the answer.
FILES: dict[str, tuple[bytes | Callable[[], bytes], str]] = {
    "empty.docx": (b"", "this file is empty"),
    "spaces.xliff": (b" \n ", "this file is empty"),
    "text.txt": (b"Bonjour", "this kind of file cannot be imported"),
    "leaflet.pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "this is a PDF; import the translated copy"),
    "picture.jpg": (b"\xff\xd8\xff\xe0" + bytes(range(256)) * 50, "this kind of file cannot be imported"),
    "page.html": (b"<html><body><p>Bonjour</p></body></html>", "this is not XLIFF but <html>"),
    "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") + b"\0" * 5000, "is in the format used before 2007"),
    "locked.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + b"\0" * 5000, "this file is locked with a password"),
    "mail.msg": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 5000, "this is not a Word file"),
    "archive.rar": (b"Rar!\x1a\x07\x01\x00", "this is a RAR archive; unpack it"),
    "others.zip": (document("<a/>").replace(b"word/document.xml", b"files/picture.png"), "there is no translation in this ZIP, only files/picture.png"),
    "not-a-zip.docx": (b"PK\x03\x04" + b"\0" * 100, "this file is damaged"),
    "sheet.xlsx": (document("<a/>").replace(b"word/document.xml", b"xl/worksheets.xml"), "this is not a Word file"),
    "nothing-in-it.docx": (document(b""), "this is not readable XML"),
    "cut-xml.docx": (document(f'<w:document xmlns:w="{WORD}"><w:body>'), "this is not readable XML"),
    "doctype.docx": (body("<w:p/>", "<!DOCTYPE w:document>"), "this file declares a DOCTYPE"),
    "billion-laughs.docx": (body("<w:p>&l9;</w:p>", BILLION), "DOCTYPE"),
    "outside.docx": (body("<w:p>&f;</w:p>", OUTSIDE), "DOCTYPE"),
    "bomb.docx": (lambda: document(b"<a>" + b" " * 200_000_000), "would unpack from"),
    "lying-bomb.docx": (lying, "this file is damaged"),
    "crowded.docx": (crowded, "lists far too many parts"),
    "locked.docx": (locked, "this file is locked with a password"),
    "twice.docx": (twice, "word/document.xml is in this file twice"),
    "deep.docx": (lambda: body("".join(f"<w:sdt w:x='{number * 7919}'>" for number in range(50_000))), "this is not readable XML"),
    "no-table.docx": (body("<w:p><w:r><w:t>Bonjour</w:t></w:r></w:p>"), "there is no table of translations"),
    "no-language.docx": (body(f"<w:tbl>{row('No.', 'Key', 'English', 'French')}</w:tbl>"), "there is no table of translations"),
    "head-alone.docx": (body(f"<w:tbl>{HEAD}</w:tbl>"), "the table in this file has no rows"),
    "long-table.docx": (lambda: body(f"<w:tbl>{HEAD}{''.join(row(str(number * 7919), 'a', str(number * 104729), 'b', '') for number in range(5_000))}</w:tbl>"), "5,001 rows; at most"),
    "no-xliff.xml": (b"<tmx version='1.4'><body/></tmx>", "this is not XLIFF but <tmx>"),
    "xliff-2.xlf": (b'<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0"><file id="1"/></xliff>', "this is XLIFF 2.0, not 1.2"),
    "cut.xliff": (XLIFF.format(UNIT.format("lead.title"))[:-20].encode(), "this is not readable XML"),
    "two-languages.xliff": (XLIFF.format("").replace("</xliff>", '<file target-language="ar"><body/></file></xliff>').encode(), "several languages in one file"),
    "no-file.xliff": (b'<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"/>', "nothing in this file"),
    "billion-laughs.xliff": ((BILLION + XLIFF.format("&l9;")).encode(), "DOCTYPE"),
    "outside.xliff": ((OUTSIDE + XLIFF.format("<trans-unit id='a'><source>a</source><target>&f;</target></trans-unit>")).encode(), "DOCTYPE"),
    "parameter.xliff": (('<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]>' + XLIFF.format("")).encode(), "DOCTYPE"),
    "utf-16.xliff": (("<?xml version='1.0' encoding='UTF-16'?>" + BILLION + XLIFF.format("&l9;")).encode("utf-16"), "DOCTYPE"),
    "endless-doctype.xliff": (lambda: b"<!DOCTYPE x [" + b'<!ENTITY a "b">' * 500_000, "DOCTYPE"),
    "huge.xliff": (lambda: XLIFF.format("<!-- -->" * 2_000_000).encode(), "this file has 16.0 MB of text"),
    "too-large.xliff": (lambda: b" " * 21_000_000, "this file is 21.0 MB"),
    "many.xliff": (lambda: XLIFF.format(UNIT.format("lead.title") * 50_000).encode(), "300,006 tags; the limit is 300,000"),
    "unknown-language.xliff": (XLIFF.replace('"fr"', '"tlh"').format(UNIT.format("lead.title")).encode(), 'there is no translation into "tlh"'),
}  # fmt: skip
SPOILED: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "cut in half": (lambda whole: whole[: len(whole) // 2], "this file is damaged"),
    "without its end": (lambda whole: whole[:-30], "this file is damaged"),
    "with zeros in its text": (spoiled(0.008), "this file is damaged"),
    "with zeros in its directory": (spoiled(0.9993, b"\0" * 100), "this file is damaged"),
}
# Those that could cost most: row by row, and as one text.
WORST = ("long-table.docx", "huge.xliff")


def everything(copy: Copy) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in copy.root.rglob("*") if path.is_file() and "fonts" not in path.parts}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    from ..conftest import copy_project

    return Copy(copy_project(tmp_path_factory.mktemp("hostile"), "en, fr, ar"))


def refused(copy: Copy, path: Path, says: str) -> None:
    before = everything(copy)
    result = pipeline("import", path, "--root", copy.root)
    assert result.status == 1
    assert says in result.err
    assert path.name in result.err
    assert "1 problem; nothing was written." in result.err
    assert "Traceback" not in result.err
    assert everything(copy) == before


@pytest.mark.parametrize("name", [slow(name) if name in WORST else name for name in FILES])
def test_a_file_that_is_none_of_ours(name: str, shared: Copy, tmp_path: Path) -> None:
    content, says = FILES[name]
    path = tmp_path / name
    path.write_bytes(content() if callable(content) else content)
    refused(shared, path, says)


@pytest.mark.parametrize("case", SPOILED)
def test_a_file_that_was_damaged_on_its_way(case: str, shared: Copy, tmp_path: Path) -> None:
    spoil, says = SPOILED[case]
    path = tmp_path / "fr.docx"
    path.write_bytes(spoil(sent(shared.root, "fr", "docx").read_bytes()))
    refused(shared, path, says)


def test_what_is_no_file(shared: Copy, tmp_path: Path) -> None:
    refused(shared, tmp_path / "fr.docx", "there is no such file")
    (tmp_path / "folder").mkdir()
    refused(shared, tmp_path / "folder", "this is a folder, not a file")
    os.mkfifo(tmp_path / "pipe.docx")  # who reads one waits for ever
    refused(shared, tmp_path / "pipe.docx", "this is not a regular file")


def test_the_leaflet_itself(shared: Copy, leaflet: Leaflet) -> None:
    refused(shared, leaflet.docx, "there is no table of translations in this file")


@pytest.mark.parametrize("at", [slow(at) if at % 3 else at for at in range(12)])
def test_a_byte_that_is_wrong(at: int, shared: Copy, tmp_path: Path) -> None:
    """Wherever a file is damaged, it is refused, or what is read from it is what was sent out."""
    whole = bytearray(sent(shared.root, "fr", "docx").read_bytes())
    part = whole.find(b"word/document.xml")
    whole[part + 40 + at * 1500] ^= 0x55
    path = tmp_path / "fr.docx"
    path.write_bytes(whole)
    before = everything(shared)
    result = pipeline("import", path, "--root", shared.root)
    assert "Traceback" not in result.err
    assert ("59 unchanged" in result.out, "nothing was written" in result.err) == (
        not result.status,
        bool(result.status),
    )
    assert everything(shared) == before


def test_what_comes_with_a_table_is_not_looked_at(copy: Copy) -> None:
    """Macros, embedded objects, links to other files, and names that lead out of a folder."""
    table = Word(sent(copy.root, "fr", "docx"))
    relation = '<Relationship Id="x1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="file:///etc/passwd" TargetMode="External"/>'
    relations = (
        table.parts["word/_rels/document.xml.rels"].decode().replace("</Relationships>", f"{relation}</Relationships>")
    )
    table.parts |= {
        "word/_rels/document.xml.rels": relations.encode(),
        "word/vbaProject.bin": b"\xd0\xcf\x11\xe0" * 100,
        "word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0" * 100,
        "../../../../tmp/outside": b"x",
        "/etc/outside": b"x",
        "word/media/bomb.png": b"\0" * 50_000_000,
    }
    before = everything(copy)
    path = table.save(effort=1)
    result = pipeline("import", path, "--root", copy.root)
    assert (result.status, "59 unchanged" in result.out) == (0, True)
    assert {name: content for name, content in everything(copy).items() if name != path} == {
        name: content for name, content in before.items() if name != path
    }
    assert not Path("/tmp/outside").exists()


def long_rows(_root: Path) -> bytes:
    """Return a Word file whose rows open marks and never close them."""
    inner = "".join(row(str(n), "lead.title", "[" * 19_000, "*a" * 9_000, "") for n in range(150))
    return document(
        f'<w:document xmlns:w="{WORD}"><w:body><w:tbl>{HEAD}{inner}</w:tbl></w:body></w:document>', effort=0
    )


def of_tags(tag: str) -> Callable[[Path], bytes]:
    """Return what makes an XLIFF file with one text of 100,000 tags."""
    return lambda root: (
        sent(root, "fr", "xliff").read_bytes().replace("Activités<".encode(), f"Travaux{tag * 100_000}<".encode())
    )


# Whole, or of texts of ours: what takes long is read, and refused text by text.
LONG: dict[str, Callable[[Path], bytes]] = {
    "rows.docx": long_rows,
    "tags.xliff": of_tags('<bx id="1"/>'),
    "other-tags.xliff": of_tags("<x id='1'/>"),
}


@pytest.mark.parametrize("name", [name if name == "tags.xliff" else slow(name) for name in LONG])
def test_what_is_made_to_take_long_is_refused_at_once(name: str, copy: Copy, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(LONG[name](copy.root))
    status, _, size, _ = bounded("import", path, "--root", copy.root)
    assert (status, size < 300_000) == (1, True)


@pytest.mark.parametrize("span", ["²", "9" * 5_000, "-1", ""])
def test_a_span_that_is_no_number(span: str, copy: Copy) -> None:
    table = Word(sent(copy.root, "fr", "docx"))
    cell = next(table.document.iter(f"{{{WORD}}}tcPr"))
    cell.append(cell.makeelement(f"{{{WORD}}}gridSpan", {f"{{{WORD}}}val": span}))
    result = pipeline("import", table.save(), "--root", copy.root)
    assert "Traceback" not in result.err


def test_a_part_that_is_packed_in_another_way(shared: Copy, tmp_path: Path) -> None:
    path = tmp_path / "fr.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr(DOCUMENT, "<a/>")
    refused(shared, path, "word/document.xml is packed in a way that no office program uses")


def test_a_text_that_is_made_to_take_long_is_refused_at_once(copy: Copy, tmp_path: Path) -> None:
    path = tmp_path / "fr.xliff"
    units = "".join(
        f"<trans-unit id='{key}'><source>a</source><target>{text}</target></trans-unit>"
        for key, text in (
            ("lead.title", "[" * 1_000_000),
            ("lead.text", "*a" * 500_000),
            ("members.title", "{a" * 9_000),
        )
    )
    path.write_text(XLIFF.format(units), "utf-8")
    result = pipeline("import", path, "--root", copy.root)
    assert result.status == 1
    assert "3 rejected" in result.out
    assert pending.rejects(Root(copy.root), "fr").is_file()


@pytest.mark.parametrize("name", [name if name in WORST else slow(name) for name in FILES])
def test_the_worst_of_them_cost_little(name: str, shared: Copy, tmp_path: Path) -> None:
    content, says = FILES[name]
    path = tmp_path / name
    path.write_bytes(content() if callable(content) else content)
    before = everything(shared)
    status, err, size, _ = bounded("import", path, "--root", shared.root)
    assert (status, says in err) == (1, True), err
    assert size < 300_000
    assert "1 problem; nothing was written." in err
    assert "Traceback" not in err
    assert everything(shared) == before


def test_a_zip_is_not_opened_for_ever(copy: Copy, tmp_path: Path) -> None:
    inside = sent(copy.root, "fr", "docx").read_bytes()
    for _ in range(3):
        inside = packed({"a.docx": inside})
    path = tmp_path / "fr.zip"
    path.write_bytes(inside)
    result = pipeline("import", path, "--root", copy.root)
    assert (result.status, "is a ZIP inside a ZIP" in result.err) == (1, True)


def test_what_else_is_in_a_zip_is_said(copy: Copy, tmp_path: Path) -> None:
    path = tmp_path / "fr.zip"
    path.write_bytes(packed({"fr.docx": sent(copy.root, "fr", "docx").read_bytes(), "remarks.txt": b"Voyez 3."}))
    assert "note: not imported: remarks.txt" in pipeline("import", path, "--root", copy.root).out


def test_a_cell_that_takes_no_column_does_not_put_the_note_into_the_leaflet(copy: Copy) -> None:
    table = Word(sent(copy.root, "fr", "docx"))
    cell = cells_of(table.row("activities.title"))[3]
    (properties,) = cell.findall("{*}tcPr")
    properties.insert(1, properties.makeelement(f"{{{WORD}}}gridSpan", {f"{{{WORD}}}val": "0"}))
    before = everything(copy)
    result = pipeline("import", table.save(tmp := copy.root / "fr.docx"), "--root", copy.root)
    assert "59 unchanged" in result.out
    assert {name: content for name, content in everything(copy).items() if name != tmp} == before


def test_forged_english_does_not_reach_the_lock(copy: Copy) -> None:
    path = sent(copy.root, "fr", "xliff")

    def forge(tree: Element) -> None:
        unit = unit_of(tree, "activities.title")
        english = "Activities \u202eforged"
        unit.find(f"{X}source").text = english
        unit.set("extradata", f"{mark(english)}-{mark('Activités')}")
        unit.find(f"{X}target").text = "Travaux"

    changed_xliff(path, forge)
    result = pipeline("import", path, "--root", copy.root)
    assert "its English was changed in the file" in " ".join(result.out.split())
    assert "Travaux" not in (copy.root / "sources/text/fr.yaml").read_text("utf-8")


def test_two_texts_in_one_file_are_refused(copy: Copy) -> None:
    table = Word(sent(copy.root, "fr", "docx"))
    table.parts["word/other.xml"] = table.parts["word/document.xml"]
    relations = table.parts["_rels/.rels"].decode()
    (first,) = re.findall(r"<Relationship [^>]*officeDocument\"[^>]*/>", relations)
    other = first.replace("document.xml", "other.xml").replace('Id="', 'Id="x')
    table.parts["_rels/.rels"] = relations.replace(first, first + other).encode()
    result = pipeline("import", table.save(), "--root", copy.root)
    assert (result.status, "this file holds two different texts" in result.err) == (1, True)


def test_a_column_in_another_language_does_not_replace_ours(copy: Copy) -> None:
    path = sent(copy.root, "fr", "docx")
    translated(path, "activities.title", "Travaux")
    table = Word(path)
    for line in table.document.iter(f"{{{WORD}}}tr"):
        head = "Key" in "".join(cells_of(line)[1].itertext(f"{{{WORD}}}t"))
        cell = line.makeelement(f"{{{WORD}}}tc", {})
        cell.append(
            etree.fromstring(f"<w:p xmlns:w='{WORD}'><w:r><w:t>{'Proof (fr)' if head else ''}</w:t></w:r></w:p>")
        )
        line.append(cell)
    result = pipeline("import", table.save(), "--root", copy.root)
    assert "1 changed, 58 unchanged" in result.out
