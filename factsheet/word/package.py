"""Make the package around the text: free of python-docx's template, and the same bytes every time."""

from __future__ import annotations

from datetime import datetime

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.opc.pkgwriter import _ContentTypesItem
from lxml import etree
from lxml.builder import ElementMaker

from ..core import archive
from ..core.xml import Element
from .wordml import new, twips

# The parts of our documents; these are kept from the template, emptied.
KEPT = ("styles", "settings", "numbering")
PROGRAM = "factsheet"
EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
E = ElementMaker(namespace=EXTENDED, nsmap={None: EXTENDED})
# The zlib level: for the fonts, 3 takes a third longer and saves 1 %; 6 takes more than twice as long and saves 6 %.
EFFORT = 1


# How many lines running may end in a hyphen, and how much (pt) may stay empty at the end of one that does not: as on
# the page, a fifth of the usual line.
HYPHENS, ZONE = 2, 66


def blank(*, hyphenated: bool = False) -> Document:
    """Return an empty document without the template's thumbnail, theme, sample styles and settings.

    Word divides words with the dictionaries that it has, in the styles that allow it; capitals stay whole.
    """
    document = docx.Document()
    for rels, kept in ((document.part.rels, KEPT), (document.part.package.rels, ("officeDocument", "core-properties"))):
        for key, relation in list(rels.items()):
            if relation.reltype.rpartition("/")[2] not in kept:
                del rels[key]
    _refill(
        document.settings.element,
        new("zoom", percent="100"),
        new("embedTrueTypeFonts"),
        new("defaultTabStop", val="709"),
        *_hyphenation(hyphenated),
        new("characterSpacingControl", val="doNotCompress"),
        new(
            "compat",
            # 15: Word 2013 and later, which aligns a table's edge, not its text, with the margin.
            new("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val="15"),
        ),
    )
    _refill(document.element.body)
    return document


def _hyphenation(wanted: bool) -> list[Element]:
    if not wanted:
        return []
    return [
        new("autoHyphenation"),
        new("consecutiveHyphenLimit", val=str(HYPHENS)),
        new("hyphenationZone", val=twips(ZONE)),
        new("doNotHyphenateCaps"),
    ]


def _refill(element: Element, *children: Element) -> None:
    for child in list(element):
        element.remove(child)
    element.extend(children)


def describe(
    document: Document, title: str, subject: str, author: str, language: str, revised: datetime, status: str = ""
) -> None:
    """Set the properties that people see under "Info"."""
    properties = document.core_properties
    properties.title, properties.subject, properties.author = title, subject, author
    properties.language, properties.last_modified_by = language, author
    properties.created = properties.modified = revised
    properties.revision = 1
    properties.content_status = status
    properties.comments = properties.keywords = ""
    _add_app(document, author)


def _add_app(document: Document, company: str) -> None:
    """Add the application's properties (ECMA-376 part 1, 15.2.12.3), which Word expects."""
    package = document.part.package
    assert package is not None
    said = E.Properties(E.Application(PROGRAM), E.DocSecurity("0"), E.Company(company))
    xml = etree.tostring(said, xml_declaration=True, encoding="UTF-8", standalone=True)
    part = Part(PackURI("/docProps/app.xml"), CONTENT_TYPE.OFC_EXTENDED_PROPERTIES, xml, package)
    package.relate_to(part, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)


def save(document: Document) -> bytes:
    """Return the file. It is zipped here, because python-docx stamps its ZIP with the current time."""
    package = document.part.package
    assert package is not None
    parts = list(package.iter_parts())
    content = {
        # The only private part of python-docx that is used.
        "[Content_Types].xml": _ContentTypesItem.from_parts(parts).blob,  # type: ignore[no-untyped-call]
        "_rels/.rels": package.rels.xml,
    }
    for part in parts:
        content[part.partname.membername] = part.blob
        if part.rels:
            content[part.partname.rels_uri.membername] = part.rels.xml
    # Content types first, as the packaging convention asks; the rest by name.
    ordered = sorted(content, key=lambda name: (name != "[Content_Types].xml", name))
    return archive.zipped(((name, _bytes(content[name])) for name in ordered), EFFORT)


def _bytes(part: str | bytes) -> bytes:
    return part.encode() if isinstance(part, str) else part
