"""Say in a PDF which standards it keeps to: for archives (ISO 19005), and for screen readers (ISO 14289).

WeasyPrint (70.0) writes one of them. The others are added to the metadata (XMP), before the end of what it has written.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from .written import behind

PROFILE = "sRGB2014"
END = b"</rdf:RDF>"
ABOUT = '<rdf:Description rdf:about="" '
ITEM = '<rdf:li rdf:parseType="Resource">'
# PDF/UA-1, and the schema of it, without which PDF/A does not know this property (ISO 19005-2, 6.6.2.3.3).
UA_1 = (
    f'{ABOUT}xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>'
    f'{ABOUT}xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" '
    'xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" '
    'xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
    f"<pdfaExtension:schemas><rdf:Bag>{ITEM}"
    "<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    f"<pdfaSchema:property><rdf:Seq>{ITEM}"
    "<pdfaProperty:name>part</pdfaProperty:name>"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>The part of ISO 14289 that the file keeps to</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)
# Both declarations of Well-Tagged PDF (PDF Association, 2024): for accessibility, and for use of its contents.
WELL_TAGGED = (
    f'{ABOUT}xmlns:pdfd="http://pdfa.org/declarations/"><pdfd:declarations><rdf:Bag>'
    + "".join(
        f"{ITEM}<pdfd:conformsTo>http://pdfa.org/declarations/wtpdf#{each}1.0</pdfd:conformsTo></rdf:li>"
        for each in ("accessibility", "reuse")
    )
    + "</rdf:Bag></pdfd:declarations></rdf:Description>"
)


@dataclass(frozen=True)
class Standard:
    """Which standards a PDF keeps to, what WeasyPrint calls one of them, and the metadata that say the others.

    `second` are those of PDF 2.0; a PDF `with_sources` has attachments.
    """

    names: tuple[str, ...]
    variant: str
    metadata: str
    second: bool = False
    with_sources: bool = False


# By their names in factsheet.yaml. The first is that of a factsheet which names none.
STANDARDS = {
    "a-2a": Standard(("PDF/A-2a", "PDF/UA-1"), "pdf/a-2a", UA_1),
    "a-3a": Standard(("PDF/A-3a", "PDF/UA-1"), "pdf/a-3a", UA_1, with_sources=True),
    "ua-2": Standard(("PDF/UA-2", "WTPDF for accessibility", "WTPDF for reuse"), "pdf/ua-2", WELL_TAGGED, second=True),
}
USUAL = "a-2a"


def declare(pdf: Any, standard: Standard) -> None:
    """Add to the metadata of a PDF that is about to be written which standards it keeps to."""
    metadata = behind(pdf, pdf.catalog["Metadata"])
    (written,) = metadata.stream
    begins, end, rest = written.partition(END)
    metadata.stream = [begins + standard.metadata.encode() + end + rest]
    if standard.variant.startswith("pdf/a"):
        _intend(pdf)
        _leave_as_they_are(pdf)


def _intend(pdf: Any) -> None:
    """Say which colours are meant, as PDF/A asks: those of screens (ISO 19005-2, 6.2.3).

    WeasyPrint would do the same, but leaves the file of the profile open.
    """
    import pydyf

    profile = pydyf.Stream([_profile()], {"N": 3}, compress=True)
    pdf.add_object(profile)
    intent = {"Type": "/OutputIntent", "S": "/GTS_PDFA1", "DestOutputProfile": profile.reference}
    named = {key: pydyf.String(PROFILE) for key in ("OutputConditionIdentifier", "Info")}
    pdf.catalog["OutputIntents"] = pydyf.Array([pydyf.Dictionary(intent | named)])


def _leave_as_they_are(pdf: Any) -> None:
    """Have pictures drawn dot by dot, as PDF/A asks, not smoothed by each reader in its own way (6.2.8)."""
    for each in pdf.objects:
        if "Interpolate" in getattr(each, "extra", {}):
            each.extra["Interpolate"] = "false"


@cache
def _profile() -> bytes:
    """Return the profile of the ICC for sRGB, which comes with WeasyPrint."""
    return (files("weasyprint.pdf") / f"{PROFILE}.icc").read_bytes()
