"""Fonts are whole before anything is set in them, and no others ever end up in a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from io import BytesIO
from pathlib import Path
from uuid import UUID
from zipfile import ZipFile

import pikepdf
import pytest
from fontTools.pens.boundsPen import ControlBoundsPen
from fontTools.ttLib import TTFont
from lxml import etree

from factsheet.build import plan
from factsheet.build.freshness import Selection
from factsheet.core.diagnostics import Problems
from factsheet.core.project import Root
from factsheet.edition import letterforms
from factsheet.theme import fonts, layout
from factsheet.typeset import pdf
from factsheet.typeset.copyfit import at

from ..conftest import REPOSITORY, Copy, Leaflet, pipeline, slow
from ..reading import docx_text

REGULAR = "fonts/NotoSans-Regular.ttf"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def emptied(path: Path, *names: str) -> None:
    """Take the outlines of some glyphs away, and write the font again: every checksum is right."""
    font = TTFont(path, recalcBBoxes=False)
    for name in names:
        font["glyf"][name].numberOfContours = 0
        font["glyf"][name].coordinates = []
    font.save(path)


def renamed(path: Path) -> None:
    font = TTFont(path, recalcBBoxes=False)
    for record in font["name"].names:
        if record.nameID in (1, 16):
            record.string = "Noto Sans Other"
    font.save(path)


def flipped(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)


def without(path: Path, table: str) -> None:
    font = TTFont(path, recalcBBoxes=False)
    del font[table]
    font.save(path)


def pointless(path: Path) -> None:
    """Draw a glyph as a line there and back, and say that it is as large as it was."""
    font = TTFont(path, recalcBBoxes=False)
    font["glyf"]["v"].coordinates = type(font["glyf"]["v"].coordinates)(
        [(0, 0) if number % 2 else (500, 500) for number in range(len(font["glyf"]["v"].coordinates))]
    )
    font.save(path)


def itself(path: Path) -> None:
    """Make a glyph of itself: the outline that its head promises is never drawn."""
    font = TTFont(path)
    font["glyf"]["v"] = font["glyf"]["eacute"]
    for component in font["glyf"]["v"].components:
        component.glyphName = "v"
    font.recalcBBoxes = False
    font.save(path)


def narrowed(path: Path) -> None:
    font = TTFont(path, recalcBBoxes=False)
    for name in font.getGlyphOrder():
        font["hmtx"][name] = (0, font["hmtx"][name][1])
    font.save(path)


BROKEN: dict[str, tuple[Callable[[Path], object], str]] = {
    "cut in half": (lambda path: path.write_bytes(path.read_bytes()[:300_000]), "it is damaged"),
    "a little less": (lambda path: path.write_bytes(path.read_bytes()[:-100]), "it is damaged"),
    "a byte that is wrong": (flipped, "it is damaged (bad checksum"),
    "empty": (lambda path: path.write_bytes(b""), "it is damaged"),
    "text": (lambda path: path.write_text("a font"), "it is damaged"),
    "no map of letters": (lambda path: without(path, "cmap"), "it has no table cmap"),
    "no outlines": (lambda path: (without(path, "glyf"), without(path, "loca")), "it has no outlines"),
    "another family": (renamed, 'is "Noto Sans Other"; it should be "Noto Sans"'),
    "no v": (lambda path: emptied(path, "v"), 'draws nothing for "v" in'),
    "a v without ink": (pointless, 'draws nothing for "v" in'),
    "a v made of itself": (itself, 'draws nothing for "v" in'),
    "letters on one another": (narrowed, "does not space the letters properly in"),
}


# Read no further than others: what is cut off, and what is no font.
ALIKE = ("a little less", "text")


@pytest.mark.parametrize("case", [slow(case) if case in ALIKE else case for case in BROKEN])
def test_a_font_that_is_not_whole_is_not_used(case: str, copy: Copy) -> None:
    spoil, says = BROKEN[case]
    spoil(copy.root / REGULAR)
    pipeline("fonts", "--root", copy.root)  # it does not help that somebody has accepted it
    result = copy.build("en")
    assert result.status == 1
    assert says in result.err
    assert "nothing was written" in result.err
    if case in ("cut in half", "no v"):  # found in the font itself, and in an edition
        assert pipeline("check", "--root", copy.root).status == 1


def test_every_font_is_the_one_that_was_accepted(project: Root) -> None:
    assert (project.fonts / fonts.ACCEPTED).read_text("utf-8") == fonts.accepting(project)


def test_a_whole_font_that_draws_another_letter_is_not_used(copy: Copy) -> None:
    """No program sees that a "v" looks like an "x": the font is not the one that was accepted."""
    root = Root(copy.root)
    font = TTFont(copy.root / REGULAR)
    font["glyf"]["v"] = font["glyf"]["x"]
    font.save(copy.root / REGULAR)
    assert fonts.fault((copy.root / REGULAR).read_bytes()) == ""
    result = copy.build("en")
    assert result.status == 1
    assert "fonts/NotoSans-Regular.ttf is not the font that was accepted" in result.err
    assert "make fonts" in result.err
    assert pipeline("fonts", "--root", copy.root).status == 0
    assert layout.load(root)


def test_a_font_that_is_replaced_in_place_is_read_anew(copy: Copy) -> None:
    """Fonts are remembered by what is in them: a preview, or a check, continues in the same process."""
    root = Root(copy.root)
    wider, (before, *_) = copy.root / REGULAR, widths(root)
    font = TTFont(wider)
    for name in font.getGlyphOrder():
        font["hmtx"][name] = (font["hmtx"][name][0] + 20, font["hmtx"][name][1])
    content = BytesIO()
    font.save(content)
    wider.write_bytes(content.getvalue())
    assert pipeline("fonts", "--root", copy.root).status == 0
    (after, *_) = widths(root)
    assert after > before + 1
    for table in font["cmap"].tables:
        table.cmap.pop(ord("k"), None)
    font.save(wider)
    assert pipeline("fonts", "--root", copy.root).status == 0
    (found, *_) = plan.plan(root, Selection(("2025-france",), ("en",), ("pdf",))).problems
    assert 'no font has "k"' in found.what


def widths(root: Root) -> list[float]:
    """Return how wide the first lines of the texts in the regular font are in a leaflet."""
    (job,) = plan.plan(root, Selection(("2025-france",), ("en",), ("pdf",))).jobs
    setting = at(job.edition, job.theme, root, job.theme.sizes[-1])
    assert pdf.write(setting.document, setting.page, "x", fonts.of_theme(job.theme, root))
    return [text.lines[0].width for text in setting.texts if text.tag == "li" and text.words == "Austria"]


def test_no_font_is_accepted_by_default(copy: Copy) -> None:
    (copy.root / "fonts" / fonts.ACCEPTED).unlink()
    with pytest.raises(Problems, match="fonts/SHA256SUMS: this file is missing; restore it, or, if you trust"):
        layout.load(Root(copy.root))


def test_a_font_that_is_not_whole_cannot_be_accepted(copy: Copy) -> None:
    before = (copy.root / "fonts" / fonts.ACCEPTED).read_bytes()
    flipped(copy.root / REGULAR)
    result = pipeline("fonts", "--root", copy.root)
    assert result.status == 1
    assert f"{REGULAR}: it cannot be used: it is damaged" in result.err
    assert (copy.root / "fonts" / fonts.ACCEPTED).read_bytes() == before


def test_a_ligature_that_is_empty_is_found() -> None:
    """What a reader saw as "the ve domains": its letters are there, and what is printed for both is not."""
    font = with_ligature("f", "i")
    assert letterforms.hollow(font, ("five", "domains"), frozenset()) == (("five", 'draws nothing for "fi" in'),)
    assert letterforms.hollow(font, ("five",), frozenset({"f_i"})) == ()  # empty on purpose, as theme.yaml says
    assert letterforms.hollow(font, ("a b", "a\u200db", "\u00ad"), frozenset()) == ()  # a space draws nothing


def with_ligature(*letters: str) -> bytes:
    """Return a font with a ligature that draws nothing."""
    from fontTools.feaLib.builder import addOpenTypeFeaturesFromString

    font = TTFont(Root(REPOSITORY).fonts / "NotoSans-Regular.ttf")
    name = "_".join(letters)
    if name not in font.getGlyphOrder():
        font.setGlyphOrder([*font.getGlyphOrder(), name])
        font["glyf"][name] = type(font["glyf"]["space"])()
        font["hmtx"][name] = (600, 0)
    else:
        font["glyf"][name] = type(font["glyf"]["space"])()
    for tag in ("GSUB", "GPOS", "GDEF"):
        del font[tag]
    addOpenTypeFeaturesFromString(font, f"feature liga {{ sub {' '.join(letters)} by {name}; }} liga;")
    result = BytesIO()
    font.save(result)
    return result.getvalue()


def test_every_font_of_the_project_is_whole(project: Root) -> None:
    for font in fonts.of_theme(layout.load(project), project):
        assert fonts.fault(font) == ""


CONFIGURATIONS = {
    "missing": None,
    "of the machine": b'<fontconfig><dir>/usr/share/fonts</dir><dir prefix="relative">.</dir></fontconfig>',
    "another's": b"<fontconfig><include>/etc/fonts/fonts.conf</include></fontconfig>",
    "aliases": b'<fontconfig><dir prefix="relative">.</dir><alias><family>Noto Sans</family></alias></fontconfig>',
    "an entity": b'<!DOCTYPE x [<!ENTITY e "/usr">]><fontconfig><dir prefix="relative">.&e;</dir></fontconfig>',
    "no XML": b"<fontconfig>",
}


@pytest.mark.parametrize("case", CONFIGURATIONS)
def test_a_configuration_that_leads_elsewhere_is_refused(case: str, copy: Copy) -> None:
    path = copy.root / "fonts/fonts.conf"
    path.unlink()
    if content := CONFIGURATIONS[case]:
        path.write_bytes(content)
    result = copy.build("en", "--format", "pdf")
    assert result.status == 1
    assert "fonts/fonts.conf" in result.err
    assert copy.made == []


def test_a_font_that_is_not_the_theme_s_is_found_in_what_is_written(project: Root) -> None:
    """The last look, whatever fontconfig has chosen: one font fewer is allowed than the page was set in."""
    (job,) = plan.plan(project, Selection(("2025-france",), ("en",), ("pdf",))).jobs
    setting = at(job.edition, job.theme, job.root, job.theme.sizes[0])
    allowed = fonts.of_theme(job.theme, project)
    regular = fonts.read(project, "NotoSans-Regular.ttf")
    assert pdf.write(setting.document, setting.page, "x", allowed)
    for write in (pdf.write, pdf.untagged):
        with pytest.raises(Problems, match='the font "Noto Sans" was used, but it is not one of the theme\'s files'):
            write(setting.document, setting.page, "x", tuple(font for font in allowed if font != regular))


def test_another_font_of_the_same_name_is_found(copy: Copy) -> None:
    """Of two that claim one name, fontconfig may take either; if it is the wrong one, nothing is written."""
    font = TTFont(copy.root / REGULAR)
    font["head"].fontRevision = 99.0
    font["glyf"]["v"] = font["glyf"]["x"]
    font.save(copy.root / "fonts/A-NotoSans-Regular.ttf")
    (copy.root / REGULAR).rename(copy.root / "fonts/ZNotoSans-Regular.ttf")
    assert pipeline("fonts", "--root", copy.root).status == 0
    copy.change("layouts/leaflet/theme.yaml", "    regular: NotoSans-Regular.ttf", "    regular: ZNotoSans-Regular.ttf")
    result = copy.build("en", "--format", "pdf")
    if result.status:
        assert 'the font "Noto Sans" was used, but it is not one of the theme\'s files' in result.err
        assert copy.made == []
    else:
        assert {name for name, _ in in_pdf(copy.only(".pdf"))} <= {"Noto-Sans", "Noto-Sans-Bold", "Noto-Sans-Light"}


# A second witness: outlines, read out of the finished files by fontTools, against those in fonts/


def in_pdf(path: Path) -> list[tuple[str, TTFont]]:
    with pikepdf.open(path) as document:
        described = [each for each in document.objects if isinstance(each, pikepdf.Dictionary) and "/FontFile2" in each]
        return [
            (str(each.FontName).partition("+")[2], TTFont(BytesIO(each.FontFile2.read_bytes()))) for each in described
        ]


def in_docx(path: Path) -> list[tuple[str, TTFont]]:
    """Return the fonts of a Word file, made readable again (ECMA-376 part 4, 2.8.1)."""
    found = []
    with ZipFile(path) as archive:
        relations = etree.fromstring(archive.read("word/_rels/fontTable.xml.rels"))
        targets = {each.get("Id"): each.get("Target") for each in relations}
        for font in etree.fromstring(archive.read("word/fontTable.xml")).iter(f"{W}font"):
            for each in font.iter():
                if key := each.get(f"{W}fontKey"):
                    hidden = archive.read("word/" + targets[each.get(f"{R}id")].removeprefix("/word/"))
                    mask = UUID(key).bytes[::-1] * 2
                    shown = bytes(a ^ b for a, b in zip(hidden[:32], mask, strict=True)) + hidden[32:]
                    found.append((font.get(f"{W}name"), TTFont(BytesIO(shown))))
    return found


def shapes(font: TTFont, letters: Iterable[str] = ()) -> set[tuple[object, ...]]:
    """Return the bounds of every outline, or of some letters: a subset renames glyphs, and does not redraw them."""
    glyphs, found = font.getGlyphSet(), set()
    letter = font.getBestCmap() if letters else {}
    for name in [letter[ord(each)] for each in letters if ord(each) in letter] or glyphs:
        pen = ControlBoundsPen(glyphs)
        glyphs[name].draw(pen)
        if pen.bounds:
            found.add(tuple(pen.bounds))
    return found


@pytest.mark.campaign
@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_what_is_in_the_files_is_drawn_as_in_the_theme_s_fonts(language: str, leaflets: dict[str, Leaflet]) -> None:
    """A PDF has the glyphs that it shows, a Word file all letters of its script. In Arabic, there is Latin too."""
    leaflet, root = leaflets[language], Root(leaflets[language].root)

    @cache
    def ours(font: bytes) -> set[tuple[object, ...]]:
        return shapes(TTFont(BytesIO(font)))

    theirs = fonts.of_theme(layout.load(root), root)
    in_word, letters = in_docx(leaflet.docx), set(docx_text(leaflet.docx))
    assert len(in_word) >= 4
    found = [(name, shapes(font)) for path in (leaflet.pdf, leaflet.press) for name, font in in_pdf(path)]
    found += [(name, shapes(font, letters)) for name, font in in_word]
    assert len(found) > 10
    for name, drawn in found:
        assert drawn, name
        assert any(drawn <= ours(font) for font in theirs), name  # drawn only until one is found
