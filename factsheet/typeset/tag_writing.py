"""Write the tags of a PDF, in place of those that WeasyPrint has made (ISO 32000-1, 14.7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .tag_tree import Annotation, Content, Tag
from .written import behind, contents

# What WeasyPrint (70.0) has made the old tags of; they are its last objects, but for the metadata.
OF_TAGS = {"/StructElem", "/OBJR", "/StructTreeRoot", "/Namespace"}
PDF_2 = "http://iso.org/pdf2/ssn"
# Only in PDF 1.7; where a tag names no namespace, it is of that (ISO 32000-2, 14.8.6).
OF_PDF_1 = {"BlockQuote"}
# What is printed in margins or again, and what is only drawn (14.8.2.2.2).
PAGINATION, LAYOUT = "/Pagination", "/Layout"


def write(document: Tag, artifacts: Iterable[Content], pdf: Any, *, second: bool) -> None:
    """Write the tags of a document, in the `second` edition of PDF with its namespace; mark what is none as such."""
    import pydyf

    later = _without_old(pdf)
    root = pydyf.Dictionary({"Type": "/StructTreeRoot"})
    pdf.add_object(root)
    pdf.catalog["StructTreeRoot"] = root.reference
    namespace = None
    if second:
        namespace = pydyf.Dictionary({"Type": "/Namespace", "NS": pydyf.String(PDF_2)})
        pdf.add_object(namespace)
        root["Namespaces"] = pydyf.Array([namespace.reference])
    writer = _Writer(pdf, namespace)
    root["K"] = pydyf.Array([writer.element(document, root.reference)])
    writer.refer(document)
    root["ParentTree"] = writer.parents()
    if writer.named:
        named = (part for name, element in sorted(writer.named.items()) for part in (pydyf.String(name), element))
        root["IDTree"] = pydyf.Dictionary({"Names": pydyf.Array(named)})
    for old, each in later:
        pdf.add_object(each)
        pdf.catalog.update({key: each.reference for key, value in pdf.catalog.items() if value == old})
    _mark(artifacts, pdf)


def _without_old(pdf: Any) -> list[tuple[bytes, Any]]:
    """Take the old tags out; return what came after them, each with its former reference."""
    parents = behind(pdf, behind(pdf, pdf.catalog["StructTreeRoot"])["ParentTree"])
    made = pdf.objects[parents.number :]
    del pdf.objects[parents.number :]
    return [
        (each.reference, each)
        for each in made
        if each is not parents and not (isinstance(each, dict) and each.get("Type") in OF_TAGS)
    ]


class _Writer:
    """Write tags as objects of a PDF, and note what each content and annotation belongs to."""

    def __init__(self, pdf: Any, namespace: Any) -> None:
        self.pdf = pdf
        self.namespace = namespace
        self.of_contents: list[dict[int, bytes]] = [{} for _ in pdf.page_references]
        self.of_annotations: list[bytes] = []
        self.named: dict[str, bytes] = {}

    def element(self, tag: Tag, parent: bytes) -> bytes:
        """Write a tag and what is in it; return its reference."""
        import pydyf

        tag.object = element = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{tag.kind}", "P": parent})
        self.pdf.add_object(element)
        if self.namespace and tag.kind not in OF_PDF_1:
            element["NS"] = self.namespace.reference
        element.update((key, pydyf.String(value)) for key, value in tag.entries.items())
        if attributes := [_attributes(owner, values) for owner, values in tag.attributes.items()]:
            element["A"] = attributes[0] if len(attributes) == 1 else pydyf.Array(attributes)
        if "ID" in tag.entries:
            self.named[tag.entries["ID"]] = element.reference
        pages = [kid.page for kid in tag.kids if not isinstance(kid, Tag)]
        if pages:
            element["Pg"] = self.pdf.page_references[pages[0]]
        element["K"] = pydyf.Array([self._kid(kid, element, pages) for kid in tag.kids])
        return bytes(element.reference)

    def _kid(self, kid: Tag | Content | Annotation, element: Any, pages: list[int]) -> Any:
        import pydyf

        if isinstance(kid, Tag):
            return self.element(kid, element.reference)
        page = {} if kid.page == pages[0] else {"Pg": self.pdf.page_references[kid.page]}
        if isinstance(kid, Annotation):
            kid.entry["StructParent"] = len(self.of_contents) + len(self.of_annotations)
            self.of_annotations.append(element.reference)
            return pydyf.Dictionary({"Type": "/OBJR", **page, "Obj": kid.entry.reference})
        self.of_contents[kid.page][kid.number] = element.reference
        return pydyf.Dictionary({"Type": "/MCR", **page, "MCID": kid.number}) if page else kid.number

    def refer(self, document: Tag) -> None:
        """Write to which others each tag refers."""
        import pydyf

        for tag in document.walk():
            if tag.refers:
                tag.object["Ref"] = pydyf.Array(each.object.reference for each in tag.refers)

    def parents(self) -> bytes:
        """Write to which tag each content of a page and each annotation belongs (14.7.4.4); return its reference."""
        import pydyf

        tree = pydyf.Dictionary({"Nums": pydyf.Array()})
        for number, found in enumerate(self.of_contents):
            numbers = range(max(found, default=-1) + 1)
            tree["Nums"] += [number, pydyf.Array(found.get(each, "null") for each in numbers)]
        for number, reference in enumerate(self.of_annotations, len(self.of_contents)):
            tree["Nums"] += [number, reference]
        self.pdf.add_object(tree)
        return bytes(tree.reference)


def _attributes(owner: str, values: Mapping[str, Any]) -> Any:
    """Return attributes as a dictionary; lists of texts are of identifiers."""
    import pydyf

    def written(value: Any) -> Any:
        if isinstance(value, list):
            return pydyf.Array(pydyf.String(each) if isinstance(each, str) else each for each in value)
        return value

    return pydyf.Dictionary({"O": f"/{owner}", **{key: written(value) for key, value in values.items()}})


def _mark(artifacts: Iterable[Content], pdf: Any) -> None:
    """Mark contents that are no part of the document as artifacts."""
    by_page: list[dict[int, str]] = [{} for _ in pdf.page_references]
    for each in artifacts:
        by_page[each.page][each.number] = PAGINATION if each.words.strip() else LAYOUT
    for found, stream in zip(by_page, contents(pdf), strict=True):
        for place, each in enumerate(stream if found else ()):
            if isinstance(each, dict) and each.get("MCID") in found:
                stream[place - 1 : place + 1] = ["/Artifact", type(each)({"Type": found[each["MCID"]]})]
