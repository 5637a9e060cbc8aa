# ruff: noqa: E501
"""How a table of translations is edited in Word and its relatives: the edits that `alterations_word` names."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from copy import deepcopy
from io import BytesIO

from factsheet.core.xml import Element
from factsheet.translation import package

from ..exchange import WORD, W, Word, cells_of, emptied, packed, w
from .alterations import LEGEND, Alter, Case, raw
from .importing import BY, run

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TITLE, WEBSITE = "activities.title", "connect.website"
Edit = Callable[[Word, Case], object]
PICTURE = "<w:r><w:drawing/></w:r>"
TURN = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
FIELD = (
    TURN.format("begin")
    + "<w:r><w:instrText>{}</w:instrText></w:r>"
    + TURN.format("separate")
    + "{}"
    + TURN.format("end")
)


def typed(markup: Callable[[Case], str]) -> Edit:
    """Return an edit that puts WordprocessingML in place of the plain translation."""
    return lambda table, case: emptied(table.target(LEGEND)).extend(w(markup(case)))


def added(markup: str, key: str = LEGEND, column: int = 3) -> Edit:
    """Return an edit that adds WordprocessingML to the end of a cell's first paragraph."""

    def edit(table: Word, case: Case) -> None:
        next(cells_of(table.row(key))[column].iter(f"{W}p")).extend(w(markup.replace("WORD", case.word)))

    return edit


def part(table: Word, role: str, name: str, xml: str) -> None:
    """Add a part, and a relation to it."""
    table.parts[f"word/{name}"] = xml.replace(">", f' xmlns:w="{WORD}">', 1).encode()
    relation = f'<Relationship Id="{name}" Type="{RELATIONS}/{role}" Target="{name}"/></Relationships>'
    relations = "word/_rels/document.xml.rels"
    table.parts[relations] = table.parts[relations].replace(b"</Relationships>", relation.encode())


def commented(*ids: str, anchored: bool = True) -> Edit:
    def edit(table: Word, case: Case) -> None:
        if anchored:
            table.target(LEGEND).extend(w(f'<w:r><w:commentReference w:id="{ids[0]}"/></w:r>'))
        said = "".join(f'<w:comment w:id="{id}" w:author="A"><w:p>{run(case.word)}</w:p></w:comment>' for id in ids)
        part(table, "comments", "comments.xml", f"<w:comments>{said}</w:comments>")

    return edit


def noted(kind: str) -> Edit:
    def edit(table: Word, case: Case) -> None:
        table.target(LEGEND).extend(w(f'<w:r><w:{kind}Reference w:id="2"/></w:r>'))
        part(
            table,
            f"{kind}s",
            f"{kind}s.xml",
            f'<w:{kind}s><w:{kind} w:id="2"><w:p>{run(case.word)}</w:p></w:{kind}></w:{kind}s>',
        )

    return edit


def pieces(element: Element, tag: str) -> list[Element]:
    return list(element.iter(f"{W}{tag}"))


def split_runs(table: Word, _: Case) -> None:
    """Save with marks of spelling, of revisions and of pages: Word takes runs to pieces at each."""
    for paragraph in pieces(table.document, "p"):
        paragraph.set(f"{W}rsidR", "00A12B3C")
        for each in paragraph.findall(f"{W}r"):
            words = each.find(f"{W}t")
            if words is not None and len(text := words.text or "") > 3:
                other = deepcopy(each)
                words.text, other.find(f"{W}t").text = text[:2], text[2:]
                words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                each.addnext(other)
                each.addnext(w('<w:proofErr w:type="spellStart"/>')[0])
                each.addnext(w("<w:bookmarkStart w:id='1' w:name='x'/>")[0])
                other.insert(0, w("<w:lastRenderedPageBreak/>")[0])


def as_google(table: Word, case: Case) -> None:
    """Content controls around everything; styles are gone, and direct formatting says what is off, too."""
    for line in pieces(table.document, "tr"):
        (control,) = w('<w:sdt><w:sdtPr><w:tag w:val="goog_rdk_1"/></w:sdtPr><w:sdtContent/></w:sdt>')
        line.getparent().replace(line, control)
        control[-1].append(line)
    for style in [*pieces(table.document, "pStyle"), *pieces(table.document, "rStyle")]:
        style.getparent().remove(style)
    for properties in pieces(table.document, "rPr"):
        for off in (
            '<w:rtl w:val="0"/>',
            '<w:smallCaps w:val="0"/>',
            '<w:strike w:val="0"/>',
            '<w:u w:val="none"/>',
            '<w:vertAlign w:val="baseline"/>',
            '<w:shd w:fill="auto" w:val="clear"/>',
        ):
            if case.language != "ar" or "rtl" not in off:
                properties.append(w(off)[0])
    table.parts.pop("word/styles.xml")


