"""Say in a PDF of which cells each head of a table is, and which heads each cell has (ISO 32000-1, 14.8.5.7).

No cell of a page spans others (page.table_content), so a cell has the heads of its own row and column.
"""

from __future__ import annotations

from collections import defaultdict

from .tag_tree import Tag


def arrange(document: Tag) -> None:
    """Give each head of a table its scope and an identifier, and each cell those of its heads."""
    for number, table in enumerate(tag for tag in document.walk() if tag.kind == "Table"):
        of_columns = defaultdict[int, list[str]](list)
        for place, (group, row) in enumerate(_rows(table)):
            cells = [cell for cell in row.meaningful() if isinstance(cell, Tag)]
            of_row = list[str]()
            for column, cell in enumerate(cells):
                if cell.kind == "TH":
                    cell.entries["ID"] = f"table-{number}-{place}-{column}"
                    cell.attributes["Table"] = {"Scope": "/Column" if group == "THead" else "/Row"}
                    (of_columns[column] if group == "THead" else of_row).append(cell.entries["ID"])
            for column, cell in enumerate(cells):
                if cell.kind == "TD" and (heads := [*of_row, *of_columns[column]]):
                    cell.attributes["Table"] = {"Headers": heads}


def _rows(table: Tag) -> list[tuple[str, Tag]]:
    """Return the rows of a table, each after the kind of the group that it is in."""
    groups = [each for each in table.meaningful() if isinstance(each, Tag)]
    return [
        (group.kind, row)
        for group in groups
        for row in ([group] if group.kind == "TR" else group.meaningful())
        if isinstance(row, Tag) and row.kind == "TR"
    ]
