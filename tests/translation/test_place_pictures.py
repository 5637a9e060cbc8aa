"""Pictures in a table that comes back: ours are passed over, wherever they are, and those of others reported."""

from __future__ import annotations

from copy import deepcopy

from factsheet.core.xml import Element

from ..conftest import Copy
from ..exchange import W, Word, cells_of, sent, translated
from .importing import bring_in, outcomes, told

DOCPR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


def pasted(table: Word, key: str) -> Element:
    """Paste the picture beside a key behind its translation; return its properties."""
    (drawing,) = cells_of(table.row(key))[1].iter(f"{W}drawing")
    run = deepcopy(drawing.getparent())
    table.target(key).append(run)
    (properties,) = run.iter(DOCPR)
    return properties


def test_a_picture_of_ours_is_no_fault_and_another_one_is(copy: Copy) -> None:
    path = sent(copy.root, "fr", "docx")
    for key in ("members.legend", "activities.title", "members.title"):
        translated(path, key, "Travaux en vert")
    table = Word(path)
    pasted(table, "members.legend")
    pasted(table, "activities.title").set("descr", "A photograph")
    del pasted(table, "members.title").attrib["descr"]
    result = bring_in(copy, table.save())
    assert outcomes(result) == {"changed": 1, "unchanged": 56, "rejected": 2}, result.out
    for key in ("activities.title", "members.title"):
        assert "a picture or a symbol" in told(result, key)
