"""Read a table from a file of the project, whichever kind it is."""

from __future__ import annotations

from pathlib import Path

from ..core import inputs, untrusted
from ..core.diagnostics import Place, Problem, Problems
from ..core.project import Root
from . import delimited, kinds, ods, xlsx
from .table import Table


def read(root: Root, path: Path, sheet: str = "") -> Table:
    """Return the table in a CSV file, or in the sheet of a spreadsheet; "" is the only one that is not hidden.

    Raises Problems with everything that is wrong with it, up to a hundred.
    """
    name = root.name(path)
    content = inputs.read(root, path, inputs.TABLE)
    if (kind := kinds.kind(content, name)) == kinds.CSV:
        if sheet:
            raise Problems([Problem(Place(name), "a CSV file has no sheets", f'leave out the sheet, "{sheet}"')])
        return delimited.table(content, name)
    package = untrusted.package(content, name)
    return xlsx.table(package, sheet) if kind == kinds.XLSX else ods.table(package, sheet)
