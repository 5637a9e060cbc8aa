# ruff: noqa: RUF001
"""What goes out to a translator: the Word table, the XLIFF, the memory, and the leaflet with its numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from lxml import etree
from PIL import Image
from translate.storage.tmx import tmxfile
from translate.storage.xliff import xlifffile

from factsheet.core.diagnostics import Problems
from factsheet.core.project import Root
from factsheet.core.xml import Element
from factsheet.edition import overlays
from factsheet.source import loader
from factsheet.source.lock import State
from factsheet.text import markup
from factsheet.translation import export, pending
from factsheet.translation.bundle import translating

from ..conftest import HERE, Copy, Result, copy_project, once, pipeline, slow
from ..exchange import W, Word, X, cells_of, rows, sent, unit_of
from ..validators import docx_faults, pdf_damage

EN, FR = "sources/text/en.yaml", "sources/text/fr.yaml"
LEGEND = ("  legend: Steering Committee members in green", "  legend: Members of the Steering Committee in green")
ACTIVITIES = ("  title: Activités\n", "")
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """Return a project in which French has one text missing and one outdated, with what was sent out from it."""

    def translate(folder: Path) -> Result:
        copy = Copy(copy_project(folder, "en, fr, ar", "2025-france, 2024-egypt"))
        copy.change(EN, *LEGEND)
        copy.change(FR, *ACTIVITIES)
        for name in ("lead.gone.png", "notes.txt"):
            path = copy.root / "output/translate/fr" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("left from before", "utf-8")
        return pipeline("translate", "fr", "--tmx", "--root", copy.root)

    folder, printed = once(tmp_path_factory, "translate", translate)
    (folder / "printed").write_text(printed, "utf-8")
    return Copy(folder)


def made(copy: Copy, name: str) -> Path:
    return copy.root / "output/translate" / name


def test_what_is_printed(opened: Copy) -> None:
    printed = (opened.root / "printed").read_text("utf-8")
    assert printed.startswith("French (fr): 2 of 59 texts: 1 missing, 1 outdated\n")
    for name in ("fr.docx", "fr.xliff", "fr.tbx", "fr.pdf", "fr.tmx"):
        assert f"output/translate/{name}" in printed


# The Word table


def texts(cell: Element) -> list[str]:
    return ["".join(p.itertext(f"{W}t")) for p in cell.iter(f"{W}p")]


def fill(cell: Element) -> str | None:
    shade = cell.find(f"{W}tcPr/{W}shd")
    return None if shade is None else shade.get(f"{W}fill")


def test_the_table_has_what_is_to_be_done(opened: Copy) -> None:
    table = Word(made(opened, "fr.docx"))
    missing, outdated = (cells_of(row) for _, row in rows(table.document))
    key, seal, _ = texts(missing[1])
    assert [texts(missing[0]), key, *map(texts, missing[2:4])] == [["24"], "activities.title", ["Activities"], [""]]
    assert re.fullmatch("4d0076e6-0-[0-9a-f]{8}", seal)
    assert texts(missing[4]) == ["Missing", "Heading for the activities.", texts(missing[4])[2]]
    assert re.fullmatch(r"There is room for \d+ characters\.", texts(missing[4])[2])
    assert texts(outdated[2]) == ["Members of the Steering Committee in green"]
    assert texts(outdated[3]) == ["Membres du Comité directeur en vert"]
    assert fill(missing[3]) == "FFE3A3"
    assert fill(outdated[3]) == "FFD0BD"


def test_both_files_say_what_there_is_to_spare(opened: Copy) -> None:
    said = r"you can add [\d,]+ characters on the front and [\d,]+ characters on the back: a long"
    assert re.search(said, "\n".join(texts(Word(made(opened, "fr.docx")).document)))
    header = etree.parse(made(opened, "fr.xliff")).find(f"{X}file/{X}header")
    assert re.search(said, "\n".join(header.itertext(f"{X}note")))


def test_the_old_english_shows_what_has_changed(opened: Copy) -> None:
    row = Word(made(opened, "fr.docx")).row("members.legend")
    was = cells_of(row)[4].findall(f"{W}p")[-1]
    dressed = [
        ("".join(run.itertext(f"{W}t")), [child.tag.removeprefix(W) for child in run.iterfind(f"{W}rPr/*")])
        for run in was.iter(f"{W}r")
    ]
    assert [words for words, dress in dressed if "strike" in dress] == ["members "]
    assert [words for words, dress in dressed if "u" in dress] == ["Members of the "]
    kept_or_gone = "".join(words for words, dress in dressed if "u" not in dress)
    assert kept_or_gone == "What has changed: Steering Committee members in green"
    assert "".join(words for words, dress in dressed[1:] if "strike" not in dress) == LEGEND[1][len("  legend: ") :]


def test_everything_comes_with_what_is_to_be_done_first(opened: Copy) -> None:
    keys = [key for key, _ in rows(Word(sent(opened.root, "fr", "docx")).document)]
    assert keys[:2] == ["activities.title", "members.legend"]
    assert len(keys) == 59
    assert keys[2:4] == ["document.title", "document.subject"]


def test_a_whole_translation_goes_out_whole(copy: Copy) -> None:
    assert len(list(rows(Word(sent(copy.root, "ar", "docx", everything=False)).document))) == 59
    copy.change(EN, *LEGEND)
    assert len(list(rows(Word(sent(copy.root, "ar", "docx", everything=False)).document))) == 1


@pytest.mark.parametrize("language", [slow("fr"), "ar", slow("am")])
def test_the_translation_is_written_as_its_language_is(language: str, copy: Copy) -> None:
    if language == "am":
        assert pipeline("language", "am", "--root", copy.root).status == 0
    table = Word(sent(copy.root, language, "docx"))
    styles = etree.fromstring(table.parts["word/styles.xml"])
    (style,) = (each for each in styles.iter(f"{W}style") if each.get(f"{W}styleId") == "Translation")
    tongue = style.find(f"{W}rPr/{W}lang")
    region = {"fr": "fr-FR", "ar": "ar-EG", "am": "am-ET"}[language]
    assert {tongue.get(f"{W}{slot}") for slot in ("val", "eastAsia", "bidi")} == {region}
    assert (style.find(f"{W}pPr/{W}bidi") is not None) == (language == "ar")
    fonts = style.find(f"{W}rPr/{W}rFonts")
    face = {"fr": "Noto Sans", "ar": "Vazirmatn", "am": "Noto Sans Ethiopic"}[language]
    assert fonts.get(f"{W}cs") == face
    assert any(face.replace(" ", "") in name for name in table.parts if name.startswith("word/fonts/"))
    if language == "ar":
        runs = table.target("members.title").iter(f"{W}r")
        assert all(run.find(f"{W}rPr/{W}rtl") is not None for run in runs)
    head = next(table.document.iter(f"{W}tr"))
    assert head.find(f"{W}trPr/{W}tblHeader") is not None
    assert docx_faults(table.path) == []


def test_bold_is_words_own_and_links_and_names_stand_in_the_text(copy: Copy) -> None:
    table = Word(sent(copy.root, "fr", "docx"))
    bold = [run for run in table.target("lead.text").iter(f"{W}r") if run.find(f"{W}rPr/{W}b") is not None]
    assert ["".join(run.itertext(f"{W}t")) for run in bold] == [
        "Initiative sur la route migratoire UE-Corne de l’Afrique"
    ]
    words = "".join(table.target("framework.intro").itertext(f"{W}t"))
    assert "[Déclaration du Caire](#cairo_declaration)" in words
    assert "{rome_declaration}" in words
    assert "{rome_declaration} stands for “2014”." in "\n".join(texts(cells_of(table.row("framework.intro"))[4]))


def test_two_exports_give_the_same_bytes(copy: Copy) -> None:
    for format in ("docx", "xliff"):
        assert sent(copy.root, "ar", format).read_bytes() == sent(copy.root, "ar", format).read_bytes()


# XLIFF


@pytest.fixture(scope="session")
def strict() -> etree.XMLSchema:
    schema = etree.parse(HERE / "schemas/xliff-core-1.2-strict.xsd")
    for imported in schema.iter("{http://www.w3.org/2001/XMLSchema}import"):
        imported.set("schemaLocation", str(HERE / "schemas/xml.xsd"))
    return etree.XMLSchema(schema)


@pytest.mark.parametrize("language", [slow("fr"), "ar", "sw"])
def test_xliff_is_valid_by_the_strict_schema(language: str, copy: Copy, strict: etree.XMLSchema) -> None:
    if language == "sw":
        assert pipeline("language", "sw", "--root", copy.root).status == 0
    copy.change(EN, *LEGEND)
    strict.assertValid(etree.parse(sent(copy.root, language, "xliff")))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('id="lead.title"', 'id="lead.text"'),  # twice
        ('state="translated"', 'state="done"'),
        ('ctype="bold"', 'ctype="fat"'),
        ("<source ", "<origin "),
        ('datatype="plaintext"', ""),
        ('size-unit="char"', 'size-unit="letters"'),
    ],
)
def test_the_schema_catches_what_is_wrong(old: str, new: str, opened: Copy, strict: etree.XMLSchema) -> None:
    text = (
        sent(opened.root, "fr", "xliff")
        .read_text("utf-8")
        .replace("<trans-unit", '<trans-unit maxwidth="9" size-unit="char"')
    )
    assert old in text
    bad = text.replace(old, new, 1)
    if old.startswith("<source"):
        bad = bad.replace("</source>", "</origin>", 1)
    assert not strict.validate(etree.fromstring(bad.encode()))


def test_a_unit_says_all_that_is_known(opened: Copy, strict: etree.XMLSchema) -> None:
    path = made(opened, "fr.xliff")
    tree = etree.parse(path).getroot()
    strict.assertValid(tree)
    file = tree.find(f"{X}file")
    assert (file.get("source-language"), file.get("target-language")) == ("en-GB", "fr")
    missing, outdated = (unit_of(tree, key) for key in ("activities.title", "members.legend"))
    assert missing.get("resname") == "activities.title"
    assert missing.get("size-unit") == "char"
    assert int(missing.get("maxwidth")) > 10
    assert (missing.find(f"{X}target").text, missing.find(f"{X}target").get("state")) == (
        "Activities",
        "needs-translation",
    )
    notes = [note.text for note in missing.iterfind(f"{X}note")]
    assert notes == [
        "No. 24",
        "Heading for the activities.",
        f"There is room for {missing.get('maxwidth')} characters.",
    ]
    assert outdated.find(f"{X}target").get("state") == "needs-review-translation"
    before = outdated.find(f"{X}alt-trans")
    assert before.get("alttranstype") == "previous-version"
    assert before.findtext(f"{X}source") == "Steering Committee members in green"
    assert before.findtext(f"{X}target") == outdated.findtext(f"{X}target") == "Membres du Comité directeur en vert"


def test_marks_and_placeholders_are_inline_elements_numbered_alike(copy: Copy) -> None:
    tree = etree.parse(sent(copy.root, "fr", "xliff")).getroot()
    unit = unit_of(tree, "framework.intro")
    notes = [note.text for note in unit.iterfind(f"{X}note")]
    assert notes[-1] == "Tags, in order: link, link, bold, {rome_declaration}, bold, {valletta_action_plan}."
    source, target = (
        {
            (each.tag.removeprefix(X), each.get("id"), each.get("ctype"), each.get("equiv-text"))
            for each in unit.find(f"{X}{side}")
        }
        for side in ("source", "target")
    )
    assert source == target
    assert ("g", "1", "link", "#cairo_declaration") in source
    assert ("x", "4", "x-placeholder", "{rome_declaration}") in source
    assert ("g", "5", "bold", None) in source
    assert not re.search(r"[*{\[\]#]", "".join(unit.find(f"{X}source").itertext()))


def test_an_official_translation_is_final(copy: Copy) -> None:
    copy.change(FR, "  status: unofficial", "  status: official")
    tree = etree.parse(sent(copy.root, "fr", "xliff")).getroot()
    unit = unit_of(tree, "lead.title")
    assert (unit.get("approved"), unit.find(f"{X}target").get("state")) == ("yes", "final")


def test_another_program_reads_every_unit(opened: Copy) -> None:
    store = xlifffile.parsefile(str(sent(opened.root, "fr", "xliff")))
    sources = loader.load(Root(opened.root))
    pairs = {pair.id: pair for pair in overlays.pairs(sources, sources.languages["fr"])}
    assert len(store.units) == 59

    def plain(text: str) -> str:
        return "".join("" if run.placeholder else run.text for run in markup.read(text).runs)

    for unit in store.units:
        pair = pairs[unit.xmlelement.get("id")]
        assert str(unit.source) == plain(pair.english)
        assert str(unit.target) == plain(pair.translation or pair.english)
        assert unit.getnotes().startswith("No. ")
        assert unit.xmlelement.find(f"{X}target").get("state") == {
            State.TRANSLATED: "translated",
            State.OUTDATED: "needs-review-translation",
            State.MISSING: "needs-translation",
        }.get(pair.state)
    assert [alt.source for alt in store.findunit("Members of the Steering Committee in green").getalttrans()] == [
        "Steering Committee members in green"
    ]


# The memory


def test_the_memory_has_what_is_confirmed(opened: Copy) -> None:
    path = made(opened, "fr.tmx")
    store = tmxfile.parsefile(str(path))
    assert len(store.units) == 57  # neither what is missing nor what is outdated
    tree = etree.parse(path).getroot()
    assert (tree.tag, tree.get("version")) == ("tmx", "1.4")
    header = tree.find("header")
    needed = {"creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype"}
    assert needed <= set(header.keys())  # TMX 1.4b, header: required attributes
    for tu in tree.iter("tu"):
        assert [tuv.get(LANG) for tuv in tu.iterfind("tuv")] == ["en-GB", "fr"]
        for seg in tu.iter("seg"):
            opening, closing = ([each.get("i") for each in seg.iter(tag)] for tag in ("bpt", "ept"))
            assert sorted(opening) == sorted(closing)  # each pair of tags is closed
            assert len(set(opening)) == len(opening)


# The leaflet with its numbers


@pytest.fixture(scope="module")
def numbered(opened: Copy) -> list[str]:
    path = made(opened, "fr.pdf")
    assert pdf_damage(path) == []
    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_range() for page in document]


def test_every_text_bears_its_number(numbered: list[str]) -> None:
    found = {int(number) for page in numbered for number in re.findall(r"(?<!\d)\d{1,2}(?!\d)", page)}
    assert found >= set(range(1, 60))
    listed = re.findall(r"^(\d{1,2}) [a-z_]+\.", numbered[-1], re.MULTILINE)
    assert list(map(int, listed)) == [1, 2, 3, 19, 52, 53, 54, 55]
    assert len(numbered) == 4  # both pages, the one on which the other variant says something else, and the list


def test_a_number_stands_in_front_of_its_text(opened: Copy) -> None:
    with pypdfium2.PdfDocument(made(opened, "fr.pdf")) as document:
        page = document[0].get_textpage()
        places = {word: box for word in ("17", "20", "États membres", "Autres parties") for box in boxes(page, word)}
    for number, title in (("17", "États membres"), ("20", "Autres parties")):
        _, bottom, right, top = places[number]
        begins, below, _, above = places[title]
        assert right < begins
        assert begins - right < 10
        assert below - 3 < (bottom + top) / 2 < above + 3


def test_a_number_stands_beside_the_picture_that_a_text_describes(opened: Copy) -> None:
    with pypdfium2.PdfDocument(made(opened, "fr.pdf")) as document:
        page = document[1].get_textpage()
        numbers = {number: next(boxes(page, str(number))) for number in (26, 27, 29, 43, 44)}
    assert numbers[27][1] > numbers[26][3] + 20  # the picture is above the words
    assert abs(numbers[27][1] - numbers[29][1]) < 1
    assert 8 < numbers[44][1] - numbers[43][1] < 14  # an icon is in the line of its address


# Pictures of where texts are

AMBER = (0xE0, 0xA0, 0x3C)
PLACED = {*range(4, 19), *range(20, 52), *range(56, 60)}  # all but those in the list, and the sign before a name
DOCPR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


def test_each_text_on_a_page_has_a_picture_named_after_its_key(opened: Copy) -> None:
    every = export.outgoing(loader.load(Root(opened.root)), "fr", everything=True).units
    wanted = {f"{unit.id.replace(':', '.')}.png" for unit in every if unit.number in PLACED}
    there = {path.name for path in made(opened, "fr").iterdir()}
    assert there == {*wanted, "notes.txt"}  # and what was drawn of a text that is gone was removed
    assert "2024-egypt.plan.title.png" in there


def test_a_picture_frames_its_text(opened: Copy) -> None:
    """The frame is as large as the text is in the PDF, which another program measures; that of another text is not."""
    with pypdfium2.PdfDocument(made(opened, "fr.pdf")) as document:
        for key, words, page, fits in (
            ("members.title", "États membres", 0, True),
            ("plan.protection", "Protection et asile", 1, True),
            ("plan.protection", "Migration légale et mobilité", 1, False),
        ):
            left, _, right, _ = next(boxes(document[page].get_textpage(), words))
            with Image.open(made(opened, f"fr/{key}.png")) as picture:
                assert picture.width >= 480
                amber = [at for at, colour in enumerate(picture.convert("RGB").get_flattened_data()) if colour == AMBER]
                columns = [at % picture.width for at in amber]
                assert columns
                assert (abs(max(columns) - min(columns) - 2 * (right - left)) < 20) is fits, key


def test_the_pictures_are_in_the_table_too(opened: Copy) -> None:
    path = made(opened, "fr.docx")
    assert docx_faults(path) == []
    assert path.stat().st_size < 1_500_000
    table = Word(path)
    for key, row in rows(table.document):
        _, key_cell, *others = cells_of(row)
        (said,) = key_cell.iter(DOCPR)
        assert said.get("descr") == f"No. {texts(cells_of(row)[0])[0]} on the leaflet"
        assert not [each for cell in others for each in cell.iter(DOCPR)]
        assert made(opened, f"fr/{key}.png").read_bytes() in table.parts.values()


def boxes(page: pypdfium2.PdfTextPage, word: str) -> Iterator[tuple[float, float, float, float]]:
    searcher = page.search(word, match_whole_word=True)
    if found := searcher.get_next():
        rects = [page.get_charbox(at) for at in range(found[0], found[0] + found[1])]
        yield min(r[0] for r in rects), min(r[1] for r in rects), max(r[2] for r in rects), max(r[3] for r in rects)


@pytest.mark.campaign
def test_the_numbers_are_the_same_every_time(opened: Copy) -> None:
    bundle = translating(Root(opened.root), "fr", memory=True)
    for path, content in [*bundle.files, *bundle.pictures]:
        assert content is not None
        assert path.read_bytes() == content, path.name
    with pikepdf.open(made(opened, "fr.pdf")) as document:
        assert str(document.docinfo["/Title"]).startswith("khartoum-process-factsheet: French (fr)")


# What cannot go out


@pytest.mark.parametrize("language", ["en", "fra", "en-XA", "../x"])
def test_a_language_that_is_not_translated_into(language: str, copy: Copy) -> None:
    result = pipeline("translate", language, "--root", copy.root)
    assert result.status == 1
    assert "there is no such" in result.err
    assert "Traceback" not in result.err
    assert not pending.folder(Root(copy.root)).exists()


def test_a_leaflet_that_cannot_be_laid_out(copy: Copy) -> None:
    copy.change(FR, "{rome_declaration}", "{cairo_declaration}")
    assert pipeline("confirm", "fr", "--all", "--root", copy.root).status == 0
    with pytest.raises(Problems) as raised:
        translating(Root(copy.root), "fr")
    assert any("lacks the placeholder" in problem.what for problem in raised.value.problems)
