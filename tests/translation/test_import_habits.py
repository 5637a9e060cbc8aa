"""What programs and people do to the files in passing: each is read, refused or reported, and nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from factsheet.core.project import Root
from factsheet.translation import package, pending

from ..conftest import Copy, pipeline
from ..exchange import Word, X, cells_of, changed_xliff, packed, rows, sent, translated, unit_of, w
from .importing import bring_in, outcomes, run, text, told, typed

TITLE = "activities.title"
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
SE = 'xmlns:w16se="http://schemas.microsoft.com/office/word/2015/wordml/symex"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def renamed(table: Word, new: Callable[[str], str]) -> Path:
    """Save a table with other names of its parts; what names them says so."""
    table.save()
    names = {name: new(name) for name in Word(table.path).parts}
    parts = {}
    for name, content in Word(table.path).parts.items():
        if name.endswith((".rels", "[Content_Types].xml")):
            for old, other in names.items():
                content = content.replace(f'"{old}"'.encode(), f'"{other}"'.encode())
                content = content.replace(f'"/{old}"'.encode(), f'"/{other}"'.encode())
                last, other_last = (re.split(r"[/\\]", each)[-1] for each in (old, other))
                content = content.replace(f'"{last}"'.encode(), f'"{other_last}"'.encode())
        parts[names[name]] = content
    table.path.write_bytes(packed(parts))
    return table.path


NAMES: dict[str, Callable[[str], str]] = {
    "Word Online": lambda name: name.replace("document.xml", "document2.xml"),
    "in capitals": lambda name: name if name.startswith(("_rels", "[")) else name.upper(),
    "with backslashes": lambda name: name.replace("/", "\\"),
}


@pytest.mark.parametrize("kind", NAMES)
def test_parts_are_found_whatever_their_names_are(kind: str, copy: Copy) -> None:
    path = sent(copy.root, "fr", "docx")
    translated(path, TITLE, "Travaux")
    table = Word(path)
    table.target(TITLE).extend(w('<w:r><w:commentReference w:id="0"/></w:r>'))
    table.parts["word/comments.xml"] = (
        f'<w:comments xmlns:w="{package.STRICT[next(iter(package.STRICT))].decode()}">'
        '<w:comment w:id="0" w:author="Aïcha"><w:p><w:r><w:t>Vraiment ?</w:t></w:r></w:p></w:comment></w:comments>'
    ).encode()
    relation = f'<Relationship Id="c1" Type="{RELATIONS}/comments" Target="comments.xml"/></Relationships>'
    relations = "word/_rels/document.xml.rels"
    table.parts[relations] = table.parts[relations].replace(b"</Relationships>", relation.encode())
    result = bring_in(copy, renamed(table, NAMES[kind]))
    assert outcomes(result) == {"changed": 1, "unchanged": 58}, result.out + result.err
    assert text(copy, TITLE) == "Travaux"
    assert f"note: {TITLE}: Vraiment ? (Aïcha)" in result.out


def test_names_that_differ_in_case_alone_are_one(copy: Copy) -> None:
    table = Word(sent(copy.root, "fr", "docx"))
    table.parts["Word/Document.xml"] = table.parts["word/document.xml"]
    result = pipeline("import", table.save(), "--root", copy.root)
    assert result.status == 1
    assert "word/document.xml is in this file twice" in result.err


def test_strict_open_xml_is_read(copy: Copy) -> None:
    path = sent(copy.root, "fr", "docx")
    translated(path, TITLE, "Travaux")
    parts = Word(path).parts
    for name, content in parts.items():
        for strict, usual in package.STRICT.items():
            content = content.replace(usual, strict)
        parts[name] = content
    assert b"purl.oclc.org" in parts["word/document.xml"]
    path.write_bytes(packed(parts))
    assert outcomes(bring_in(copy, path)) == {"changed": 1, "unchanged": 58}
    assert text(copy, TITLE) == "Travaux"


TURN, CODE = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>', "<w:r><w:instrText>{}</w:instrText></w:r>"


def field(instruction: str, result: str, code: str = "") -> str:
    return (
        f"{TURN.format('begin')}{CODE.format(instruction)}{code}{TURN.format('separate')}{result}{TURN.format('end')}"
    )


REFUSED = {
    "an emoji, which Word writes in its own way": (
        run("Travaux ")
        + f'<w:r><mc:AlternateContent {MC}><mc:Choice Requires="w16se"><w16se:symEx {SE} w16se:font="Segoe UI Emoji" '
        'w16se:char="1F60F"/></mc:Choice><mc:Fallback><w:t>\U0001f60f</w:t></mc:Fallback></mc:AlternateContent></w:r>',
        'no font has "\U0001f60f" (U+1F60F)',
    ),
    "a symbol": (run("Travaux") + '<w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r>', "a picture or a symbol"),
    "ink": (run("Travaux") + "<w:r><w:contentPart/></w:r>", "a picture or a symbol"),
    "ruby": (
        "<w:r><w:ruby><w:rt><w:r><w:t>a</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>Travaux</w:t></w:r></w:rubyBase>"
        "</w:ruby></w:r>",
        "small letters above others (ruby)",
    ),
    "a page number": (run("Travaux") + "<w:r><w:pgNum/></w:r>", "cannot be read (w:pgNum)"),
    "words in an unknown element": (run("Travaux") + f"<w:unheard>{run('encore')}</w:unheard>", "(w:unheard)"),
    "an element among letters": ("<w:r><w:t>Tra<w:b>va</w:b>ux</w:t></w:r>", "cannot be read (w:b)"),
    "a text box": (
        f"<w:r><w:pict><w:txbxContent><w:p>{run('Travaux')}</w:p></w:txbxContent></w:pict></w:r>",
        "a picture or a symbol",
    ),
    "a box that is not ticked": (field("FORMCHECKBOX", ""), "a field (FORMCHECKBOX)"),
    "a fraction": (
        run("Travaux") + f"{TURN.format('begin')}{CODE.format('EQ x')}{TURN.format('end')}",
        "a field (EQ)",
    ),
    "a simple field": (run("Travaux") + '<w:fldSimple w:instr="AUTONUM"/>', "a field (AUTONUM)"),
    "a field that never ends": (TURN.format("begin") + run("Travaux"), "a field that is never closed"),
    "letters of a font of pictures": (
        run("Travaux J", '<w:rFonts w:ascii="Wingdings"/>'),
        "letters in the font Wingdings",
    ),
    "letters that are turned round": (
        f'<w:bdo w:val="rtl">{run("Travaux")}</w:bdo>',
        "set to run in the other direction",
    ),
    "a style below thirty others that strikes out": (
        run("Travaux", '<w:rStyle w:val="S30"/>'),
        "part of it is struck through",
    ),
}


def test_what_is_visible_but_not_a_letter_is_refused_and_kept(copy: Copy) -> None:
    table = Word(sent(copy.root, "fr", "docx"))
    chain = "".join(
        f'<w:style w:type="character" w:styleId="S{at}"><w:name w:val="S{at}"/><w:basedOn w:val="S{at - 1}"/>'
        f"{'' if at else '<w:rPr><w:strike/></w:rPr>'}</w:style>"
        for at in range(31)
    )
    table.parts["word/styles.xml"] = table.parts["word/styles.xml"].replace(
        b"</w:styles>", f"{chain}</w:styles>".encode()
    )
    cases = dict(zip((key for key, _ in rows(table.document)), REFUSED.values(), strict=False))
    for key, (markup, _) in cases.items():
        typed(key, markup)(table)
    result = bring_in(copy, table.save())
    assert outcomes(result) == {"unchanged": 59 - len(REFUSED), "left empty": 1, "rejected": len(REFUSED) - 1}, (
        result.out
    )
    for key, (_, why) in cases.items():
        assert why in told(result, key)
    kept = pending.read(pending.rejects(Root(copy.root), "fr"), Root(copy.root))
    assert len(kept) == len(REFUSED) - 1
    assert all("rav" in each.target for each in kept)


FIELDS = {
    "its result": (field("DATE", run("Travaux")), "Travaux"),
    "one in another": (
        field("IF {", field("PAGE", run("page ")) + run("Travaux"), code=field("PAGE", run("code"))),
        "page Travaux",
    ),
    "an entry of an index": (
        run("Travaux") + TURN.format("begin") + CODE.format("XE x") + TURN.format("end"),
        "Travaux",
    ),
}


def test_of_a_field_the_result_is_text_and_the_code_is_not(copy: Copy) -> None:
    table = Word(sent(copy.root, "fr", "docx"))
    keys = ("activities.title", "members.title", "members.legend")
    for key, (markup, _) in zip(keys, FIELDS.values(), strict=True):
        typed(key, markup)(table)
    assert outcomes(bring_in(copy, table.save())) == {"changed": 3, "unchanged": 56}
    assert [text(copy, key) for key in keys] == [becomes for _, becomes in FIELDS.values()]


LIST = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{}"/></w:numPr>'
STYLE = '<w:style w:type="paragraph" w:styleId="{}"><w:name w:val="{}"/>{}</w:style>'


@pytest.mark.parametrize(
    ("properties", "number"),
    [(LIST.format(3), True), (LIST.format(0), False), ('<w:pStyle w:val="Below"/>', True)],
    ids=["a list", "no list", "a style"],
)
def test_a_number_that_word_sets_is_not_lost(properties: str, number: bool, copy: Copy) -> None:
    """Who types "2. conférence" gets a list, in which "2." is not among the letters."""
    before = text(copy, "badge.conference")
    table = Word(sent(copy.root, "fr", "docx"))
    typed("badge.conference", run("Conférence ministérielle"))(table)
    paragraph = table.target("badge.conference")
    for old in paragraph.findall("{*}pPr"):
        paragraph.remove(old)
    paragraph.insert(0, w(f"<w:pPr>{properties}</w:pPr>")[0])
    styles = STYLE.format("Numbers", "Numbers", f"<w:pPr>{LIST.format(3)}</w:pPr>")
    styles += STYLE.format("Below", "Below", '<w:basedOn w:val="Numbers"/>') + "</w:styles>"
    table.parts["word/styles.xml"] = table.parts["word/styles.xml"].replace(b"</w:styles>", styles.encode())
    result = bring_in(copy, table.save())
    if number:
        assert "it is numbered automatically" in told(result, "badge.conference")
    assert text(copy, "badge.conference") == (before if number else "Conférence ministérielle")


def test_a_table_in_a_cell_is_refused(copy: Copy) -> None:
    table = Word(sent(copy.root, "fr", "docx"))
    cell = cells_of(table.row(TITLE))[3]
    inner = w(f"<w:tbl><w:tr><w:tc><w:p>{run('Travaux')}</w:p></w:tc></w:tr></w:tbl>")[0]
    cell.append(inner)
    typed(TITLE, run("Des travaux"))(table)
    result = bring_in(copy, table.save())
    assert "it contains a table" in told(result, TITLE)
    assert outcomes(result) == {"unchanged": 58, "rejected": 1}


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_a_question_in_a_note_is_reported(kind: str, copy: Copy) -> None:
    table = Word(sent(copy.root, "fr", "docx"))
    table.target(TITLE).extend(w(f'<w:r><w:{kind}Reference w:id="2"/></w:r>'))
    table.parts[f"word/{kind}s.xml"] = (
        f'<w:{kind}s xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:{kind} w:id="2"><w:p>'
        f"<w:r><w:{kind}Ref/></w:r><w:r><w:t>Quelles activités ?</w:t></w:r></w:p></w:{kind}></w:{kind}s>"
    ).encode()
    result = bring_in(copy, table.save())
    assert f"note: {TITLE}: Quelles activités ? ({kind})" in result.out
    assert outcomes(result) == {"unchanged": 59}


def test_a_remark_beside_a_text_is_reported_and_our_own_notes_are_not(copy: Copy) -> None:
    table = Word(sent(copy.root, "fr", "docx"))
    note = cells_of(table.row(TITLE))[4]
    list(note.iter("{*}p"))[-1].extend(w(run(" Proposition : Travaux")))
    result = bring_in(copy, table.save())
    assert re.findall(r"note: (.*)", result.out) == [f"{TITLE}: Proposition : Travaux"]


def test_a_column_of_their_own_is_reported(copy: Copy) -> None:
    table = Word(sent(copy.root, "fr", "docx"))
    for row in table.document.iter("{*}tr"):
        words = {"Key": "Avis", TITLE: "Travaux ?"}.get("".join(cells_of(row)[1].itertext("{*}t"))[: len(TITLE)], "")
        row.append(w(f"<w:tc><w:p>{run(words)}</w:p></w:tc>")[0])
    result = bring_in(copy, table.save())
    assert re.findall(r"note: (.*)", result.out) == [f"{TITLE}: Avis: Travaux ?"]


@pytest.mark.parametrize("format", ["docx", "xliff"])
def test_what_was_typed_over_the_english_is_kept_where_it_belongs(format: str, copy: Copy) -> None:
    """It is not confirmed, nor is the English that still stands in; the table of rejects has it as the translation."""
    assert pipeline("language", "de", "--root", copy.root).status == 0
    path = sent(copy.root, "de", format)
    if format == "docx":
        table = Word(path)
        paragraph = cells_of(table.row(TITLE))[2].find(".//{*}p")
        for old in paragraph.findall("{*}r"):
            paragraph.remove(old)
        paragraph.extend(w(run("Tätigkeiten")))
        table.save()
    else:
        changed_xliff(path, lambda tree: setattr(unit_of(tree, TITLE).find(f"{X}source"), "text", "Tätigkeiten"))
    result = bring_in(copy, path)
    assert result.status == 1
    assert "somebody typed over the English" in told(result, TITLE)
    root = Root(copy.root)
    (kept,) = pending.read(pending.rejects(root, "de"), root)
    assert (kept.english, kept.target) == ("Activities", "Tätigkeiten")
    assert outcomes(bring_in(copy, pending.rejects(root, "de"))) == {"new": 1}
    assert text(copy, TITLE, "de") == "Tätigkeiten"


# XLIFF


def test_tags_are_known_by_their_numbers_alone(copy: Copy) -> None:
    path = sent(copy.root, "fr", "xliff")
    translated(path, TITLE, "Travaux")

    def bare(tree: object) -> None:
        for element in tree.iter(f"{X}g", f"{X}x"):  # type: ignore[attr-defined]
            for name in ("ctype", "equiv-text"):
                element.attrib.pop(name, None)

    changed_xliff(path, bare)
    assert outcomes(bring_in(copy, path)) == {"changed": 1, "unchanged": 58}


def test_a_working_file_of_a_tool_is_answered_in_one_sentence(copy: Copy) -> None:
    path = sent(copy.root, "fr", "xliff")

    def own(tree: object) -> None:
        for number, unit in enumerate(tree.iter(f"{X}trans-unit")):  # type: ignore[attr-defined]
            unit.attrib.pop("resname")
            unit.set("id", f"3f2a{number:04}-aa11-4b1c")

    changed_xliff(path, own)
    for name, says in (
        ("fr.xliff.sdlxliff", "this is the working file of a translation tool"),
        ("fr.mxliff", "this is the working file of a translation tool"),
        ("fr.xliff", "none of the 59 texts in this file is in this leaflet"),
    ):
        renamed_to = path.with_name(name)
        renamed_to.write_bytes(path.read_bytes())
        result = pipeline("import", renamed_to, "--root", copy.root)
        assert result.status == 1
        assert says in result.err
        assert result.err.count("\n") < 5
    assert not pending.rejects(Root(copy.root), "fr").exists()


def test_a_zip_with_one_translation_is_read(copy: Copy) -> None:
    path = sent(copy.root, "fr", "xliff")
    translated(path, TITLE, "Travaux")
    archive = path.with_suffix(".zip")
    archive.write_bytes(packed({"fr/fr.xliff": path.read_bytes(), "__MACOSX/fr.xliff": b"x", "README.txt": b"x"}))
    assert outcomes(bring_in(copy, archive)) == {"changed": 1, "unchanged": 58}
    archive.write_bytes(packed({"fr.xliff": path.read_bytes(), "ar.xliff": path.read_bytes()}))
    result = pipeline("import", archive, "--root", copy.root)
    assert "2 translations in one ZIP: fr.xliff, ar.xliff; unpack it" in result.err
    archive.write_bytes(packed({"fr.xliff": packed({"fr.xliff": path.read_bytes()})}))
    assert "is a ZIP inside a ZIP" in pipeline("import", archive, "--root", copy.root).err


def test_what_is_called_utf_16_and_is_not_is_read(copy: Copy) -> None:
    path = sent(copy.root, "fr", "xliff")
    translated(path, TITLE, "Travaux")
    said = re.sub(rb"^<\?xml[^>]*\?>", b"<?xml version='1.0' encoding='utf-16'?>", path.read_bytes())
    path.write_bytes(said)
    assert outcomes(bring_in(copy, path)) == {"changed": 1, "unchanged": 58}
    path.write_bytes(said.decode().encode("utf-16"))
    assert outcomes(bring_in(copy, path)) == {"unchanged": 59}


def test_both_places_of_a_text_are_named(copy: Copy) -> None:
    path = sent(copy.root, "fr", "xliff")

    def twice(tree: object) -> None:
        unit = unit_of(tree, TITLE)  # type: ignore[arg-type]
        unit.find(f"{X}target").text = "Travaux"
        other = w("<w:x/>")[0].makeelement(unit.tag, dict(unit.attrib))
        other.extend([each.__copy__() for each in unit])
        unit.addnext(other)
        unit.find(f"{X}target").text = "Œuvres"

    changed_xliff(path, twice)
    result = bring_in(copy, path)
    places = re.findall(rf"No\. \d+, line (\d+) +{re.escape(TITLE)}", result.out)
    assert len(set(places)) == 2, result.out


OTHERS = {
    "fr.pages": (packed({"Index/Document.iwa": b"x"}), "a Pages file; export it as Word"),
    "fr.xlsx": (packed({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}), "an Excel file"),
    "fr.rtf": (rb"{\rtf1\ansi hello}", "Rich Text Format (.rtf); open it in Word"),
}


@pytest.mark.parametrize("name", OTHERS)
def test_a_file_of_another_kind_is_named(name: str, copy: Copy) -> None:
    content, says = OTHERS[name]
    path = copy.root / name
    path.write_bytes(content)
    result = pipeline("import", path, "--root", copy.root)
    assert result.status == 1
    assert says in result.err


@pytest.mark.parametrize("translation", ["Travaux", "Activités"])
def test_a_change_to_the_english_beside_a_translation_is_reported(translation: str, copy: Copy) -> None:
    """It is not imported: the English is ours. But it may be a correction."""
    path = sent(copy.root, "fr", "docx")
    translated(path, TITLE, translation)
    table = Word(path)
    cells_of(table.row(TITLE))[2].find(".//{*}p").extend(w(run(" and more")))
    result = bring_in(copy, table.save())
    assert re.findall(r"note: (.*)", result.out) == [
        f"{TITLE}: the English was changed in the file: Activities and more"
    ]
    assert text(copy, TITLE) == translation
