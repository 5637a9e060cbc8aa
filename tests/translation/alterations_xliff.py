# ruff: noqa: E501
"""What translation tools, and those who work with them, do to XLIFF."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy

from lxml import etree

from factsheet.core.xml import Element

from ..exchange import X, packed, unit_of
from .alterations import LEGEND, NAME, PLACE, Case, Way, raw, xliff

TITLE = "activities.title"
TRADOS, MEMOQ, PHRASE = "http://sdl.com/FileTypes/SdlXliff/1.0", "MQXliff", "http://www.memsource.com/mxlf/2.0"
Edit = Callable[[Element, Case], object]


def side(tree: Element, key: str = LEGEND, name: str = "target") -> Element:
    found = unit_of(tree, key).find(f"{X}{name}")
    assert found is not None
    return found


def units(tree: Element) -> list[Element]:
    return list(tree.iter(f"{X}trans-unit"))


def each(change: Callable[[Element], object]) -> Edit:
    """Return an edit of every text."""
    return lambda tree, _: [change(unit) for unit in units(tree)]


def one(change: Callable[[Element, Case], object], key: str = LEGEND) -> Edit:
    """Return an edit of one text."""
    return lambda tree, case: change(unit_of(tree, key), case)


def sub(parent: Element, tag: str, text: str = "", **attributes: str) -> Element:
    made = etree.SubElement(parent, f"{X}{tag}", attributes)
    made.text = text or None
    return made


def in_segments(tree: Element, kind: str, conf: str = "") -> None:
    """Put every target into segments, and say of them what a tool says beside them."""
    for unit in units(tree):
        target = unit.find(f"{X}target")
        mark = etree.Element(f"{X}mrk", mtype="seg", mid="1")
        mark.text, target.text = target.text, None
        mark.extend(list(target))
        target.append(mark)
        unit.find(f"{X}source").addnext(seg := etree.Element(f"{X}seg-source"))
        seg.text = "".join(unit.find(f"{X}source").itertext())
        if conf and unit.get("id") in (LEGEND, NAME, PLACE):
            definitions = etree.SubElement(unit, f"{{{TRADOS}}}seg-defs")
            etree.SubElement(definitions, f"{{{TRADOS}}}seg", id="1", conf=conf)
            etree.SubElement(definitions, f"{{{TRADOS}}}value", key="created_by").text = kind


def without(*names: str) -> Edit:
    """Return an edit that drops attributes everywhere."""

    def edit(tree: Element, _: Case) -> None:
        for element in tree.iter(etree.Element):
            for name in names:
                element.attrib.pop(name, None)

    return edit


def own_names(tree: Element, _: Case) -> None:
    for number, unit in enumerate(units(tree)):
        unit.attrib.pop("resname")
        unit.set("id", f"3f2a{number:04}-aa11")


def other_tags(tree: Element, _: Case) -> None:
    """Write a pair of tags as two, each with what it would be in another format."""
    for tag in list(tree.iter(f"{X}g")):
        parent, number = tag.getparent(), tag.get("id")
        begin, end = (etree.Element(f"{X}{name}", id=number) for name in ("bpt", "ept"))
        begin.text = end.text = "<b>"
        begin.attrib.update({name: tag.get(name) for name in ("ctype", "equiv-text") if tag.get(name)})
        begin.tail, end.tail = tag.text, tag.tail
        at = parent.index(tag)
        parent[at : at + 1] = [begin, *tag, end]


def one_tag_lost(tree: Element, _: Case) -> None:
    etree.strip_tags(side(tree, NAME), f"{X}g")


def tracked(tree: Element, case: Case) -> None:
    """Delete a word and add one, as Trados tracks it."""
    target = side(tree)
    for kind, words in (("x-sdl-deleted", "alt"), ("x-sdl-added", f" {case.word}")):
        sub(target, "mrk", words, mtype=kind)


def noted(words: str, **attributes: str) -> Edit:
    return one(lambda unit, case: sub(unit, "note", words.replace("WORD", case.word), **attributes))


def commented(space: str, path: str) -> Edit:
    """Return an edit that adds a comment as a tool keeps it: in elements of its own."""

    def edit(tree: Element, case: Case) -> None:
        parent = unit_of(tree, LEGEND)
        for name in path.split("/"):
            parent = etree.SubElement(parent, f"{{{space}}}{name}")
        parent.text = case.word

    return edit


def again(words: str = "") -> Edit:
    def edit(tree: Element, case: Case) -> None:
        unit = unit_of(tree, LEGEND)
        unit.addnext(other := deepcopy(unit))
        if words:
            other.find(f"{X}target").text = case.word

    return edit


def second_target(tree: Element, case: Case) -> None:
    side(tree).addnext(other := etree.Element(f"{X}target"))
    other.text = case.word


def grouped(tree: Element, _: Case) -> None:
    body = next(tree.iter(f"{X}body"))
    group = sub(body, "group", id="g1")
    group.extend(units(tree))


def in_files(tree: Element, _: Case) -> None:
    """Give each text a file of its own."""
    file = next(tree.iter(f"{X}file"))
    for unit in units(tree)[1:]:
        other = etree.SubElement(tree, f"{X}file", dict(file.attrib))
        sub(other, "body").append(unit)


def indented(tree: Element, _: Case) -> None:
    for target in tree.iter(f"{X}target"):
        if len(target) == 0 and target.text:
            target.text = f"\n        {target.text}\n      "


def sorted_units(tree: Element, _: Case) -> None:
    body = next(tree.iter(f"{X}body"))
    body[:] = sorted(body, key=lambda unit: unit.get("id"))


def set_all(name: str, value: str, on: str = "target") -> Edit:
    def edit(tree: Element, _: Case) -> None:
        for element in tree.iter(f"{X}{on}"):
            element.set(name, value)

    return edit


def written(words: str, key: str = LEGEND, name: str = "target") -> Edit:
    def edit(tree: Element, case: Case) -> None:
        found = side(tree, key, name)
        for child in list(found):
            found.remove(child)
        found.text = words.replace("WORD", case.word).replace("LEGEND", case.legend)

    return edit


def over_english(tree: Element, case: Case) -> None:
    written("WORD", TITLE, "source")(tree, case)
    written("" if not case.new else "Activities", TITLE)(tree, case)


def swapped(tree: Element, _: Case) -> None:
    """Exchange two targets."""
    one, other = side(tree, NAME), side(tree, PLACE)
    mine, theirs = deepcopy(one), deepcopy(other)
    for target, new in ((one, theirs), (other, mine)):
        target.getparent().replace(target, new)


def removed(key: str) -> Edit:
    return one(lambda unit, _: unit.getparent().remove(unit), key)


def declared(encoding: bytes) -> Callable[[bytes, Case], bytes]:
    return lambda whole, _: re.sub(rb"encoding='[^']*'", b"encoding='%s'" % encoding, whole, count=1)


def as_word(case: Case) -> dict[str, str]:
    return {LEGEND: f"{case.legend} {case.word}"}


def only_word(case: Case) -> dict[str, str]:
    return {LEGEND: case.word}


TREE: list[tuple[str, str, Edit, dict[str, object]]] = [
    ("Trados", "segments that are translated", lambda tree, _: in_segments(tree, "x", "Translated"), {}),
    ("Trados", "changes that are tracked", tracked, {"becomes": as_word}),
    ("Trados", "a comment", commented(TRADOS, "cmt-defs/cmt-def/Comments/Comment"), {"says": [f"{LEGEND}: WORD"]}),
    ("Trados", "its working file", own_names, {"refused": "the working file of a translation tool", "name": "{}.xliff.sdlxliff"}),
    ("memoQ", "a comment", commented(MEMOQ, "comments/comment"), {"says": [f"{LEGEND}: WORD"]}),
    ("memoQ", "attributes of its own", set_all(f"{{{MEMOQ}}}status", "Edited", "trans-unit"), {}),
    ("memoQ", "tags in two halves", other_tags, {}),
    ("memoQ", "its working file", own_names, {"refused": "the working file of a translation tool", "name": "{}.mqxliff"}),
    ("Phrase", "segments", lambda tree, _: in_segments(tree, "x"), {}),
    ("Phrase", "scores of its own", set_all(f"{{{PHRASE}}}score", "1.01", "trans-unit"), {}),
    ("Phrase", "its working file", own_names, {"refused": "the working file of a translation tool", "name": "{}.mxliff"}),
    ("Crowdin", "no notes", lambda tree, _: etree.strip_elements(tree, f"{X}note", with_tail=False), {}),
    ("Crowdin", "proposals from its memory", each(lambda unit: sub(sub(unit, "alt-trans"), "target", "zibeline")), {}),
    ("Crowdin", "a note of its own", noted("WORD", **{"from": "crowdin"}), {"says": [rf"{LEGEND}: WORD \(crowdin\)"]}),
    ("Weblate", "no states", without("state"), {}),
    ("Weblate", "a note of a translator", noted("WORD", **{"from": "translator"}), {"says": [rf"{LEGEND}: WORD \(translator\)"]}),
    ("Weblate", "notes that do not say by whom they are", lambda tree, case: [noted("WORD")(tree, case), *(note.attrib.pop("from", None) for note in tree.iter(f"{X}note"))], {"says": [f"{LEGEND}: WORD"]}),
    ("Weblate", "texts sorted by name", sorted_units, {}),
    ("OmegaT", "the language in capitals", lambda tree, case: set_all("target-language", case.language.upper(), "file")(tree, case), {}),
    ("Okapi", "tags that have only their numbers", without("ctype", "equiv-text"), {}),
    ("Okapi", "groups", grouped, {}),
    ("Okapi", "a mark with a comment", one(lambda unit, case: sub(unit.find(f"{X}target"), "mrk", mtype="x", comment=case.word)), {"says": [f"{LEGEND}: WORD"]}),
    ("Okapi", "a mark of a term", one(lambda unit, case: sub(unit.find(f"{X}target"), "mrk", f" {case.word}", mtype="term")), {"becomes": as_word}),
    ("Smartcat", "a file for each text", in_files, {}),
    ("Smartcat", "lines that are indented", indented, {}),
    ("Lokalise", "HTML in the text", written("<b>WORD</b>"), {"rejected": [LEGEND], "says": ["the HTML tag <b>"]}),
    ("Lokalise", "escapes that were escaped", written("WORD &amp; WORD"), {"rejected": [LEGEND], "says": ["the HTML code &amp;"]}),
    ("Lokalise", "placeholders as text", written("{conference_date} WORD {conference_country}", PLACE), {"becomes": lambda case: {PLACE: f"{{conference_date}} {case.word} {{conference_country}}"}}),
    ("Transifex", "the name of a region", lambda tree, case: set_all("target-language", f"{case.language}-{case.language.upper()}", "file")(tree, case), {}),
    ("POEditor", "the code alone, and not what it was sent with", without("extradata"), {"conflicts": lambda case: [] if case.new else [NAME, LEGEND, PLACE]}),
    ("POEditor", "only the first name of each text", without("resname"), {}),
    ("POEditor", "no lengths", without("maxwidth", "size-unit"), {}),
    ("a tool", "another language in the text", set_all("{http://www.w3.org/XML/1998/namespace}lang", "xx"), {}),
    ("a tool", "a text removed", removed(TITLE), {}),
    ("a tool", "a translated text removed", removed(LEGEND), {"ignored": [LEGEND]}),
    ("a tool", "a text twice", again(), {}),
    ("a tool", "a text twice, with other words", again("WORD"), {"rejected": [LEGEND, LEGEND], "says": ["more than one translation"] * 2}),
    ("a tool", "two translations of a text", second_target, {"rejected": [LEGEND], "says": ["it has two translations"]}),
    ("a tool", "a tag lost", one_tag_lost, {"rejected": [NAME], "says": ["0 passages are bold"]}),
    ("a tool", "a tag of its own", one(lambda unit, case: sub(unit.find(f"{X}target"), "x", id="99")), {"rejected": [LEGEND], "says": ["the tag 99 is not in the English"]}),
    ("a tool", "an element of its own, with words", one(lambda unit, case: sub(unit.find(f"{X}target"), "bin", case.word)), {"rejected": [LEGEND], "says": [r"cannot be read \(<bin>\)"]}),
    ("a tool", "a picture as a unit", lambda tree, _: sub(next(tree.iter(f"{X}body")), "bin-unit", id="image"), {"says": ["image: something that is not text"]}),
    ("a tool", "no English", lambda tree, _: [unit.remove(unit.find(f"{X}source")) for unit in [unit_of(tree, LEGEND)]], {"says": [f"{LEGEND}: the English was changed in the file: it was deleted"]}),
    ("a tool", "signs of direction", written("\u200fLEGEND\u200e"), {"rejected": lambda case: [] if case.language == "ar" else [LEGEND], "becomes": lambda case: {LEGEND: f"\u200f{case.legend}\u200e"}, "says": lambda case: [] if case.language == "ar" else ["an invisible character"]}),
    ("a tool", "another version", lambda tree, _: tree.set("version", "1.1"), {}),
    ("a tool", "no language", without("target-language"), {"refused": "does not say which language it is in"}),
    ("a person", "a note in the head", lambda tree, case: sub(next(tree.iter(f"{X}header")), "note", case.word), {"says": ["in the head of the file: WORD"]}),
    ("a person", "a note on a group", lambda tree, case: [grouped(tree, case), sub(next(tree.iter(f"{X}group")), "note", case.word)], {"says": [r"xliff:?\d*: WORD"]}),
    ("a person", "a note of ours that was edited", lambda tree, case: setattr(note := unit_of(tree, LEGEND).findall(f"{X}note")[1], "text", f"{note.text} {case.word}"), {"says": [f"{LEGEND}: WORD"]}),
    ("a person", "a note of ours that was replaced", lambda tree, case: setattr(unit_of(tree, LEGEND).findall(f"{X}note")[1], "text", case.word), {"says": [f"{LEGEND}: WORD"]}),
    ("a person", "a comment of XML", lambda tree, case: unit_of(tree, LEGEND).append(etree.Comment(f" {case.word} ")), {"says": ["WORD"]}),
    ("a person", "words between the elements", lambda tree, case: setattr(side(tree), "tail", f" {case.word} "), {"says": [f"{LEGEND}: words between the elements: WORD"]}),
    ("a person", "a translation over the English", over_english, {"rejected": [TITLE], "says": ["typed over the English"]}),
    ("a person", "a correction of the English", written("Our members", LEGEND, "source"), {"says": [f"{LEGEND}: the English was changed in the file: Our members"]}),
    ("a person", "two translations swapped", swapped, {"rejected": [NAME, PLACE], "says": [f"swapped with {PLACE}", f"swapped with {NAME}"]}),
    ("a person", "letters of another encoding", written("ActivitÃ©s"), {"rejected": [LEGEND], "says": ['its letters are garbled ."Ã©" for "é".']}),
    ("a person", "question marks", written("????? ???"), {"rejected": [LEGEND], "says": ['some letters have been replaced by "..."']}),
]  # fmt: skip
RAW: list[Way] = [
    Way("Notepad", "a mark of byte order, and lines of Windows", "xliff", raw(lambda whole, _: b"\xef\xbb\xbf" + whole.replace(b"\n", b"\r\n"))),
    Way("Notepad", "UTF-16", "xliff", raw(lambda whole, case: declared(b"UTF-16")(whole, case).decode().encode("utf-16"))),
    Way(".NET", "UTF-8 that calls itself UTF-16", "xliff", raw(declared(b"utf-16"))),
    Way("an old tool", "UTF-8 that calls itself Latin-1", "xliff", raw(declared(b"ISO-8859-1")), refused="says that it is encoded in ISO-8859-1"),
    Way("an old tool", "Latin-1 that calls itself UTF-8", "xliff", raw(lambda whole, _: whole.decode().encode("cp1252", "replace") + b"<!-- \xe9 -->"), refused="is not UTF-8 text"),
    Way("an old tool", "UTF-8 that was read as Latin-1", "xliff", raw(lambda whole, _: whole.decode("latin-1").encode()), refused="texts are garbled"),
    Way("an old tool", "a DOCTYPE", "xliff", raw(lambda whole, _: whole.replace(b"<xliff", b'<!DOCTYPE xliff SYSTEM "x.dtd"><xliff', 1)), refused="declares a DOCTYPE"),
    Way("a tool", "XLIFF 2.0", "xliff", raw(lambda whole, _: whole.replace(b"xliff:document:1.2", b"xliff:document:2.0").replace(b'version="1.2"', b'version="2.0"')), refused="this is XLIFF 2.0"),
    Way("a tool", "a ZIP", "xliff", raw(lambda whole, case: packed({f"{case.language}/{case.language}.xliff": whole})), name="{}.zip"),
    Way("a tool", "a RAR archive", "xliff", raw(lambda *_: b"Rar!\x1a\x07"), refused="this is a RAR archive", name="{}.rar"),
    Way("a browser", "half of the file", "xliff", raw(lambda whole, _: whole[: len(whole) // 2]), refused="is not readable XML|is not UTF-8"),
    Way("a browser", "a web page", "xliff", raw(lambda *_: b"<html><body/></html>"), refused="not XLIFF but <html>"),
]  # fmt: skip
WAYS = [*(Way(program, what, "xliff", xliff(edit), **expected) for program, what, edit, expected in TREE), *RAW]  # type: ignore[arg-type]
