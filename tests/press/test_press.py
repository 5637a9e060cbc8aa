"""The press PDF is the screen PDF's page in inks: its words, its places, its plates, its codes."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageCms, ImageMath

from factsheet.build import plan, worker
from factsheet.build.freshness import Selection
from factsheet.core.diagnostics import Place
from factsheet.core.project import Root
from factsheet.page import qr_codes
from factsheet.preflight import plates
from factsheet.preflight.model import bled, trim
from factsheet.preflight.runner import preflight
from factsheet.press.content_stream import painted
from factsheet.source import loader
from factsheet.text import markup
from factsheet.theme import layout, printer
from factsheet.theme.measures import MM
from factsheet.typeset import copyfit

from ..conftest import Copy, Leaflet, pipeline, slow
from ..conftest import pressed as converted
from ..validators import absent, page_texts, pdf_damage

COATED = "layouts/press/coated.yaml"
HTML, CSS, FACTS = "layouts/leaflet/page.html.j2", "layouts/leaflet/page.css.j2", "sources/factsheet.yaml"
PLATES = ("Cyan", "Magenta", "Yellow", "Black")


def ghostscript(*arguments: object) -> str:
    if not (gs := shutil.which("gs")):
        absent("Ghostscript (ghostscript)")
    command = [str(gs), "-q", "-dNOPAUSE", "-dBATCH", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def ink_in_tiff(path: Path, crop: tuple[int, int, int, int] | None = None) -> float:
    """Return the most ink in one place of a picture in four inks, in %."""
    with Image.open(path) as drawn:
        inks = [plate.convert("I") for plate in (drawn.crop(crop) if crop else drawn).split()]
    named = dict(zip("cmyk", inks, strict=True))
    total = ImageMath.lambda_eval(lambda of: of["c"] + of["m"] + of["y"] + of["k"], **named)
    return total.getextrema()[1] / 2.55


def letters(path: Path) -> list[list[tuple[str, float, float, float, float]]]:
    """Return every letter of each page with its box in pt, from the lower left corner of the trimmed sheet."""
    with pikepdf.open(path) as pdf, pypdfium2.PdfDocument(path) as document:
        found = []
        for number, page in enumerate(pdf.pages):
            left, bottom, _, _ = trim(page)
            text = document[number].get_textpage()
            boxes = [(text.get_text_range(i, 1), *text.get_charbox(i)) for i in range(text.count_chars())]
            found.append([(c, x - left, y - bottom, x2 - left, y2 - bottom) for c, x, y, x2, y2 in boxes if c.strip()])
        return found


def as_printed(path: Path, folder: Path) -> Path:
    """Return a screen PDF without its record of what was typed where capitals are printed."""
    plain = folder / path.name
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            content = page.Contents.read_bytes()
            page.Contents = pdf.make_stream(re.sub(rb"/ActualText ?(\(.*?\)|<[0-9A-Fa-f]*>)", b"", content))
        pdf.save(plain)
    return plain


# The page


def test_the_words_are_the_screen_s_but_for_what_links_became(leaflets: dict[str, Leaflet], tmp_path: Path) -> None:
    for language, leaflet in leaflets.items():
        screen, press = page_texts(as_printed(leaflet.pdf, tmp_path)), page_texts(leaflet.press)
        if language == "ar":  # without tags, the reader joins Latin words in it differently
            screen, press = ([" ".join(sorted(re.findall(r"\w+", page))) for page in each] for each in (screen, press))
        assert screen[0].split() == press[0].split()
        # The words of the links are repeated under the codes.
        more = Counter(press[1].split()) - Counter(screen[1].split())
        assert not Counter(screen[1].split()) - Counter(press[1].split())
        assert 0 < more.total() < 10
        assert set(more) <= set(screen[1].split())


def test_every_letter_stands_where_it_does_on_the_screen(leaflets: dict[str, Leaflet], tmp_path: Path) -> None:
    for leaflet in leaflets.values():
        for screen, press in zip(letters(as_printed(leaflet.pdf, tmp_path)), letters(leaflet.press), strict=True):
            places = defaultdict(list)
            for letter, *box in press:
                places[letter].append(box)
            for letter, *box in screen:
                nearest = min(max(abs(a - b) for a, b in zip(box, other, strict=True)) for other in places[letter])
                assert nearest < 0.1 * MM, (letter, box)


def shape(path: Path, number: int, folder: Path) -> Image.Image:
    """Return the trimmed sheet as a picture of what is printed, whatever its colour."""
    cut = folder / "cut.pdf"
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            page.mediabox = page.cropbox = pikepdf.Array(trim(page))
        pdf.save(cut)
    with pypdfium2.PdfDocument(cut) as document:
        return document[number].render(scale=2).to_pil().convert("L").point(lambda shade: 255 if shade < 245 else 0)


def test_cut_to_the_sheet_it_looks_as_on_the_screen(leaflets: dict[str, Leaflet], tmp_path: Path) -> None:
    for leaflet in leaflets.values():
        for number in (0, 1):
            both = [shape(path, number, tmp_path) for path in (leaflet.pdf, leaflet.press)]
            assert both[0].size == both[1].size
            differs = ImageChops.difference(*both)
            if number:  # where the codes are
                differs.paste(0, (0, round(differs.height * 231 / 297), differs.width, differs.height))
            assert differs.histogram()[255] / (differs.width * differs.height) < 0.001


def test_it_is_whole(leaflet: Leaflet) -> None:
    assert pdf_damage(leaflet.press) == []


# The plates


def test_ghostscript_sees_black_on_its_own_plate(leaflet: Leaflet) -> None:
    """On the front, the black plate has the text as well; in the screen PDF, every plate has it."""
    for path, alone in ((leaflet.press, True), (leaflet.pdf, False)):
        front = ghostscript("-sDEVICE=inkcov", "-o", "-", path).splitlines()[0]
        cyan, magenta, yellow, black = map(float, front.split()[:4])
        # The squares on the map have no magenta; in print, green text has none either, and blue no yellow.
        assert cyan - magenta == pytest.approx(0.008 if alone else 0.005, abs=0.001)
        assert (yellow < cyan / 5) == alone
        assert (black - cyan > 0.01) == alone


@pytest.fixture(scope="module")
def on_plates(leaflet: Leaflet, tmp_path_factory: pytest.TempPathFactory) -> dict[int, dict[str, Image.Image]]:
    """Return the plates of each page, at 100 dpi."""
    folder = tmp_path_factory.mktemp("plates")
    ghostscript("-sDEVICE=tiffsep", "-r100", f"-o{folder}/%d.tif", leaflet.press)
    return {
        number: {name: Image.open(folder / f"{number}({name}).tif").convert("L") for name in PLATES}
        for number in (1, 2)
    }


def inks_of(on_plates: dict[str, Image.Image], page: pypdfium2.PdfPage, box: Sequence[float]) -> dict[str, Any]:
    """Return the darkest and the lightest of a box (pt, from the lower left corner) on each plate."""
    left, bottom, right, top = box
    height = page.get_height()
    dots = tuple(round(side / 72 * 100) for side in (left, height - top, right, height - bottom))
    return {name: plate.crop(dots).getextrema() for name, plate in on_plates.items()}


def test_text_lies_on_the_black_plate_alone(leaflet: Leaflet, on_plates: dict[int, dict[str, Image.Image]]) -> None:
    with pypdfium2.PdfDocument(leaflet.press) as document:
        for number, words in ((1, "regional migration dialogue"), (1, "Luxembourg"), (2, "partner organisations met")):
            page = document[number - 1]
            text = page.get_textpage()
            first, count = text.search(words).get_next()
            assert text.count_rects(first, count) == 1
            inks = inks_of(on_plates[number], page, text.get_rect(0))
            assert inks["Black"][0] < 60  # nearly full, at 100 dpi
            for name in PLATES[:3]:  # and what is below it continues under it
                assert inks[name][0] == inks[name][1], (words, name, inks[name])


def test_the_squares_before_names_are_as_green_as_the_names(
    leaflet: Leaflet, on_plates: dict[int, dict[str, Image.Image]]
) -> None:
    """They were black: below 9 pt, type in several inks is."""
    with pypdfium2.PdfDocument(leaflet.press) as document:
        page = document[0]
        text = page.get_textpage()
        first, count = text.search("Eritrea").get_next()
        assert text.count_rects(first, count) == 1
        left, bottom, _, top = text.get_rect(0)
        inks = inks_of(on_plates[1], page, (left - 10, bottom, left - 2, top))
    assert inks["Magenta"][0] == 255
    assert max(inks[name][0] for name in ("Cyan", "Yellow")) < 100
    assert 100 < inks["Black"][0] < 160  # half of it


def test_no_place_has_more_ink_than_the_paper_takes(leaflet: Leaflet, project: Root, tmp_path: Path) -> None:
    """With what overprints added to what is below, by Ghostscript and by preflight's own plates."""
    ghostscript("-sDEVICE=tiff32nc", "-r150", f"-o{tmp_path}/%d.tif", leaflet.press)
    limit = printer.load(project, "coated", Place("x")).wishes.ink_limit
    content = leaflet.press.read_bytes()
    with pikepdf.open(leaflet.press) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            left, bottom, right, top = (round(side / 72 * 150) for side in bled(page))
            height = round(float(page.mediabox[3]) / 72 * 150)
            crop = left + 1, height - top + 1, right - 1, height - bottom - 1
            seen = ink_in_tiff(tmp_path / f"{number}.tif", crop)
            assert 200 < seen < limit
            assert plates.heaviest(content, number, bled(page), limit) == (pytest.approx(seen, abs=1), None)


