"""Take the parts of a spreadsheet that are XML, unless they are far larger than a table needs."""

from __future__ import annotations

from typing import NoReturn

from ..core import untrusted
from ..core.diagnostics import Place, Problem, Problems
from ..core.untrusted import Package
from ..core.xml import Element

# A part that is some times too large has been filled by hand; one that is larger still was made to do harm.
FILLED = 10 * untrusted.LARGEST_PART


def tree(package: Package, path: str) -> Element | None:
    """Return a part as a tree, or None if there is none. Raises Problems as `untrusted.xml` does."""
    entry = package.entries.get(path)
    if entry and untrusted.LARGEST_PART < entry.file_size < FILLED:
        _filled(package, path)
    content = package.content(path)
    if content is None:
        return None
    if content.count(b"<") > untrusted.TAGS or content.count(b"=") > untrusted.ATTRIBUTES:
        _filled(package, path)
    return untrusted.xml(content, package.name)


def local(element: Element) -> str:
    """Return the name of an element without its namespace, which is another in "Strict Open XML"."""
    return str(element.tag).rpartition("}")[2]


def _filled(package: Package, path: str) -> NoReturn:
    what = f"this file has far more cells than a table needs, or formatted cells far around it ({path})"
    hint = "copy the table alone into a new spreadsheet, and save that"
    raise Problems([Problem(Place(package.name), what, hint)])
