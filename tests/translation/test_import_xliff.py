# ruff: noqa: E501
"""What is in an XLIFF file beside the translations: each is reported, and our own words are not."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from factsheet.core.project import Root
from factsheet.core.xml import Element
from factsheet.translation import pending

from ..conftest import Copy
from ..exchange import X, all_translated, changed_xliff, sent, translated, unit_of
from .importing import EN, bring_in, outcomes, text, told

TITLE = "activities.title"
TRADOS, MEMOQ = "http://sdl.com/FileTypes/SdlXliff/1.0", "MQXliff"


def note(words: str, **attributes: str) -> Element:
    made = etree.Element(f"{X}note", attributes)
    made.text = words
    return made


def say(tree: Element) -> None:
    """Write into every place that is not a translation."""
    file, header, body = (next(tree.iter(f"{X}{name}")) for name in ("file", "header", "body"))
    header.append(note("Bonjour"))
    header[0].text += " Compris."
    group = etree.SubElement(body, f"{X}group")
    group.append(note("du groupe"))
    group.append(body[-2])
    etree.SubElement(body, f"{X}bin-unit", id="image")
    comment = etree.SubElement(etree.SubElement(header, f"{{{TRADOS}}}cmt-defs"), f"{{{TRADOS}}}Comment")
    comment.text = "de Trados"
    file.addprevious(etree.Comment(" tapé à la main "))
    for at, unit in enumerate(tree.iter(f"{X}trans-unit")):
        if at == 0:
            unit.find(f"{X}note").text += " bis"
            unit.append(note("de moi", **{"from": "Aïcha"}))
        if at == 1:
            unit.findall(f"{X}note")[1].text += " Vraiment ?"
            etree.SubElement(unit, f"{{{MEMOQ}}}comment").text = "de memoQ"
        if at == 2:
            unit.find(f"{X}target").tail = "entre deux "
            for each in unit.iter(f"{X}note"):
                del each.attrib["from"]
            unit.append(note("sans nom"))
        if at == 3:
            unit.find(f"{X}target").append(etree.Comment("dans le texte"))
            mark = etree.SubElement(unit.find(f"{X}target"), f"{X}mrk", mtype="x", comment="sur un mot")
            mark.text = ""


SAID = """\
No. 1: document.title: bis
No. 1: document.title: de moi (Aïcha)
No. 2: document.subject: Vraiment ?
No. 3: document.author: sans nom
line: dans le texte
line: de Trados
line: document.author: words between the elements: entre deux
line: document.subject: de memoQ
line: du groupe
line: image: something that is not text (bin-unit), which was not imported
line: masthead.name: sur un mot
line: tapé à la main
in the head of the file: Bonjour
in the head of the file: Compris.
"""


def test_whatever_is_beside_the_texts_is_reported(copy: Copy) -> None:
    path = sent(copy.root, "fr", "xliff")
    changed_xliff(path, say)
    result = bring_in(copy, path)
    assert outcomes(result) == {"unchanged": 59}, result.out
    found = re.findall(r"^fr\.xliff(.*?): note: (.*)", result.out, re.MULTILINE)
    said = [
        f"{re.sub(r':[0-9]+', ', line', where)}: {words}".removeprefix(", ").removeprefix(": ")
        for where, words in found
    ]
    assert sorted(said) == sorted(SAID.splitlines())


def test_a_tag_without_a_meaning_is_known_if_its_english_was_just_that(copy: Copy) -> None:
    """A tool kept only the numbers, and the English has changed since. What was sent out says what they mean."""
    path = sent(copy.root, "fr", "xliff")
    copy.change(EN, "  name: Khartoum **Process**", "  name: The Khartoum **Process**")
    copy.change(EN, "[Cairo Declaration](#cairo_declaration)", "Cairo Declaration")
    translated(path, TITLE, "Travaux")

    def bare(tree: Element) -> None:
        for element in tree.iter(f"{X}g", f"{X}x"):
            for name in ("ctype", "equiv-text"):
                element.attrib.pop(name, None)

    changed_xliff(path, bare)
    result = bring_in(copy, path)
    assert "still outdated" in told(result, "masthead.name")
    assert "no longer says what the tag" in told(result, "framework.intro")
    assert "was changed in the file" not in result.out


def twice(side: str) -> Callable[[Element], None]:
    def change(tree: Element) -> None:
        found = unit_of(tree, TITLE).find(f"{X}{side}")
        other = etree.Element(found.tag)
        other.text = "Œuvres"
        found.addnext(other)

    return change


@pytest.mark.parametrize(
    ("side", "why"), [("target", "it has two translations"), ("source", "its English appears twice")]
)
def test_a_text_that_is_there_twice_is_refused_and_both_are_kept(side: str, why: str, copy: Copy) -> None:
    path = sent(copy.root, "fr", "xliff")
    translated(path, TITLE, "Travaux")
    changed_xliff(path, twice(side))
    assert why in told(bring_in(copy, path), TITLE)
    (kept,) = pending.read(pending.rejects(Root(copy.root), "fr"), Root(copy.root))
    assert "Travaux" in kept.target
    assert "Œuvres" in (kept.target if side == "target" else kept.english)


# Letters that were garbled on the way


def declared(content: bytes, encoding: bytes) -> bytes:
    return re.sub(rb"encoding='[^']*'", b"encoding='%s'" % encoding, content, count=1)


GARBLED: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "UTF-8 that calls itself Latin-1": (lambda whole: declared(whole, b"ISO-8859-1"), "says that it is encoded in ISO-8859-1, but it is in UTF-8"),
    "UTF-8 that was read as Latin-1": (lambda whole: whole.decode("latin-1").encode(), "texts are garbled, as in No. 1: "),
    "Latin-1 that calls itself UTF-8": (lambda whole: whole.decode().encode("latin-1", "replace"), "is not UTF-8 text; save the file with the encoding"),
    "another kind of Word file": (lambda whole: b'<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"/>', "a Word document saved as XML"),
}  # fmt: skip


@pytest.mark.parametrize("case", GARBLED)
def test_a_file_whose_letters_are_garbled_is_refused(case: str, copy: Copy) -> None:
    spoil, says = GARBLED[case]
    path = sent(copy.root, "fr", "xliff")
    path.write_bytes(spoil(path.read_bytes()))
    result = bring_in(copy, path)
    assert (result.status, says in result.err) == (1, True), result.err


def test_latin_1_that_says_so_is_read(copy: Copy) -> None:
    path: Path = sent(copy.root, "fr", "xliff")
    translated(path, TITLE, "Activités diverses")
    content = path.read_bytes().decode().encode("latin-1", "xmlcharrefreplace")
    path.write_bytes(declared(content, b"ISO-8859-1").replace(b'encoding="UTF-8"', b'encoding="ISO-8859-1"'))
    assert bring_in(copy, path).status == 0
    assert text(copy, TITLE) == "Activités diverses"


def test_single_texts_that_are_garbled_are_refused(copy: Copy) -> None:
    path = sent(copy.root, "fr", "docx")
    all_translated(path, {TITLE: "ActivitÃ©s", "members.title": "????? membres", "members.legend": "Membres en vert"})
    result = bring_in(copy, path)
    assert outcomes(result) == {"changed": 1, "unchanged": 56, "rejected": 2}
    assert 'its letters are garbled ("Ã©" for "é")' in told(result, TITLE)
    assert 'some letters have been replaced by "???"' in told(result, "members.title")


# Translations beside the English of another text


def test_two_translations_that_were_swapped_are_found(copy: Copy) -> None:
    path = sent(copy.root, "fr", "docx")
    other = text(copy, "facts.current_chair_name"), text(copy, "facts.upcoming_chair_name")
    all_translated(path, {"facts.current_chair_name": other[1], "facts.upcoming_chair_name": other[0]})
    result = bring_in(copy, path)
    assert outcomes(result) == {"unchanged": 57, "rejected": 2}
    assert "swapped with facts.upcoming_chair_name?" in told(result, "facts.current_chair_name")
    assert "swapped with facts.current_chair_name?" in told(result, "facts.upcoming_chair_name")


def test_where_nobody_can_know_it_is_reported(copy: Copy) -> None:
    """A swap of texts without placeholders may put right what was wrong; a column that slipped down is no less odd."""
    path = sent(copy.root, "fr", "xliff")
    keys = ("plan.root_causes", "plan.legal_migration", "plan.protection", "members.title", TITLE)
    had = {key: text(copy, key) for key in keys}
    moved = dict(zip(keys[:3], ("Causes profondes", *(had[key] for key in keys[:2])), strict=True))
    all_translated(path, moved | {keys[3]: had[keys[4]], keys[4]: had[keys[3]]})
    result = bring_in(copy, path)
    assert outcomes(result) == {"changed": 5, "unchanged": 54}
    found = re.findall(r"note: (\S+): it now has the wording (\S+) used to have", result.out)
    assert sorted(found) == sorted([(keys[1], keys[0]), (keys[2], keys[1]), (keys[3], keys[4]), (keys[4], keys[3])])


def test_an_english_that_is_not_ours_is_reported_where_nothing_says_what_was_sent(copy: Copy) -> None:
    path = sent(copy.root, "fr", "xliff")

    def drop(tree: Element) -> None:
        for unit in tree.iter(f"{X}trans-unit"):
            unit.attrib.pop("extradata")
        unit_of(tree, TITLE).find(f"{X}source").text = "Other activities"

    changed_xliff(path, drop)
    result = bring_in(copy, path)
    assert outcomes(result) == {"unchanged": 59}
    assert f"note: {TITLE}: the English in the file differs from ours: Other activities" in result.out
