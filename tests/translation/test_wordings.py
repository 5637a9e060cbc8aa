# ruff: noqa: E501
"""What an import shows: the old and the new wording, with what has changed marked, safe for any terminal."""

from __future__ import annotations

import io
import unicodedata
from pathlib import Path

import pytest
from rich.console import Console

from factsheet.core.project import Root
from factsheet.text.word_diff import Piece, compared
from factsheet.translation import incoming, wordings
from factsheet.translation.importer import Import

from ..conftest import Copy
from ..exchange import FORMATS, W, Word, changed_xliff, emptied, sent, translated, unit_of, w
from ..exchange import X as XLIFF
from .importing import EN, FR, LEGEND, NEW, bring_in, run, with_state


def marked(before: str, after: str) -> tuple[str, str]:
    def said(pieces: list[Piece], first: str, last: str) -> str:
        return "".join(f"{first}{piece.text}{last}" if piece.changed else piece.text for piece in pieces)

    old, new = compared(before, after)
    assert "".join(piece.text for piece in old) == before
    assert "".join(piece.text for piece in new) == after
    return said(old, "[-", "-]"), said(new, "{+", "+}")


# Word by word


@pytest.mark.parametrize(
    ("before", "after", "old", "new"),
    [
        ("Le Comité directeur en vert", "Le Conseil en vert", "Le [-Comité directeur-] en vert", "Le {+Conseil+} en vert"),
        ("Il est là.", "Il est là. Voir evil.org.", "Il est là.", "Il est là.{+ Voir evil.org.+}"),
        ("Les membres, en vert", "Les membres en vert", "Les membres[-,-] en vert", "Les membres en vert"),
        ("Le **Caire** en {chair}", "Le Caire en {chair}", "Le [-**-]Caire[-**-] en {chair}", "Le Caire en {chair}"),
        ("عملية **الخرطوم** هي حوار", "عملية **الخرطوم** هي منبر", "عملية **الخرطوم** هي [-حوار-]", "عملية **الخرطوم** هي {+منبر+}"),
        ("می‌خواهم بروم", "می‌خواهیم بروم", "[-می‌خواهم-] بروم", "{+می‌خواهیم+} بروم"),
        ("ሱዳን አባል ነው።", "ሱዳን አባል ነበር።", "ሱዳን አባል [-ነው-]።", "ሱዳን አባል {+ነበር+}።"),
        ("喀土穆进程是一个区域对话", "喀土穆进程是一个全球对话", "喀土穆进程是一个[-区域-]对话", "喀土穆进程是一个{+全球+}对话"),
        ("กระบวนการเป็นการเจรจา", "กระบวนการเป็นการประชุม", "กระบวนการเป็นการ[-เจรจา-]", "กระบวนการเป็นการ{+ประชุม+}"),
        ("Activités", "Travaux en cours", "[-Activités-]", "{+Travaux en cours+}"),
        ("le a et le b", "la c du d le", "[-le a et le b-]", "{+la c du d le+}"),  # one word in common means nothing
    ],
)  # fmt: skip
def test_words_that_have_changed_are_marked(before: str, after: str, old: str, new: str) -> None:
    assert marked(before, after) == (old, new)


def test_texts_without_end_are_marked_as_a_whole() -> None:
    assert marked("a b " * 2000, "b a " * 2000) == ("[-" + "a b " * 2000 + "-]", "{+" + "b a " * 2000 + "+}")


# What an import prints


@pytest.mark.parametrize("format", FORMATS)
def test_a_changed_text_is_shown_before_and_now(format: str, copy: Copy) -> None:
    path = sent(copy.root, "fr", format)
    translated(path, "members.legend", NEW)
    lines = bring_in(copy, path).out.splitlines()
    at = next(number for number, line in enumerate(lines) if line.endswith("  members.legend: changed"))
    assert [line.split(maxsplit=1) for line in lines[at + 1 : at + 4]] == [
        ["English", "Steering Committee members in green"],
        ["before", "[-Membres-] du Comité directeur en vert"],
        ["now", "{+Les membres+} du Comité directeur {+sont +}en vert"],
    ]


def test_a_doubt_stands_under_the_wording(copy: Copy) -> None:
    path = sent(copy.root, "fr", "xliff")
    translated(path, "members.legend", f"{NEW}. Le Soudan est parti. Il ne revient pas.")
    assert "  warning         has 3 sentences, but the English has 1: make sure" in bring_in(copy, path).out


