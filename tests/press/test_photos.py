"""Photos in a press PDF: their inks on the plates, their bleed and sharpness, and nothing of what their files say."""

from __future__ import annotations

import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pikepdf
import pymupdf
import pypdfium2
import pytest
from PIL import Image, ImageMath

from factsheet.build import plan, worker
from factsheet.build.freshness import Selection
from factsheet.build.plan import RenderJob
from factsheet.core.diagnostics import Problems
from factsheet.core.project import Root
from factsheet.preflight import plates
from factsheet.preflight.model import bled, trim
from factsheet.preflight.runner import preflight
from factsheet.theme.measures import MM
from factsheet.typeset import copyfit

from ..conftest import pressed
from ..photos import making
from ..photos.making import PAGE, PICTURES, TELLS, THEME, TURNED, change, illustrated, logo, saved, scene, taken
from ..validators import absent

LIMIT = 300
# A photo that is just sharp enough for the head of the page, in dots.
SIZE = 2010, 1340


def job_of(root: Root) -> RenderJob:
    planned = plan.plan(root, Selection())
    assert not planned.problems
    (job,) = planned.jobs
    return job


def printed(root: Root) -> bytes:
    """Return the press PDF of a factsheet."""
    job = job_of(root)
    fitted = copyfit.fitted(job.edition, job.theme, root, job.english)
    setting, problems = worker.settled(job, fitted)
    assert not problems
    return pressed(job, setting)


def refused(root: Root) -> str:
    with pytest.raises(Problems) as found:
        printed(root)
    return str(found.value)


def faults(content: bytes, root: Root) -> list[str]:
    job = job_of(root)
    sheet = job.theme.page.width, job.theme.page.height
    found = preflight(content, "x.pdf", job.printer, sheet, job.theme.page.clear, sides=1)
    return [f"{each.check}: {fault}" for each in found for fault in each.faults]


def images(content: bytes) -> list[tuple[pikepdf.Object, str, Image.Image]]:
    """Return the images in a PDF, wherever they are, each with its colour space and as it is read."""
    with pikepdf.open(BytesIO(content)) as pdf:
        return [
            (dict(each.items()), str(each.ColorSpace), pikepdf.PdfImage(each).as_pil_image().copy())
            for each in pdf.objects
            if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"
        ]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Root, bytes]:
    """Make a factsheet with a dark photo that lay on its side, and a logo."""
    root = illustrated(tmp_path_factory.mktemp("made"), taken(*SIZE, TURNED), logo())
    return root, printed(root)


def test_it_passes_the_preflight(made: tuple[Root, bytes]) -> None:
    root, content = made
    assert faults(content, root) == []


def test_there_is_no_other_image_than_those_in_inks(made: tuple[Root, bytes]) -> None:
    found = images(made[1])
    assert [space for _, space, _ in found] == ["/DeviceCMYK"] * 2
    with pymupdf.open(stream=made[1]) as document:
        seen = document[0].get_images(full=True)
    assert {each[5] for each in seen} == {"DeviceCMYK"}
    assert len(seen) == 2


def test_nothing_says_where_or_with_what_it_was_taken(made: tuple[Root, bytes]) -> None:
    with pikepdf.open(BytesIO(made[1])) as pdf:
        plain = BytesIO()
        pdf.save(plain, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.generalized)
    for content in (made[1], plain.getvalue()):
        assert not [word for word in [*TELLS, b"sRGB"] if word in content]


def test_it_is_the_same_each_time(made: tuple[Root, bytes]) -> None:
    assert printed(made[0]) == made[1]


def dark(folder: Path) -> Root:
    """Return a factsheet with a photo that has more ink than any paper takes, if the profile has its way."""
    return illustrated(folder, saved(making.dark(*SIZE), quality=95), logo())