def test_the_inks_look_as_the_screen_does(project: Root) -> None:
    """Seen through the profile, each colour is close to its twin (CIE76, on paper as it is)."""
    look = layout.load(project)
    press = ImageCms.getOpenProfile(str(project.press / "FOGRA39L_coated.icc"))
    screen, lab = ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB")
    seen = [
        ImageCms.buildTransform(profile, lab, mode, "LAB", renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC)
        for profile, mode in ((screen, "RGB"), (press, "CMYK"))
    ]
    for name, colour in {**look.colours, **look.accents}.items():
        rgb = tuple(int(colour.screen[at : at + 2], 16) for at in (1, 3, 5))
        cmyk = tuple(round(part * 2.55) for part in colour.press)
        both = []
        for transform, mode, value in ((seen[0], "RGB", rgb), (seen[1], "CMYK", cmyk)):
            dot = ImageCms.applyTransform(Image.new(mode, (1, 1), value), transform)
            assert dot is not None
            lightness, a, b = dot.getpixel((0, 0))  # type: ignore[misc]
            both.append((lightness / 2.55, a, b))
        apart = sum((one - other) ** 2 for one, other in zip(*both, strict=True)) ** 0.5
        # Words and hairlines in black alone are neutral, where the screen's have a hint of blue.
        assert apart < (14 if name in ("ink", "grey", "line") else 8), (name, apart)


