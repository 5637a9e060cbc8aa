# ruff: noqa: RUF001
"""PO files: what is written, what is read of one that came back, and what is refused, at its line."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from translate.convert import po2xliff, xliff2po
from translate.storage.po import pofile

from factsheet.core.diagnostics import Problems
from factsheet.core.project import Root
from factsheet.source import loader
from factsheet.source.lock import State
from factsheet.text import markup, spelling
from factsheet.translation import export, po, po_read, sent
from factsheet.translation.units import Standing, mark

from ..conftest import Copy
from .importing import EN, FR, LEGEND, bring_in, outcomes, states, text, told

MISSING = ("  title: Activités\n", "")


def hosted(copy: Copy, *, remembered: bool = True) -> Path:
    """Put the French texts where `make host` does, without lengths and pictures."""
    sources = loader.load(Root(copy.root))
    out = export.outgoing(sources, "fr", everything=True)
    path = copy.root / "hosted" / sent.path(sources.settings.name, "fr")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(po.written(out, sources.settings.revised, {}, {}))
    if remembered:
        was = {unit.id: (mark(unit.pair.translation), "") for unit in out.units}
        (copy.root / "hosted" / sent.NAME).write_bytes(sent.written({"fr": was}))
    return path


def on_a_platform(path: Path, **texts: str | None) -> None:
    """Translate as Weblate does, with its library: a text, or None to say that the one there is right."""
    store = pofile.parsefile(str(path))
    for unit in store.units:
        key = unit.getcontext().replace(".", "__")
        if key in texts:
            unit.target = texts[key] or unit.target
            unit.markfuzzy(False)
    store.savefile(str(path))


@pytest.fixture
def opened(copy: Copy) -> Copy:
    """Return a project in which French has one text missing, one outdated, and one that was changed by hand."""
    copy.change(EN, *LEGEND)
    copy.change(FR, *MISSING)
    copy.change(FR, "  title: États membres\n", "  title: Les États membres\n")
    return copy


# Written


def test_another_program_reads_every_text_with_its_state(opened: Copy) -> None:
    path = hosted(opened)
    sources = loader.load(Root(opened.root))
    units = {unit.id: unit for unit in export.outgoing(sources, "fr", everything=True).units}
    store = pofile.parsefile(str(path))
    head, *entries = store.units
    assert head.isheader()
    assert store.gettargetlanguage() == "fr"
    assert [entry.getcontext() for entry in entries] == list(units)
    for entry in entries:
        pair = units[entry.getcontext()].pair
        assert entry.source == spelling.spelled(pair.english)
        assert entry.target == spelling.spelled(pair.translation)
        assert entry.isfuzzy() == (pair.state in (State.OUTDATED, State.UNCONFIRMED)), pair.id
        assert entry.istranslated() == (pair.state is State.TRANSLATED)
        assert f"No. {units[pair.id].number}, {pair.id}" in entry.getnotes("developer")
        if {f"{{{name}}}" for name in markup.read(pair.english).placeholders}:
            assert entry.hastypecomment("python-brace-format"), pair.id
    (legend,) = (entry for entry in entries if entry.getcontext() == "members.legend")
    assert legend.prev_source == "Steering Committee members in green"


def test_gettexts_own_compiler_finds_nothing_wrong(opened: Copy) -> None:
    if not shutil.which("msgfmt"):
        pytest.skip("msgfmt (gettext)")
    path = hosted(opened)
    said = subprocess.run(["msgfmt", "-c", "-o", "/dev/null", path], capture_output=True, text=True)
    assert (said.returncode, said.stderr) == (0, "")
    lost = path.read_text("utf-8").replace('msgstr "{chair}"', 'msgstr "{chaise}"')
    path.write_text(lost, "utf-8")
    assert subprocess.run(["msgfmt", "-c", "-o", "/dev/null", path], capture_output=True).returncode == 1


def test_a_brace_that_is_no_placeholder_is_not_taken_for_one(copy: Copy) -> None:
    copy.change(EN, "  title: Activities\n", "  title: 'Activities \\{all\\} of {chair}'\n")
    assert "{chair}" in hosted(copy).read_text("utf-8")
    entry = next(each for each in pofile.parsefile(str(hosted(copy))).units if each.getcontext() == "activities.title")
    assert entry.source == r"Activities \{all\} of {chair}"
    assert not entry.hastypecomment("python-brace-format")


# Read


def test_what_was_written_comes_back_unchanged(opened: Copy) -> None:
    result = bring_in(opened, hosted(opened))
    assert outcomes(result) == {"unchanged": 58, "left empty": 1}
    assert "nothing was written" in result.out


def test_what_a_platform_changed_is_imported_and_what_it_confirmed_is_confirmed(opened: Copy) -> None:
    path = hosted(opened)
    on_a_platform(path, activities__title="Travaux", lead__title="Le Processus de Khartoum ?", members__title=None)
    result = bring_in(opened, path)
    assert outcomes(result) == {"new": 1, "changed": 1, "confirmed": 1, "unchanged": 56}, result.out
    assert text(opened, "activities.title") == "Travaux"
    assert {key: states(opened)[key] for key in ("activities.title", "lead.title", "members.title")} == dict.fromkeys(
        ("activities.title", "lead.title", "members.title"), State.TRANSLATED
    )
    assert states(opened)["members.legend"] is State.OUTDATED
    assert outcomes(bring_in(opened, path)) == {"unchanged": 59}


def test_a_fuzzy_text_is_imported_and_waits_to_be_confirmed(copy: Copy) -> None:
    path = hosted(copy)
    changed = path.read_text("utf-8").replace(
        'msgctxt "activities.title"\nmsgid "Activities"\nmsgstr "Activités"',
        '#, fuzzy\nmsgctxt "activities.title"\nmsgid "Activities"\nmsgstr "Travaux"',
    )
    path.write_text(changed, "utf-8")
    result = bring_in(copy, path)
    assert outcomes(result) == {"changed": 1, "unchanged": 58}
    assert "not confirmed yet" in told(result, "activities.title")
    assert states(copy)["activities.title"] is State.UNCONFIRMED


def test_english_that_changed_here_meanwhile_shows(copy: Copy) -> None:
    path = hosted(copy)
    copy.change(EN, *LEGEND)
    on_a_platform(path, members__legend="En vert : le Comité directeur")
    result = bring_in(copy, path)
    assert outcomes(result) == {"changed": 1, "unchanged": 58}
    assert "outdated: the English has changed since" in told(result, "members.legend")


def test_a_text_that_was_changed_here_too_is_a_conflict(copy: Copy) -> None:
    path = hosted(copy)
    on_a_platform(path, activities__title="Travaux", lead__title="Quoi ?")
    copy.change(FR, "  title: Activités\n", "  title: Actions\n")
    assert outcomes(bring_in(copy, path)) == {"changed": 1, "conflict": 1, "unchanged": 57}


def test_a_file_of_which_nobody_knows_what_was_sent(copy: Copy) -> None:
    """One that was downloaded by itself: a text that differs from ours is a conflict, and nothing is lost."""
    path = hosted(copy, remembered=False)
    on_a_platform(path, activities__title="Travaux")
    result = bring_in(copy, path)
    assert outcomes(result) == {"conflict": 1, "unchanged": 58}
    assert "the file does not say what the translation was before" in told(result, "activities.title")


def test_it_survives_conversion_to_xliff_and_back(opened: Copy, tmp_path: Path) -> None:
    path = hosted(opened)
    with path.open("rb") as source, (tmp_path / "fr.xlf").open("wb") as made:
        po2xliff.convertpo(source, made, None)
    xliff = (tmp_path / "fr.xlf").read_text("utf-8")
    assert "Qu’est-ce que le Processus de Khartoum ?" in xliff
    (tmp_path / "fr.xlf").write_text(
        xliff.replace("Qu’est-ce que le Processus de Khartoum ?", "Qu’est-ce que c’est ?"), "utf-8"
    )
    with (tmp_path / "fr.xlf").open("rb") as source, path.open("wb") as made:
        xliff2po.convertxliff(source, made, None)
    assert b"msgctxt" not in path.read_bytes()  # it loses them: the keys are in the notes, too
    result = bring_in(opened, path)
    assert outcomes(result) == {"changed": 1, "unchanged": 57, "left empty": 1}, result.out
    assert text(opened, "lead.title") == "Qu’est-ce que c’est ?"


def test_comments_of_translators_and_obsolete_texts_are_reported(copy: Copy) -> None:
    path = hosted(copy)
    said = path.read_text("utf-8").replace("#. No. 7, lead.title\n", "# Is this the name?\n#. No. 7, lead.title\n")
    path.write_text(f'{said}\n#~ msgctxt "old.text"\n#~ msgid "Old"\n#~ msgstr "Vieux"\n', "utf-8")
    result = bring_in(copy, path)
    assert "note: lead.title: Is this the name?" in result.out
    assert "note: 3 lines of obsolete texts (#~) were not read" in result.out


def test_a_zip_with_one_is_opened(copy: Copy) -> None:
    from ..exchange import packed

    path = copy.root / "download.zip"
    path.write_bytes(packed({"project/locales/fr/khartoum-process-factsheet.po": hosted(copy).read_bytes()}))
    assert outcomes(bring_in(copy, path)) == {"unchanged": 59}


# Refused

HEAD = 'msgid ""\nmsgstr "Language: fr\\n"\n\n'
ENTRY = 'msgctxt "lead.title"\nmsgid "What?"\nmsgstr "Quoi ?"\n'
FAULTS = {
    "a string that is not closed": (f'{HEAD}msgctxt "lead.title"\nmsgid "What?\nmsgstr "x"\n', 5, "cannot be read"),
    "no quotes": (f'{HEAD}msgctxt "lead.title"\nmsgid What\nmsgstr "x"\n', 5, "cannot be read"),
    "a conflict of git's": (f"{HEAD}<<<<<<< HEAD\n{ENTRY}=======\n", 4, "git has left a conflict here"),
    "two translations": (f'{HEAD}{ENTRY}msgstr "encore"\n', 7, "msgstr is out of place"),
    "a translation of nothing": (f'{HEAD}msgstr "x"\n', 4, "msgstr is out of place"),
    "a string of nothing": (f'"x"\n{HEAD}', 1, "this string is out of place"),
    "no translation": (f'{HEAD}msgctxt "a.b"\nmsgid "What?"\n\n{ENTRY}', 7, "msgctxt is out of place"),
    "nothing at its end": (f'{HEAD}{ENTRY}\nmsgctxt "a.b"\nmsgid "What?"\n', 8, "this entry has no msgstr"),
    "no English at its end": (f'{HEAD}{ENTRY}\nmsgctxt "a.b"\n', 8, "this entry has no msgid"),
    "a comment inside": (f'{HEAD}msgctxt "a.b"\n# here\nmsgid "What?"\nmsgstr ""\n', 5, "this comment is inside"),
}


@pytest.mark.parametrize("case", FAULTS)
def test_what_cannot_be_read_is_refused_at_its_line(case: str) -> None:
    content, line, says = FAULTS[case]
    with pytest.raises(Problems) as raised:
        po_read.rows(content.encode(), "fr.po")
    first = raised.value.problems[0]
    assert (first.place.file, first.place.line) == ("fr.po", line)
    assert says in first.what
    assert first.hint


def test_all_that_is_wrong_is_said_at_once_but_not_without_end() -> None:
    with pytest.raises(Problems) as raised:
        po_read.rows(("<<<<<<< x\n" * 1000).encode(), "fr.po")
    assert len(raised.value.problems) == po_read.REPORTED


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b'msgid "x"\nmsgstr "y"\n' * (po_read.MOST + 1), "2,001 texts; at most 2,000 can be read"),
        (b'msgid "x"\nmsgstr "' + b"y" * po_read.LARGEST, "this file is 1.0 MB; a PO file can be at most 1 MB"),
        (b'msgid "x"\nmsgstr "\xe9"\n', "byte 0xe9 is not UTF-8 text"),
    ],
)
def test_limits(content: bytes, says: str) -> None:
    with pytest.raises(Problems) as raised:
        po_read.rows(content, "fr.po")
    assert says in raised.value.problems[0].what


def test_what_is_odd_but_can_be_read() -> None:
    odd = "\n#, fuzzy, c-format\n" + ENTRY.replace("Quoi", '"\n"Qu\\"oi')
    plural = '\nmsgctxt "a.b"\nmsgid "one"\nmsgid_plural "many"\nmsgstr[0] "un"\nmsgstr[1] "des"\n'
    returned = po_read.rows(f"\ufeff{HEAD}{ENTRY}{odd}{plural}".replace("\n", "\r\n").encode(), "fr.po")
    once, again, several = returned.rows
    assert returned.language == "fr"
    assert (once.target, once.standing, once.place.line) == ("Quoi ?", Standing.DONE, 4)
    assert (again.target, again.standing) == ('Qu"oi ?', Standing.UNSURE)
    assert several.fault == po_read.PLURAL


def test_a_text_that_is_there_twice_and_one_without_a_key(copy: Copy) -> None:
    path = hosted(copy)
    said = path.read_text("utf-8")
    twice = 'msgctxt "activities.title"\nmsgid "Activities"\nmsgstr "Travaux"\n'
    path.write_text(f'{said}\n{twice}\n{twice.replace("Travaux", "Actions")}\nmsgid "Who?"\nmsgstr "Qui ?"\n', "utf-8")
    result = bring_in(copy, path)
    assert outcomes(result)["rejected"] == 3, result.out
    assert "more than one translation" in told(result, "activities.title")
    assert "its key is missing" in re.sub(r"\s+", " ", result.out)


def test_a_damaged_record_is_refused_at_its_line(copy: Copy) -> None:
    path = hosted(copy)
    record = copy.root / "hosted" / sent.NAME
    record.write_text(record.read_text("utf-8") + "fr lead.title\n", "utf-8")
    result = bring_in(copy, path)
    assert result.status == 1
    assert "sent.txt:61: this line is damaged; restore it from the repository, or delete it" in result.err


def test_a_file_that_names_no_language(copy: Copy) -> None:
    path = hosted(copy)
    path.write_text(path.read_text("utf-8").replace('"Language: fr\\n"\n', ""), "utf-8")
    result = bring_in(copy, path)
    assert result.status == 1
    assert "lang=fr" in result.err
    assert outcomes(bring_in(copy, path, "--lang", "fr")) == {"unchanged": 59}