def test_no_place_has_more_ink_than_the_paper_takes(tmp_path: Path) -> None:
    root = dark(tmp_path)
    content = printed(root)
    assert faults(content, root) == []
    with pikepdf.open(BytesIO(content)) as pdf:
        area = bled(pdf.pages[0])
    total, _ = plates.heaviest(content, 1, area, LIMIT)
    assert 250 < total <= LIMIT + 0.5
    change(root, "layouts/press/coated.yaml", "ink_limit: 300", "ink_limit: 260")
    less = printed(root)
    assert plates.heaviest(less, 1, area, 260)[0] <= 260.5
    assert [fault for fault in faults(content, root) if fault.startswith("ink")]  # of the one for more ink


def test_ghostscript_s_plates_have_no_more_ink_either(tmp_path: Path) -> None:
    if not (gs := shutil.which("gs")):
        absent("Ghostscript (ghostscript)")
    path = tmp_path / "press.pdf"
    path.write_bytes(printed(dark(tmp_path / "project")))
    command = [str(gs), "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiff32nc", "-r150", "-dUseTrimBox"]
    subprocess.run([*command, f"-sOutputFile={tmp_path}/all.tif", str(path)], check=True, capture_output=True)
    with Image.open(tmp_path / "all.tif") as drawn:
        inks = dict(zip("cmyk", (plate.convert("I") for plate in drawn.split()), strict=True))
    total = ImageMath.lambda_eval(lambda of: of["c"] + of["m"] + of["y"] + of["k"], **inks)
    assert 250 < total.getextrema()[1] / 2.55 <= LIMIT + 1


def drawn(content: bytes, scale: float = 2) -> tuple[Image.Image, tuple[float, ...], tuple[float, ...]]:
    """Return a page as it is seen, and its trimmed and bled sheet in pixels from the upper left."""
    with pikepdf.open(BytesIO(content)) as pdf:
        page = pdf.pages[0]
        height = float(page.mediabox[3])
        boxes = [
            tuple(round(side * scale) for side in (left, height - top, right, height - bottom))
            for left, bottom, right, top in (trim(page), bled(page))
        ]
    with pypdfium2.PdfDocument(content) as document:
        return document[0].render(scale=scale).to_pil().convert("RGB"), *boxes


def test_a_photo_runs_over_the_edge_and_is_where_it_is_on_the_screen(made: tuple[Root, bytes]) -> None:
    image, sheet, outer = drawn(made[1])
    # Its left upper part is red, and so is what runs over the edges there.
    for x, y in ((outer[0] + 1, outer[1] + 1), (sheet[0] + 30, outer[1] + 1), (outer[0] + 1, sheet[1] + 30)):
        red, green, blue = image.getpixel((x, y))
        assert red > 180 > 80 > max(green, blue), (x, y)
    assert image.getpixel((outer[2] - 2, outer[1] + 2)) != (255, 255, 255)
    assert image.getpixel((outer[2] + 3, outer[1] + 60)) == (255, 255, 255)
    job = job_of(made[0])
    setting = copyfit.fitted(job.edition, job.theme, made[0], job.english).setting
    from factsheet.theme import fonts
    from factsheet.typeset import pdf

    screen = pdf.write(setting.document, setting.page, "x", fonts.of_theme(job.theme, made[0]))
    with pypdfium2.PdfDocument(screen) as document:
        seen = document[0].render(scale=2).to_pil().convert("RGB")
    cut = image.crop((sheet[0], sheet[1], sheet[2], sheet[1] + 300))
    # The red ends at the same places, whatever the inks make of it.
    for along in ("x", "y"):
        ends = []
        for each in (cut, seen):
            line = [each.getpixel((at, 20) if along == "x" else (20, at)) for at in range(min(each.size))]
            ends.append(next(at for at, (red, green, blue) in enumerate(line) if max(green, blue) > 80 or red < 120))
        assert abs(ends[0] - ends[1]) <= 1, (along, ends)