# Links


def test_the_codes_lead_where_the_links_do(leaflets: dict[str, Leaflet], project: Root) -> None:
    import zxingcpp

    links = loader.load(project).facts["links"]
    for leaflet in leaflets.values():
        with pypdfium2.PdfDocument(leaflet.press) as document:
            drawn = document[1].render(scale=4).to_pil()
        assert {code.text for code in zxingcpp.read_barcodes(drawn)} == {links["linkedin"], links["conference"]}


def test_an_address_that_is_shown_gets_no_code(project: Root) -> None:
    look = layout.load(project)

    def of(text: str) -> list[str]:
        links = {"x": "https://www.example.org/", "mail": "mailto:a@example.org", "page": "https://example.org/page"}
        filled = markup.read(text).filled({}, links)
        return [code.address for code in qr_codes.codes({"a.b": filled}, look, project)]

    assert of("[www.example.org](#x), [a@example.org](#mail), [Example.org/page](#page)") == []
    assert of("[here](#x) and [there](#x), [example.org](#page)") == [
        "https://www.example.org/",
        "https://example.org/page",
    ]


def test_a_code_is_large_enough_to_be_read(copy: Copy) -> None:
    copy.change(FACTS, "https://www.linkedin.com/company/khartoum-process", "https://example.org/" + "long" * 80)
    result = copy.build()
    assert result.status == 1
    assert "would have dots of 0.2" in result.err
    assert 'set a larger width under "code" in theme.yaml, or give the link a shorter address' in result.err


def test_a_leaflet_without_links_has_no_codes(project: Root) -> None:
    assert qr_codes.codes({"a.b": markup.read("plain")}, layout.load(project), project) == []


@pytest.mark.parametrize(
    ("words", "under"),
    [
        ("Déclaration du Caire", "Déclaration du\N{NO-BREAK SPACE}Caire"),
        ("Cairo Action Plan", "Cairo Action Plan"),
        ("La Conférence", "La Conférence"),
    ],
)
def test_no_line_under_a_code_ends_with_a_short_word(words: str, under: str, project: Root) -> None:
    text = markup.read(f"[{words}](#x)").filled({}, {"x": "https://www.example.org"})
    (code,) = qr_codes.codes({"a.b": text}, layout.load(project), project)
    assert code.words == (under,)


# What the printer wants


def pressed(copy: Copy) -> Path:
    result = copy.build("", "--format", "press")
    assert result.status == 0, result.err
    return copy.only("-press.pdf")


def verdicts(copy: Copy, name: str = "coated") -> dict[str, list[str]]:
    root = Root(copy.root)
    page = layout.load(root).page
    found = preflight(
        pressed(copy).read_bytes(), "press", printer.load(root, name, Place("x")), (page.width, page.height)
    )
    return {verdict.check: [str(fault) for fault in verdict.faults] for verdict in found if verdict.faults}


