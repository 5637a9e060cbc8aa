# ruff: noqa: RUF001
"""Letters with marks are copied as they were typed, in every script, and look as before."""

from __future__ import annotations

import subprocess
import unicodedata
from collections import Counter
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.ttLib import TTFont

from factsheet.check import lost_words
from factsheet.core.project import Root
from factsheet.page.page import Page
from factsheet.theme import fonts, layout
from factsheet.typeset import clusters, letter_rows, pdf
from factsheet.typeset.glyphs import Cluster
from factsheet.typeset.more_glyphs import Looks

from ..conftest import copy_project, slow
from ..validators import absent, pdf_damage, pdf_faults

# The direction, the typeface, and words: with a comma after a mark, and with marks at the end of a line.
TEXTS = {
    "Persian": ("rtl", "Vazirmatn", "دربارهٔ کمیتهٔ خانهٔ مثلاً، نسبتاً می\u200cکند مُحَمَّد کُرهٔ مسألۀ تأسیس"),
    "Arabic": ("rtl", "Vazirmatn", "إِنَّ الْحِوارَ الإِقْليمِيَّ بِشَأنِ الهِجْرَةِ، شُكْراً اللَّه هَٰذَا مسؤولٌ: أيضًا إلى كتابٍ"),
    "Urdu": ("rtl", "Vazirmatn", "مسئلۂ کشمیر، جذبۂ خدمت قرنِ افریقہ فوراً، نقطۂ نظر رحمٰن اللّٰہ"),
    "Hebrew": ("rtl", "Noto Sans Hebrew", "בְּרֵאשִׁית בָּרָא אֱלֹהִים אֵת הַשָּׁמַיִם וְאֵת הָאָרֶץ שָׁלוֹם תַּהֲלִיךְ חַרְטוּם."),
    "Ethiopic": ("ltr", "Noto Sans Ethiopic", "የካርቱም፡ሂደት፡ነው ፵ አገራት በ፲፱፻፺፱ ዓ.ም. ፩፤ ፫ኛ፦ አ፝ለ፟ም አለ፟ ገና፟"),
    "Vietnamese": ("ltr", "Noto Sans", unicodedata.normalize("NFD", "Tiến trình đối thoại khu vực") + " Việt Nam"),
    "Greek": ("ltr", "Noto Sans", unicodedata.normalize("NFD", "μεταναστευτική ἄνθρωπος ᾧ") + " διαδρομή"),
    "Russian": ("ltr", "Noto Sans", unicodedata.normalize("NFD", "Хартумский ёлка") + " за\u0301мок"),
    "Hindi": ("ltr", "Noto Sans", "खार्तूम प्रक्रिया क्षेत्रीय संवाद हिन्दी"),
    "African Latin": (
        "ltr",
        "Noto Sans",
        "m\u0301an x\u0331y e\u0329\u0301 o\u0323\u0301ko g\u0303uarani e\u0301te\u0301 été office",
    ),
}
# What WeasyPrint makes of them, readers lose some of; all but one do.
WHOLE = {"Vietnamese", "Greek", "Russian"}
# Composed in the same way as Vietnamese, and as Persian.
ALIKE = {"Greek", "Russian", "Urdu"}
EVERY = pytest.mark.parametrize("name", [slow(name) if name in ALIKE else name for name in TEXTS])


def page(name: str) -> Page:
    direction, family, words = TEXTS[name]
    look = f"@page {{size: A5}} body {{font: 12pt/18pt '{family}', 'Noto Sans'}}"
    body = f"<p>{words}</p><p><b>{words}</b> {words}</p>"
    return Page(f"<html lang=en dir={direction}><title>x</title><style>{look}</style>{body}</html>", {})


def made(page: Page, root: Root, path: Path) -> Path:
    path.write_bytes(pdf.write(pdf.render(page, root, "x"), page, "x", fonts.of_theme(layout.load(root), root)))
    return path


def lost(page: Page, path: Path) -> dict[str, Counter[str]]:
    """Return the words that each reader loses of a page."""
    import pymupdf

    if not lost_words.has_poppler():
        absent("pdftotext (poppler-utils)")
    read = lost_words.readers(path, path.read_bytes())
    with pymupdf.open(path) as document:
        read["MuPDF"] = "\n".join(each.get_text() for each in document)
    told, _ = lost_words.expected(page.html)
    missing = {reader: lost_words.missing(told, text) for reader, text in read.items()}
    return {reader: words for reader, words in missing.items() if words}


@EVERY
def test_no_reader_loses_a_word(name: str, project: Root, tmp_path: Path) -> None:
    assert lost(page(name), made(page(name), project, tmp_path / "x.pdf")) == {}


@pytest.mark.parametrize("name", [name for name in TEXTS if name not in WHOLE])
def test_words_are_lost_without_this(name: str, project: Root, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "add", lambda document, pdf: None)
    assert lost(page(name), made(page(name), project, tmp_path / "x.pdf"))


@EVERY
def test_the_file_is_sound_and_made_alike_each_time(name: str, project: Root, tmp_path: Path) -> None:
    path = made(page(name), project, tmp_path / "x.pdf")
    assert made(page(name), project, tmp_path / "y.pdf").read_bytes() == path.read_bytes()
    assert (pdf_faults(path), pdf_damage(path)) == ([], [])


def ink(path: Path) -> bytes:
    """Return a page as poppler draws it, in shades of grey. PDFium opens gaps in what WeasyPrint writes on its own."""
    command = ["pdftoppm", "-r", "150", "-gray", "-singlefile", str(path), str(path.with_suffix(""))]
    subprocess.run(command, check=True)
    return path.with_suffix(".pgm").read_bytes()


