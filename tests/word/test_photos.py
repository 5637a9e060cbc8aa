"""Photos in a Word file: the same as on the page, as large, where they belong, and described."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pymupdf
import pytest
from docx import Document
from docx.oxml.ns import qn
from PIL import Image

from factsheet.build import plan
from factsheet.build.freshness import Selection
from factsheet.check.validators import docx_faults
from factsheet.core.project import Root
from factsheet.theme.measures import MM
from factsheet.typeset import copyfit
from factsheet.word import writer

from ..photos.making import FACTSHEET, PICTURES, TELLS, TURNED, change, illustrated, logo, taken
from ..validators import drawn_by_libreoffice

EMU = 12_700


def written(root: Root) -> tuple[bytes, dict[str, bytes]]:
    """Return a Word file, and the photos of its page."""
    (job,) = plan.plan(root, Selection()).jobs
    setting = copyfit.fitted(job.edition, job.theme, root, job.english).setting
    made = writer.write(setting.page, setting.theme, root, setting.laid)
    return made, {name: setting.page.pictures[name] for name in setting.page.photos}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, dict[str, bytes]]:
    return written(illustrated(tmp_path_factory.mktemp("made"), taken(turned=TURNED), logo()))


def test_it_has_the_page_s_photos_and_nothing_about_them(made: tuple[bytes, dict[str, bytes]]) -> None:
    content, photos = made
    with ZipFile(BytesIO(content)) as package:
        media = [package.read(name) for name in package.namelist() if name.startswith("word/media/")]
        everything = b"".join(map(package.read, package.namelist()))
    assert sorted(media) == sorted(photos.values())
    assert not [word for word in TELLS if word in everything]


def test_each_is_as_large_as_on_the_page_and_described(made: tuple[bytes, dict[str, bytes]]) -> None:
    found = {}
    for inline in Document(BytesIO(made[0])).element.body.iter(qn("wp:inline")):
        about, extent = inline.find(qn("wp:docPr")), inline.find(qn("wp:extent"))
        size = tuple(int(extent.get(side)) / EMU for side in ("cx", "cy"))
        found[about.get("descr")] = (about.get("name"), pytest.approx(size, abs=0.1))
    assert found == {
        "A market in Kampala": ("market.jpg", (210 * MM, 60 * MM)),
        "Example Fund": ("donor.png", (30 * MM, 15 * MM)),
    }


def test_one_as_wide_as_the_paper_goes_over_the_margins(made: tuple[bytes, dict[str, bytes]]) -> None:
    body = Document(BytesIO(made[0])).element.body
    (paragraph,) = (
        each
        for each in body.iter(qn("w:p"))
        if any(about.get("name") == "market.jpg" for about in each.iter(qn("wp:docPr")))
    )
    indent = paragraph.find(qn("w:pPr")).find(qn("w:ind"))
    assert {indent.get(qn(f"w:{side}")) for side in ("left", "right")} == {str(round(-18 * MM * 20))}


def test_two_judges_find_no_fault_in_it(made: tuple[bytes, dict[str, bytes]], tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    path.write_bytes(made[0])
    assert docx_faults(path) == []
    with pymupdf.open(drawn_by_libreoffice(path, tmp_path)) as document:
        assert len(document) == 1
        (wide, *_) = sorted((info["bbox"] for info in document[0].get_image_info()), key=lambda box: box[0])
    assert wide == pytest.approx((0, 0, 210 * MM, 60 * MM), abs=1)


def test_a_drawing_is_drawn_in_its_own_proportion(tmp_path: Path) -> None:
    root = illustrated(tmp_path, taken(1500, 1000), logo())
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><path fill="#17473f" d="M0 0h40v20H0z"/></svg>'
    (root.folder / PICTURES / "donor.svg").write_text(svg, "utf-8")
    change(root, FACTSHEET, "logo: donor.png", "logo: donor.svg")
    content, _ = written(root)
    with ZipFile(BytesIO(content)) as package:
        (name,) = (name for name in package.namelist() if name.startswith("word/media/") and name.endswith(".png"))
        image = Image.open(BytesIO(package.read(name)))
    assert image.width == pytest.approx(2 * image.height, abs=1)
    assert image.convert("RGB").getpixel((5, 5)) == (23, 71, 63)
