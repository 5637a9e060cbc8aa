"""Find the parts of an Office file as Office does: by their relationships, whatever their names are.

Word Online calls the text word/document2.xml, and other programs write names in capitals or with backslashes. Clauses
in brackets are those of ECMA-376 part 2 (OPC).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from .untrusted import Package, bare

# What the types of relationships begin with, in both kinds of Open XML.
BASES = {
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
}
# The role of the part that everything else belongs to: the text, or the workbook.
WHOLE = "officedocument"


class Related(NamedTuple):
    """A part that another is related to: the relationship's id, its type's last word in small letters, the part."""

    id: str
    role: str
    path: str


def related(package: Package, part: str) -> Iterator[Related]:
    """Yield the parts that a part is related to, in its file; "" stands for the file itself [6.5].

    Only the types of the standard count: others may end with the same word.
    """
    folder, _, file = part.rpartition("/")
    tree = package.tree(f"{folder}/_rels/{file}.rels".strip("/"))
    for each in tree.iter("{*}Relationship") if tree is not None else ():
        base, _, role = each.get("Type", "").rpartition("/")
        target = unquote(each.get("Target", "").partition("#")[0])
        if base in BASES and each.get("TargetMode") != "External":
            path = bare(target if target.startswith("/") else f"{folder}/{target}")
            yield Related(each.get("Id", ""), role.lower(), path)