@pytest.mark.parametrize("bleed", ["2mm", slow("5mm")])
def test_the_bleed_is_a_setting(bleed: str, copy: Copy) -> None:
    copy.change(COATED, "bleed: 3mm ", f"bleed: {bleed} ")
    for setting in ("slug", "colour_bar"):  # which keep outside any bleed
        copy.change(COATED, f"{setting}: false ", f"{setting}: true ")
    assert verdicts(copy) == {}
    with pikepdf.open(copy.only("-press.pdf")) as pdf:
        assert sum(each.box[3] < bled(pdf.pages[0])[1] and each.kind == "fill" for each in painted(pdf.pages[0])) == 18
        outer, inner = pdf.pages[0].obj.BleedBox, pdf.pages[0].obj.TrimBox
        assert abs(float(inner[0] - outer[0]) / MM - float(bleed[0])) < 0.01


@pytest.mark.parametrize(("marks", "lines"), [slow("crop and registration", 20), slow("crop", 8), ("none", 0)])
def test_the_marks_are_a_setting(marks: str, lines: int, copy: Copy) -> None:
    copy.change(COATED, "marks: crop and registration ", f"marks: {marks} ")
    assert verdicts(copy) == {}
    with pikepdf.open(copy.only("-press.pdf")) as pdf:
        page = pdf.pages[0]
        assert len([each for each in painted(page) if each.colour.space == "Separation"]) == lines
        assert (page.obj.MediaBox == page.obj.BleedBox) == (marks == "none")


def test_a_printer_s_own_profile(copy: Copy) -> None:
    own = copy.root / "layouts/press/PSOcoated_v3.icc"
    profile = bytearray((copy.root / "layouts/press/FOGRA39L_coated.icc").read_bytes())
    profile[-1] ^= 1
    own.write_bytes(profile)
    other = copy.root / "layouts/press/house.yaml"
    text = (copy.root / COATED).read_text("utf-8").replace("FOGRA39L_coated.icc", own.name)
    text = text.replace("condition: FOGRA39 ", "condition: House coated ").replace("registry: http", "# http")
    other.write_text(text, "utf-8")
    copy.change(FACTS, "press: coated", "press: house")
    assert verdicts(copy, "house") == {}
    with pikepdf.open(copy.only("-press.pdf")) as pdf:
        assert pdf.Root.OutputIntents[0].DestOutputProfile.read_bytes() == bytes(profile)
    assert set(verdicts(copy, "coated")) == {"output intent"}
    assert "unchanged" in copy.build("", "--format", "press").out
    own.write_bytes(profile + b"\0\0\0\0")
    assert "made" in copy.build("", "--format", "press").out


def test_only_the_press_pdf_is_made_for_another_printer(copy: Copy) -> None:
    assert copy.build("", "--format", "pdf press").status == 0
    before = {path.name: path.stat().st_mtime_ns for path in copy.made}
    copy.change(COATED, "bleed: 3mm ", "bleed: 4mm ")
    assert "made" in copy.build("", "--format", "pdf press").out
    after = {path.name: path.stat().st_mtime_ns for path in copy.made}
    assert [name for name in after if after[name] != before[name]] == [copy.only("-press.pdf").name]


WISHES = {
    "an unknown key": ("marks: crop and registration", "mark: crop", 'unknown key "mark"; did you mean "marks"?'),
    "too much bleed": (
        "bleed: 3mm ",
        "bleed: 8mm ",
        ":9:8: 8 mm is not allowed here; write a length from 2mm to 5mm",
    ),
    "a condition that the profile does not have": (
        "condition: FOGRA39 ",
        "condition: FOGRA51 ",
        'FOGRA39L_coated.icc is named "FOGRA39L Coated", which does not mention FOGRA51',
    ),
    "a registered condition without its registry": (
        "registry: http",
        "# http",
        'FOGRA39 is a name from the ICC\'s registry, but no registry is given; add a line "registry: http://www.color.org"',
    ),
    "no length": ("bleed: 3mm ", "bleed: 3 ", '"3" is not a length'),
    "another standard": ("PDF/X-4", "PDF/X-1a", '"PDF/X-1a" is not a possible value for "standard"'),
    "a profile that is not there": (
        "FOGRA39L_coated.icc",
        "none.icc",
        "the profile layouts/press/none.icc cannot be used: this file is missing",
    ),
    "a profile that is none": ("FOGRA39L_coated.icc", "coated.yaml", "is not an ICC profile for a press"),
    "no such printer": (None, "press: coted", '"coted" has no file layouts/press/coted.yaml; did you mean "coated"?'),
}