def test_one_at_the_edge_that_keeps_nothing_for_it_is_refused(tmp_path: Path) -> None:
    root = illustrated(tmp_path, taken(*SIZE), logo())
    change(root, THEME, ", bleed: true}", "}")
    assert "let it bleed (bleed: true)" in refused(root)
    change(root, THEME, "hero: {width: 210mm", "hero: {width: 174mm")
    css = root.folder / "layouts/starter/base.css.j2"
    moved = "p.picture img { margin-inline: -18mm; width: 210mm !important;"
    css.write_text(css.read_text("utf-8").replace("p.picture img {", moved), "utf-8")
    said = refused(root)
    assert "sources/pictures/market.jpg: this photo reaches the edge of the sheet, and there is nothing left" in said
    assert 'write "bleed: true" for it under photos' in said


def test_a_photo_of_90_dots_per_inch_is_refused_by_name(tmp_path: Path) -> None:
    # 220 mm of it are printed over 210 mm: 5 mm are kept on each side.
    root = illustrated(tmp_path, taken(round(220 / 25.4 * 90), 600), logo())
    said = refused(root)
    says = "sources/pictures/market.jpg: this photo has 90 dots per inch at 210 x 60 mm; for coated it needs 225"
    assert says in said
    wide = int(re.search(r"use one that is (\d+) pixels wide", said)[1])
    (root.folder / PICTURES / "market.jpg").write_bytes(taken(wide, 800))
    assert faults(printed(root), root) == []


def test_a_printer_may_want_more_dots_than_usual(tmp_path: Path) -> None:
    root = illustrated(tmp_path, taken(3060, 1530), logo())
    change(root, "layouts/press/coated.yaml", "resolution: 225", "resolution: 350")
    assert faults(printed(root), root) == []


def test_all_that_are_too_coarse_are_named_at_once(tmp_path: Path) -> None:
    root = illustrated(tmp_path, taken(600, 400), logo(120, 60))
    said = refused(root)
    assert "market.jpg" in said
    assert "donor.png" in said


def test_a_grey_photo_is_on_the_black_plate_alone(tmp_path: Path) -> None:
    root = illustrated(tmp_path, saved(scene(*SIZE).convert("L")), logo())
    content = printed(root)
    assert faults(content, root) == []
    assert sorted(space for _, space, _ in images(content)) == ["/DeviceCMYK", "/DeviceGray"]


def test_an_image_in_the_colours_of_a_screen_is_still_a_fault(made: tuple[Root, bytes]) -> None:
    root, content = made
    with pikepdf.open(BytesIO(content)) as pdf:
        photo = next(each for each in pdf.objects if isinstance(each, pikepdf.Stream) and "/Decode" in each)
        size = int(photo.Width), int(photo.Height)
        del photo.Decode
        photo.write(saved(scene(*size)), filter=pikepdf.Name.DCTDecode)
        photo.ColorSpace = pikepdf.Name.DeviceRGB
        changed = BytesIO()
        pdf.save(changed)
    found = faults(changed.getvalue(), root)
    assert any("a picture is in DeviceRGB instead of the press inks" in each for each in found)


def test_the_same_photo_twice_is_made_once_for_each_place(tmp_path: Path) -> None:
    root = illustrated(tmp_path, taken(*SIZE), logo())
    change(root, PAGE, "<h2>{{ text.what.title }}", "{{ again }}<h2>{{ text.what.title }}")
    again = '<p class="picture"><img class="photo logo" src="{{ photo(facts.logo, \'logo\') }}" alt="Example Fund"></p>'
    change(root, PAGE, "{{ again }}", again)
    content = printed(root)
    assert len(images(content)) == 2
    with pymupdf.open(stream=content) as document:
        places = [document[0].get_image_rects(each[0]) for each in document[0].get_images()]
    assert sorted(map(len, places)) == [1, 2]
    wide = max((rect for each in places for rect in each), key=lambda rect: rect.width)
    assert wide.width == pytest.approx(216 * MM, abs=0.1)  # 210 mm, and 3 mm on each side
    assert wide.height == pytest.approx(63 * MM, abs=0.1)  # 3 mm above