def unlike(one: bytes, other: bytes) -> float:
    """Return how much of the ink of a page is not where another has it."""
    return sum(abs(a - b) > 64 for a, b in zip(one, other, strict=True)) / sum(each < 200 for each in one)


def without_marks(cluster: Cluster, start: float) -> tuple[Looks, float]:
    """Return how a cluster looks but for its marks, and how far it advances."""
    base = max(cluster.drawn, key=lambda each: each.advance)
    return ((base.id, float(-start), 0.0),), sum(each.advance for each in cluster.glyphs)


@EVERY
def test_the_page_looks_the_same(name: str, project: Root, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not lost_words.has_poppler():
        absent("pdftoppm (poppler-utils)")
    now = ink(made(page(name), project, tmp_path / "now.pdf"))
    monkeypatch.setattr(clusters, "_ink", without_marks)
    bare = ink(made(page(name), project, tmp_path / "bare.pdf"))
    monkeypatch.setattr(clusters, "add", lambda document, pdf: None)
    before = ink(made(page(name), project, tmp_path / "before.pdf"))
    # WeasyPrint moves marks by 1024ths of a pixel as if they were thousandths: ours are where the font has them.
    assert unlike(before, now) < 0.05
    assert unlike(before, now) <= unlike(before, bare) * 0.6


# A ligature from right to left, in a font made for it

FEATURES = """
languagesystem DFLT dflt; languagesystem hebr dflt;
feature rlig { lookupflag RightToLeft; sub uni05D2 uni05D6 by pair; } rlig;
"""


def font_with_a_ligature(original: bytes) -> bytes:
    font = TTFont(BytesIO(original))
    glyphs, metrics = font["glyf"], font["hmtx"].metrics
    font.setGlyphOrder([*font.getGlyphOrder(), "pair"])
    glyphs.glyphs["pair"], metrics["pair"] = glyphs["uni05E9"], metrics["uni05E9"]
    for table in ("GSUB", "GPOS", "GDEF"):
        del font[table]
    addOpenTypeFeaturesFromString(font, FEATURES)
    result = BytesIO()
    font.save(result)
    return result.getvalue()


def test_letters_drawn_as_one_are_handed_out_in_their_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = Root(copy_project(tmp_path, own_fonts=True))
    file = root.fonts / "NotoSansHebrew-Regular.ttf"
    file.write_bytes(font_with_a_ligature(file.read_bytes()))
    (root.fonts / "SHA256SUMS").write_text(fonts.accepting(root), "utf-8")
    text = Page(
        "<html lang=he dir=rtl><title>x</title><p style='font-family: Noto Sans Hebrew'>אגזר גזר גז שלום</html>", {}
    )
    assert lost(text, made(text, root, tmp_path / "x.pdf")) == {}
    monkeypatch.setattr(clusters, "add", lambda document, pdf: None)
    assert {"PDFium", "poppler"} <= lost(text, made(text, root, tmp_path / "bad.pdf")).keys()


def test_nothing_is_written_anew_without_marks(project: Root, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = Page(
        "<html lang=fr><title>x</title><p style='font-family: Noto Sans'>Événement français, œuvre, office</html>", {}
    )
    now = made(plain, project, tmp_path / "x.pdf").read_bytes()
    monkeypatch.setattr(clusters, "add", lambda document, pdf: None)
    assert made(plain, project, tmp_path / "y.pdf").read_bytes() == now


def raw(path: Path) -> str:
    """Return a text in the order in which it is drawn, where poppler turns each word on its own."""
    command = ["pdftotext", "-raw", "-enc", "UTF-8", str(path), "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_of_words_on_their_own_only_a_last_mark_is_out_of_place(project: Root, tmp_path: Path) -> None:
    for name in ("Persian", "Arabic", "Hebrew", "Ethiopic", "Hindi"):
        path = made(page(name), project, tmp_path / f"{name}.pdf")
        gone = lost_words.missing(lost_words.expected(page(name).html)[0], raw(path))
        assert all(unicodedata.category(word[-1]) == "Mn" for word in gone), name


def test_two_words_are_found_at_once(project: Root, tmp_path: Path) -> None:
    """Nothing comes between a last mark and the space after it but where a line ends."""
    path = made(page("Persian"), project, tmp_path / "x.pdf")
    assert all("کمیتهٔ خانهٔ" in text for text in lost_words.readers(path, path.read_bytes()).values())


@pytest.mark.parametrize(
    ("backwards", "letters"), [(True, "هٔ"), (True, "نَّ"), (True, "ةِ\u200f"), (False, "e\u0329\u0301")]
)
def test_letters_are_where_readers_want_them(letters: str, *, backwards: bool) -> None:
    places = letter_rows.row(letters, 500, backwards=backwards, spaced=False)
    assert "".join(each.letter for each in places) == (letters[::-1] if backwards else letters)
    assert all(after.left - before.left >= 100 for before, after in pairwise(places))
    assert max(each.left + each.width for each in places) in (500, 500 - letter_rows.STEP + letter_rows.WIDTH)
    assert min(each.left for each in places) >= -200


def test_joiners_are_kept(project: Root, tmp_path: Path) -> None:
    path = made(page("Persian"), project, tmp_path / "x.pdf")
    assert all("می\u200cکند" in text for text in lost_words.readers(path, path.read_bytes()).values())
    with pikepdf.open(path) as document:
        assert len(document.pages) == 1