@pytest.mark.parametrize("case", WISHES)
def test_a_wish_that_cannot_be_is_named_where_it_stands(case: str, copy: Copy) -> None:
    old, new, says = WISHES[case]
    if old is None:
        copy.change(FACTS, "press: coated", new)
    else:
        copy.change(COATED, old, new)
    result = copy.build()
    assert result.status == 1
    assert says in result.err
    assert "Traceback" not in result.err
    assert (FACTS if old is None else f"{COATED}:") in result.err
    assert copy.made == []


# What has no place in print

SVG = "layouts/leaflet/pictures/email.svg"


def styled(style: str) -> tuple[str, str]:
    return "<h2>{{ text.lead.title }}", f'<h2 style="{style}">{{{{ text.lead.title }}}}'


REFUSED = {
    "too much ink": (
        "layouts/leaflet/theme.yaml",
        "press: [80, 45, 10, 35]",
        "press: [95, 95, 60, 60]",
        "the colour #34618a with 310% ink",
    ),
    "a colour of its own": (
        HTML,
        "<h2>{{ text.lead.title }}",
        '<h2 style="color: #ff0000">{{ text.lead.title }}',
        "the colour #ff0000",
    ),
    "a transparency": (
        HTML,
        "<h2>{{ text.lead.title }}",
        '<h2 style="opacity: .5">{{ text.lead.title }}',
        "something transparent",
    ),
    "a gradient": (
        HTML,
        *styled("background: linear-gradient(#fff, #eee)"),
        "a gradient",
    ),
    "a colour in a picture": (SVG, 'stroke="{{ colours.accent }}"', 'stroke="#123456"', "the colour #123456"),
}


@pytest.mark.parametrize("case", [slow(case) if case in ("a gradient", "a transparency") else case for case in REFUSED])
def test_what_has_no_inks_is_refused(case: str, copy: Copy) -> None:
    *change, says = REFUSED[case]
    copy.change(*change)
    result = copy.build("", "--format", "press")
    assert result.status == 1
    assert says in result.err
    assert "cannot be printed" in result.err
    assert copy.made == []


def test_on_a_screen_all_of_that_may_be(copy: Copy) -> None:
    for case in ("too much ink", "a colour in a picture"):
        copy.change(*REFUSED[case][:3])
    copy.change(HTML, *styled("color: #ff0000; opacity: .5; background: linear-gradient(#fff, #eee)"))
    assert copy.build("", "--format", "pdf").status == 0


def test_two_inks_for_one_colour_are_refused(copy: Copy) -> None:
    copy.change(
        "layouts/leaflet/theme.yaml",
        'sand: {screen: "#e0a03c", press: [10, 40, 85, 0]}',
        'sand: {screen: "#e0a03c", press: [10, 41, 85, 0]}',
    )
    result = copy.build()
    assert result.status == 1
    assert 'accent and sand look the same on the screen ("#e0a03c"), but not in print' in result.err


@pytest.mark.parametrize("press", ["[0, 0, 0]", "[0, 0, 0, 101]", "black", "[a, b, c, d]"])
def test_what_are_no_inks(press: str, copy: Copy) -> None:
    copy.change("layouts/leaflet/theme.yaml", "press: [0, 0, 0, 100]", f"press: {press}")
    result = copy.build()
    assert result.status == 1
    assert (
        "this is not a colour for the press; write cyan, magenta, yellow and black in %: [95, 60, 10, 50]" in result.err
    )


# Every edition


@pytest.mark.parametrize("language", [slow("en-XA"), slow("el"), "am"])
def test_every_edition_is_ready_for_press(language: str, copy: Copy) -> None:
    """Long ones too, whose text is set small, and those with the marks of what is missing, or too long.

    Of these, which are drafts, no press PDF is offered: here they are made without the word across them.
    """
    if language in ("el", "am"):
        assert pipeline("language", language, "--root", copy.root).status == 0
    root = Root(copy.root)
    (job,) = plan.plan(root, Selection(("2025-france",), (language,))).jobs
    job = replace(job, edition=replace(job.edition, watermark=""))
    fitted = copyfit.fitted(job.edition, job.theme, root, job.english)
    setting, problems = worker.settled(job, fitted)
    assert not problems
    page = layout.load(root).page
    found = preflight(
        converted(job, setting),
        "press",
        printer.load(root, "coated", Place("x")),
        (page.width, page.height),
    )
    assert {verdict.check for verdict in found if verdict.faults} == set()