def as_pages(table: Word, _: Case) -> None:
    """Styles of its own, a header and a footer without words, and a break in each paragraph."""
    for role in ("header", "footer"):
        part(table, role, f"{role}1.xml", f"<w:{role[:2]}r><w:p/></w:{role[:2]}r>")
    for paragraph in pieces(table.document, "p"):
        for style in pieces(paragraph, "pStyle"):
            style.set(f"{W}val", "Style de tableau 2")
        paragraph.append(w("<w:r><w:t/></w:r>")[0])


def as_libreoffice(table: Word, _: Case) -> None:
    """Fonts, languages and kerning on every run, and marks of places around the words."""
    for each in pieces(table.document, "r"):
        properties = each.find(f"{W}rPr")
        if properties is None:
            properties = w("<w:rPr/>")[0]
            each.insert(0, properties)
        properties.extend(
            w(
                '<w:rFonts w:eastAsia="Noto Sans" w:cs="Noto Sans"/><w:kern w:val="0"/><w:lang w:val="fr-FR" w:bidi="ar-SA"/>'
            )
        )
    for paragraph in pieces(table.document, "p"):
        paragraph.append(w('<w:bookmarkEnd w:id="7"/>')[0])


def beside(above: bool, markup: str) -> Edit:
    def edit(table: Word, case: Case) -> None:
        found = table.document[0].find(f"{W}tbl")
        (found.addprevious if above else found.addnext)(w(markup.replace("WORD", case.word))[0])

    return edit


def strict(table: Word, _: Case) -> None:
    content = table.parts
    for name in [name for name in content if name != "word/document.xml"]:
        for new, usual in package.STRICT.items():
            content[name] = content[name].replace(usual, new)


def all_strict(whole: bytes, _: Case) -> bytes:
    return renamed(whole, lambda name: name, package.STRICT)


def renamed(whole: bytes, new: Callable[[str], str], spaces: dict[bytes, bytes] | None = None) -> bytes:
    """Give the parts of a file other names, and say so where they are named; or their namespaces."""
    parts = {}
    with zipfile.ZipFile(BytesIO(whole)) as archive:
        names = {name: new(name) for name in archive.namelist()}
        for name in names:
            content = archive.read(name)
            if name.endswith((".rels", "[Content_Types].xml")):
                for old, other in names.items():
                    for before, after in ((old, other), (old.rpartition("/")[2], re.split(r"[/\\]", other)[-1])):
                        content = re.sub(
                            rb'(["/])%s"' % re.escape(before.encode()),
                            rb"\g<1>" + after.replace("\\", "/").encode() + b'"',
                            content,
                        )
            for other_space, usual in (spaces or {}).items():
                content = content.replace(usual, other_space)
            parts[names[name]] = content
    return packed(parts)


def zipped(more: dict[str, bytes]) -> Alter:
    return raw(lambda whole, case: packed({f"{case.language}.docx": whole, **more}))


def joined(table: Word, case: Case) -> None:
    """Delete the break between two paragraphs, with changes tracked."""
    paragraph = emptied(table.target(LEGEND))
    paragraph.extend(w(run(case.legend[:5])))
    paragraph.find(f"{W}pPr").extend(w(f"<w:rPr><w:del {BY}/></w:rPr>"))
    paragraph.addnext(w(f"<w:p>{run(case.legend[5:])}</w:p>")[0])


def in_paragraphs(table: Word, case: Case) -> None:
    first, _, rest = case.legend.partition(" ")
    paragraph = emptied(table.target(LEGEND))
    paragraph.extend(w(run(first)))
    paragraph.addnext(w(f"<w:p>{run(rest)}</w:p>")[0])


def numbered(table: Word, _: Case) -> None:
    table.target(LEGEND).find(f"{W}pPr").append(w('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>')[0])


def as_word(case: Case) -> dict[str, str]:
    """Return the plain translation with a word at its end."""
    return {LEGEND: f"{case.legend} {case.word}"}


def legend(inner: Callable[[Case], str] = lambda case: case.word) -> Callable[[Case], dict[str, str]]:
    return lambda case: {LEGEND: inner(case)}


def case_run(properties: str = "") -> str:
    return run(" WORD", properties)