def test_a_new_text_is_shown_with_its_english(copy: Copy) -> None:
    copy.change(FR, "  legend: Membres du Comité directeur en vert\n", "")
    path = sent(copy.root, "fr", "docx", everything=False)
    translated(path, "members.legend", NEW)
    shown = " ".join(bring_in(copy, path).out.split())
    assert f"members.legend: new English Steering Committee members in green now {NEW}" in shown


def test_of_a_text_that_is_confirmed_the_change_of_the_english_is_shown(copy: Copy) -> None:
    copy.change(EN, *LEGEND)
    path = sent(copy.root, "fr", "xliff")
    with_state(path, "members.legend", "translated")
    shown = " ".join(bring_in(copy, path).out.split())
    assert "English before Steering Committee [-members -]in green" in shown
    assert "English now {+Members of the +}Steering Committee in green" in shown
    assert "now Membres du Comité directeur en vert" in shown


def shown_on_a_terminal(copy: Copy, path: Path) -> str:
    brought = incoming.importing(Root(copy.root), path)
    assert isinstance(brought, Import)
    terminal = Console(file=io.StringIO(), force_terminal=True, color_system="standard", soft_wrap=True, markup=False)
    for line in wordings.lines(brought, isolated=True):
        terminal.print(line, highlight=False)
    assert isinstance(terminal.file, io.StringIO)
    return terminal.file.getvalue()


def test_a_terminal_shows_it_in_colour(copy: Copy) -> None:
    path = sent(copy.root, "fr", "xliff")
    translated(path, "members.legend", NEW)
    shown = shown_on_a_terminal(copy, path)
    assert "\x1b[31m[-Membres-]\x1b[0m" in shown
    assert "\x1b[32m{+Les membres+}\x1b[0m" in shown
    assert "\u2067" not in shown


def test_a_terminal_gets_arabic_in_an_isolate_and_a_file_does_not(copy: Copy) -> None:
    path = sent(copy.root, "ar", "xliff")
    translated(path, "activities.title", "أعمال")
    assert "\u2067\x1b[32m{+أعمال+}\x1b[0m\u2069" in shown_on_a_terminal(copy, path)
    printed = bring_in(copy, path).out
    assert "{+أعمال+}" in printed
    assert "\u2067" not in printed


# Characters that control a terminal


STEERING = "\x9b31mrouge\x9b0m \u202egauche\u202c"


def hostile(path: Path) -> None:
    """Write characters that control a terminal wherever an import may print something from a file."""
    if path.suffix == ".docx":
        table = Word(path)
        table.target("members.legend").extend(w('<w:r><w:commentReference w:id="0"/></w:r>'))
        emptied(table.target("activities.title")).extend(w(run(f"Travaux {STEERING}")))
        comment = f'<w:comment w:id="0" w:author="A{STEERING}"><w:p><w:r><w:t>B{STEERING}</w:t></w:r></w:p></w:comment>'
        table.parts["word/comments.xml"] = f'<w:comments xmlns:w="{W[1:-1]}">{comment}</w:comments>'.encode()
        table.save()
    else:

        def change(tree: object) -> None:
            unit = unit_of(tree, "activities.title")  # type: ignore[arg-type]
            unit.find(f"{XLIFF}target").text = f"Travaux {STEERING}"
            unit_of(tree, "lead.title").set("id", f"x{STEERING}")  # type: ignore[arg-type]
            note = unit.makeelement(f"{XLIFF}note", {"from": "A"})
            note.text = f"B{STEERING}"
            unit.append(note)

        changed_xliff(path, change)


@pytest.mark.parametrize("format", FORMATS)
def test_nothing_in_a_file_steers_the_terminal(format: str, copy: Copy) -> None:
    path = sent(copy.root, "fr", format)
    hostile(path)
    path = path.rename(path.with_name(f"fr\x1b[2J.{format}"))
    result = bring_in(copy, path)
    printed = result.out + result.err
    assert "B[U+009B]31mrouge" in printed
    assert "fr[U+001B][2J" in printed
    steering = {sign for sign in printed if unicodedata.category(sign) in ("Cc", "Cf") and sign != "\n"}
    assert steering == set()
    broken = path.with_suffix(".broken")
    broken.write_bytes(b"<x>")
    assert "\x1b" not in bring_in(copy, broken).err
