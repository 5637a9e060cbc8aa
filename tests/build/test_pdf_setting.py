"""factsheet.yaml says which standards the PDFs keep to; only PDFs depend on it."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from factsheet.check import differences
from factsheet.opendocument import libreoffice
from factsheet.typeset.pdf_standards import STANDARDS

from .. import seals
from ..conftest import Copy, pipeline, slow
from ..validators import pdf_faults

FACTS = "sources/factsheet.yaml"
PRESS = "press: coated"


def dates(copy: Copy) -> dict[str, int]:
    return {path.suffix: path.stat().st_mtime_ns for path in copy.made if "press" not in path.name}


@pytest.mark.parametrize("standard", ["ua-2", slow("a-3a")])
def test_a_pdf_is_made_again_in_other_standards_and_nothing_else(
    standard: str, copy: Copy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libreoffice, "program", lambda: None)  # the pages of Word files are not in question
    assert copy.build("ar", "--format", "pdf docx").status == 0
    before = dates(copy)
    copy.change(FACTS, PRESS, f"{PRESS}\npdf: {standard}")
    result = copy.build("ar", "--format", "pdf docx")
    assert result.status == 0, result.err
    after = dates(copy)
    assert (after[".docx"], after[".pdf"] > before[".pdf"]) == (before[".docx"], True)
    pdf, docx = copy.only(".pdf"), copy.only(".docx")
    assert pdf_faults(pdf, STANDARDS[standard].names) == []
    sealed = copy.root / "sealed.pdf"
    sealed.write_bytes(seals.sealer(copy.root).sealed(pdf.read_bytes(), pdf.name))
    assert pdf_faults(sealed, STANDARDS[standard].names) == []
    assert differences.between(pdf.read_bytes(), docx.read_bytes(), "rtl") == []
    checked = pipeline("check", "--lang", "ar", "--root", copy.root)
    assert "veraPDF" not in checked.out
    with pikepdf.open(pdf) as document:
        attached = {name: spec.get_file().read_bytes() for name, spec in document.attachments.items()}
    files = ("factsheet.yaml", "text/ar.yaml", "chairs/2025-france.yaml") if standard == "a-3a" else ()
    sources = {Path(file).name: (copy.root / "sources" / file).read_bytes() for file in files}
    assert attached == sources


def test_a_comment_in_an_attached_file_makes_the_pdf_again(copy: Copy) -> None:
    copy.change(FACTS, PRESS, f"{PRESS}\npdf: a-3a")
    assert copy.build("en", "--chair", "2025-france", "--format", "pdf docx").status == 0
    before = dates(copy)
    copy.change(FACTS, PRESS, f"{PRESS} # a comment")
    assert copy.build("en", "--chair", "2025-france", "--format", "pdf docx").status == 0
    after = dates(copy)
    assert (after[".docx"], after[".pdf"] > before[".pdf"]) == (before[".docx"], True)


def test_an_unknown_standard_is_refused_at_its_line(copy: Copy) -> None:
    copy.change(FACTS, PRESS, f"{PRESS}\npdf: x-4")
    result = copy.build("en")
    assert result.status == 1
    assert 'sources/factsheet.yaml:10:6: "x-4" is not a possible value for "pdf"' in result.err
    assert all(name in result.err for name in STANDARDS)
