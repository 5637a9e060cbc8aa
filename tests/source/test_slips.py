# ruff: noqa: E501, RUF001
"""Slips of the pen are named for what they are, where they are, each once: quotes, spaces, colons, commas, "#"."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from factsheet.core.diagnostics import Problem, Problems
from factsheet.core.project import Root
from factsheet.source import loader, slips, yaml_editor, yaml_reader

from ..conftest import REPOSITORY, Copy, pipeline
from ..exchange import sent, translated

EN, FR, FACTS, VARIANT = (
    "sources/text/en.yaml",
    "sources/text/fr.yaml",
    "sources/factsheet.yaml",
    "sources/chairs/2025-france.yaml",
)
TITLE = "  title: Activities\n"
STEERING = "[FI, FR, DE, IT, SE, NL, EG, ER, ET, SS, SD, UG]"
MEMBERS = (REPOSITORY / "sources/factsheet.yaml").read_text("utf-8").partition("members: [")[2].partition("]")[0]
CLOSE = "    information exchange.\n"
STRAIGHT = 'type straight ones, "like these"'
IN_QUOTES = "put the whole text in double quotes; or, if this is a comment, write two spaces"
ORDINARY = "replace each with an ordinary space"

# File, what is there, what is typed instead; within that, the place is what comes after "¦"; what is reported.
SLIPS = {
    "quotes around a text": (EN, TITLE, "  title: ¦“Activities”\n", 'typographic quotes around "Activities"', STRAIGHT),
    "quotes around a placeholder": (EN, '"{chair}"', "¦“{chair}”", 'typographic quotes around "{chair}"', STRAIGHT),
    "quotes around a link": (EN, '"[{email}](#email)"', "¦“[{email}](#email)”", "typographic quotes around", STRAIGHT),
    "quotes of the French": (FR, "  title: Activités\n", "  title: ¦« Activités »\n", 'typographic quotes around "Activités"', "to print « and »"),
    "quotes of the Germans": (EN, TITLE, "  title: ¦„Activities“\n", "typographic quotes around", STRAIGHT),
    "single quotes": (EN, TITLE, "  title: ¦‘Activities’\n", "typographic quotes around", STRAIGHT),
    "quotes around two words with a colon": (EN, TITLE, "  title: ¦“Activities: all”\n", "typographic quotes around a text", 'type straight ones: key: "text"'),
    "a straight quote at the end": (EN, TITLE, '  title: ¦“Activities"\n', "typographic quotes around", STRAIGHT),
    "a straight quote at the beginning": (EN, TITLE, '  title: ¦"Activities”\n', "a text between two different quotes", 'type " at both ends'),
    "quotes around a country": (VARIANT, "country: FR", "country: ¦“FR”", 'typographic quotes around "FR"', STRAIGHT),
    "quotes around a day": (VARIANT, "since: 2025-04-09", "since: ¦”2025-04-09”", "typographic quotes around", STRAIGHT),
    "quotes in a list": (FACTS, "[FI, FR, DE, IT,", "[FI, ¦“FR”, DE, IT,", "typographic quotes around", STRAIGHT),
    "quotes around an address": (FACTS, "website: https://www.khartoumprocess.net", "website: ¦“https://www.khartoumprocess.net”", "typographic quotes around", STRAIGHT),
    "quotes around a key": (EN, TITLE, "  ¦“title”: Activities\n", "typographic quotes around the key “title”", "delete them"),
    "a quote that is not closed": (EN, '"{chair}"', '¦"{chair}', 'a " that is not closed', 'write " at the end of the text'),
    "a quote far above": (EN, TITLE, '  title: ¦"Activities\n', 'a " that is not closed', 'write " at the end of the text'),
    "a quote in the last text": (EN, "unofficial_translation: Unofficial translation", 'unofficial_translation: ¦"Unofficial translation', 'a " that is not closed', 'write " at the end'),
    "a quote that is not opened": (EN, '"Established:"', 'Established:¦"', 'a closing " with no opening one', "type one before the text too, or delete this one; to print it, put the text in single quotes"),
    "one in two lines": (EN, TITLE, '  title: Activities\n    of all¦"\n', 'a closing " with no opening one', "type one before"),
    "one of three": (EN, TITLE, '  title: The "good" Activities¦"\n', 'a closing " with no opening one', "type one before"),
    "a single one that is not opened": (EN, '"Established:"', "Established:¦'", "a closing ' with no opening one", "put the text in double quotes"),
    "a typographic one that is not opened": (FR, "  title: Activités\n", "  title: Activités ¦»\n", "a closing » with no opening one", "type one before"),
    "a typographic one that is not closed": (EN, TITLE, "  title: ¦“Activities\n", "a “ that is not closed", STRAIGHT),
    "one behind a country": (VARIANT, "country: FR", 'country: FR¦"', 'a closing " with no opening one', "or delete this one"),
    "one in a chair's text": (VARIANT, "country: FR", 'country: FR\ntext:\n  en:\n    members:\n      title: States¦"', 'a closing " with no opening one', "type one before"),
    "one in a list": (FACTS, "[FI, FR, DE, IT,", '[FI, FR¦", DE, IT,', 'a closing " with no opening one', "or delete this one"),
    "quotes inside quotes": (EN, TITLE, '  title: "The "¦good" Activities"\n', "words after the closing quote", 'write \\" for a quote'),
    "an apostrophe inside quotes": (EN, TITLE, "  title: 'Europe'¦s Activities'\n", "words after the closing quote", "write '' for an apostrophe"),
    "words behind quotes": (EN, TITLE, '  title: "Activities" ¦of\n', "words after the closing quote", 'write \\" for a quote'),
    "a backslash": (EN, TITLE, '  title: "C:¦\\Activities"\n', "a backslash that means nothing here", "write two"),
    "a text cut by a number sign": (EN, TITLE, "  title: Activity ¦#1 of all\n", 'the text ends before this "#"', IN_QUOTES),
    "a text cut by a sign with spaces": (EN, TITLE, "  title: Activities ¦# 1 and 2\n", 'the text ends before this "#"', IN_QUOTES),
    "a text that begins with a number sign": (EN, TITLE, "  title: ¦#1 of all\n", 'the text ends before this "#", so it is empty', IN_QUOTES),
    "a missing text that begins with a number sign": (FR, "  title: Activités\n", "  title: ¦#1 des activités\n", "so it is empty", IN_QUOTES),
    "a text in two lines, cut": (EN, CLOSE, CLOSE + "more:\n  x: one ¦# two\n    three\n", 'the text ends before this "#"', "put all of it in double quotes"),
    "a chair's text, cut": (VARIANT, "country: FR", "country: FR\ntext:\n  en:\n    members:\n      title: States ¦#2", 'the text ends before this "#"', IN_QUOTES),
    "a no-break space as indentation": (EN, TITLE, "¦\u00a0\u00a0title: Activities\n", "a no-break space (U+00A0) before the text", ORDINARY),
    "half of the indentation": (EN, TITLE, " ¦\u00a0title: Activities\n", "a no-break space (U+00A0) before the text", ORDINARY),
    "a narrow space as indentation": (EN, TITLE, "¦\u202f\u202ftitle: Activities\n", "a narrow no-break space (U+202F) before the text", ORDINARY),
    "a wide space as indentation": (EN, TITLE, "¦\u3000title: Activities\n", "a wide space (U+3000) before the text", ORDINARY),
    "an en space as indentation": (EN, TITLE, "¦\u2002title: Activities\n", "an unusual space (U+2002) before the text", ORDINARY),
    "a no-break space in the middle of one": (EN, "    dialogue. It serves", "¦\u00a0\u00a0\u00a0\u00a0dialogue. It serves", "a no-break space (U+00A0) before the text", ORDINARY),
    "a no-break space in a folded text": (EN, CLOSE, "¦\u00a0\u00a0\u00a0\u00a0information exchange.\n", "a no-break space (U+00A0) before the text", ORDINARY),
    "a no-break space after the colon": (EN, TITLE, "  title:¦\u00a0Activities\n", "a no-break space (U+00A0) after the colon", "delete it, and type an ordinary space"),
    "a wide space after the colon": (VARIANT, "country: FR", "country:¦\u3000FR", "a wide space (U+3000) after the colon", "delete it"),
    "a no-break space before the colon": (EN, TITLE, "  ¦title\u00a0: Activities\n", 'a no-break space (U+00A0) in the key "title"', "put ordinary spaces in its place"),
    "a no-break space in a list": (FACTS, "[FI, FR, DE, IT,", "[FI,¦\u00a0FR, DE, IT,", 'a no-break space (U+00A0) in "FR"', "delete it"),
    "a no-break space before a comment": (VARIANT, "country: FR", "country: FR¦\u00a0# x", "a no-break space (U+00A0) in", "an ordinary space"),
    "a tab": (EN, TITLE, "  ¦\ttitle: Activities\n", "a tab before the text", "use spaces"),
    "no space after a colon": (EN, TITLE, "  title¦:Activities\n", 'a ":" with no space after it', 'write "key: text"'),
    "no space before a quote": (EN, 'current_chair_name: "{chair}"', 'current_chair_name¦:"{chair}"', 'a ":" with no space after it', 'write "key: text"'),
    "no space before a folded text": (EN, "  eu_bodies: >-", "  eu_bodies¦:>-", 'a ":" with no space after it', 'write "key: text"'),
    "no space in the last text of a section": (EN, "  author: Secretariat", "  author¦:Secretariat", 'a ":" with no space after it', 'write "key: text"'),
    "a wide colon": (EN, TITLE, "  title¦： Activities\n", "a wide colon", 'type an ordinary ":"'),
    "another sign for the colon": (EN, TITLE, "  title ¦= Activities\n", 'an "=" after a key', 'write "key: text"'),
    "a space after mailto": (FACTS, "email: mailto:K", "email: mailto:¦ K", "a space inside an address", "delete it"),
    "a number with a comma": (FACTS, STEERING, "¦7,5", '"steering_committee" is a text', "it must be a list: [FR, KE]"),
    "a list without brackets": (FACTS, STEERING, "¦AT, BE", '"steering_committee" is a text', "put square brackets around it: [AT, BE]"),
    "a list without anything": (FACTS, STEERING, "¦AT BE", '"steering_committee" is a text', "put square brackets around it: [AT, BE]"),
    "a list in round brackets": (FACTS, STEERING, "¦(AT, BE)", '"steering_committee" is a text', "put square brackets around it: [AT, BE]"),
    "a list in braces": (FACTS, STEERING, "¦{AT, BE}", '"steering_committee" has "key: value" lines', "put square brackets around it: [AT, BE]"),
    "a list of one": (FACTS, STEERING, "¦AT", '"steering_committee" is a text', "put square brackets around it: [AT]"),
    "a list without commas": (FACTS, STEERING, "[¦AT BE CH]", '"AT BE CH" is not a country code', "put commas between them: AT, BE, CH"),
    "a list with a full stop": (FACTS, "[FI, FR, DE, IT,", "[¦FI. FR, DE, IT,", '"FI. FR" is not a country code', "put commas between them: FI, FR"),
    "a list with an Arabic comma": (FACTS, STEERING, "[¦AT، BE]", "is not a country code", "put commas between them: AT, BE"),
    "a list with two commas": (FACTS, "[FI, FR, DE, IT,", "[FI¦,, FR, DE, IT,", "two commas in a row", "delete one of them"),
    "a list that is not closed": (FACTS, "languages: [en, fr, ar]", "languages: ¦[en, fr, ar", 'a "[" that is not closed', 'write "]" at the end of the list'),
    "a list with a note behind it": (FACTS, STEERING, "¦" + STEERING[:-1], 'a "[" that is not closed', 'write "]" at the end of the list'),
    "a list in several lines": (FACTS, "members: [" + MEMBERS + "]", "members: ¦[" + MEMBERS, 'a "[" that is not closed', 'write "]" at the end of the list'),
    "a list of a chair": (VARIANT, "country: FR", "country: FR\nmembers: ¦[FR,\n  KE,\n# a note\ndates:\n  established: 2013", 'a "[" that is not closed', 'write "]" at the end of the list'),
    "a list in round brackets at its end": (FACTS, STEERING, "¦" + STEERING[:-1] + ")", 'a "[" that is not closed', 'write "]" at the end of the list'),
    "a list with a brace at its end": (FACTS, STEERING, STEERING[:-1] + "¦}", 'a "}" where a "]" belongs', 'write "]"'),
    "a list that does not begin": (FACTS, "members: [" + MEMBERS + "]", "members:" + MEMBERS + "¦]", 'a "]" that closes nothing', 'a list begins with "["'),
    "a comma too many in several lines": (FACTS, "KE,\n  LV", "KE,¦,\n  LV", "a comma with nothing before it", "delete it"),
    "a text that begins with a brace": (EN, TITLE, "  title: ¦{Activities\n", 'a "{" that is not closed', "if it is a text, put it in quotes"),
    "a list with dashes alone": (FACTS, "languages: [en, fr, ar]", "languages:\n  ¦-en\n  -fr", '"languages" is a text', 'write a space after each "-", as in "- en"'),
    "a text that begins with a per cent": (EN, TITLE, "  title: ¦%Activities\n", 'a text that begins with "%"', "put it in quotes"),
    "a text that begins with a hyphen": (EN, TITLE, "  title: ¦- Activities\n", 'a text that begins with "-"', "put it in quotes"),
    "a text that begins with a bracket": (EN, TITLE, "  title: ¦[1] Activities\n", 'a text that begins with "["', "put it in quotes"),
    "a text on the line of its sign": (EN, "  eu_bodies: >-\n    Various", "  eu_bodies: ¦>- Various", 'a text right after its ">"', "begin it on the next line"),
    "dashes in a day": (VARIANT, "since: 2025-04-09", "since: ¦2025–04–09", '"2025–04–09" is not a date', "type it with hyphens: 2025-04-09"),
    "hyphens that do not break": (FACTS, "established: 2014-11", "established: ¦2014‑11", "is not a date", "type it with hyphens: 2014-11"),
}  # fmt: skip
FINE = {
    "a comment that stands apart": (EN, TITLE, "  title: Activities  # checked by Anna\n"),
    "a comment behind quotes": (EN, '"{chair}"', '"{chair}" # a name'),
    "a comment behind a fact": (VARIANT, "country: FR", "country: FR # the host"),
    "a comment behind a setting": (EN, "locale: en-GB", "locale: en-GB # British"),
    "a comment under a text": (EN, TITLE, TITLE + "  # checked\n"),
    "a number sign in a word": (EN, TITLE, "  title: Activities#1\n"),
    "a number sign in quotes": (EN, TITLE, '  title: "Activities #1"\n'),
    "a number sign in a folded text": (EN, CLOSE, "    #1 information exchange.\n"),
    "quotes around quotes": (EN, TITLE, '  title: "“Activities”"\n'),
    "quotes around the first word": (EN, TITLE, "  title: “Activities” of all\n"),
    "an apostrophe at the end": (EN, TITLE, "  title: Activities of the Member States'\n"),
    "an apostrophe at the beginning": (EN, TITLE, "  title: ’s-Gravenhage\n"),
    "a quote in an acronym and two around a word": (EN, TITLE, '  title: ארה"ב "x"\n'),
    "quotes among the settings": (FR, '- {before: ":»", after: "«", width: word}', "- before: :»\n      after: «\n      width: word"),
    "quotes at the end": (EN, TITLE, '  title: The "Activities"\n'),
    "a quote that is to be printed": (EN, TITLE, "  title: '27\"'\n"),
    "two quoted words": (EN, TITLE, "  title: “One” and “two”\n"),
    "quotes in a folded text": (EN, "    The **EU", "    “The” **EU"),
    "a missing text with a comment": (FR, "  title: Activités\n", "  title: # later\n"),
    "a no-break space inside a text": (EN, TITLE, "  title: Our\u00a0Activities\n"),
}  # fmt: skip


@pytest.fixture(scope="module")
def project_to_spoil(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("slips")
    for name in ("sources", "layouts"):
        shutil.copytree(REPOSITORY / name, folder / name)
    return folder


def found_with(folder: Path, file: str, old: str, new: str) -> list[Problem]:
    """Return what is wrong in the sources while one thing in them is changed."""
    path = folder / file
    before = path.read_text("utf-8")
    assert old in before
    path.write_text(before.replace(old, new, 1), "utf-8")
    try:
        loader.load(Root(folder))
    except Problems as found:
        return list(found.problems)
    finally:
        path.write_text(before, "utf-8")
    return []


@pytest.mark.parametrize("case", SLIPS)
def test_a_slip_is_named_where_it_is_and_once(case: str, project_to_spoil: Path) -> None:
    file, old, new, what, hint = SLIPS[case]
    before, _, after = new.partition("¦")
    source = (project_to_spoil / file).read_text("utf-8")
    start = source.index(old) + len(before)
    spoiled = source.replace(old, before + after, 1)
    (problem,) = found_with(project_to_spoil, file, old, before + after)
    line, column = spoiled.count("\n", 0, start) + 1, start - spoiled.rfind("\n", 0, start)
    assert (problem.place.file, problem.place.line, problem.place.column) == (file, line, column), problem
    assert what in problem.what
    assert hint in problem.hint


@pytest.mark.parametrize("case", FINE)
def test_what_is_meant_is_left_alone(case: str, project_to_spoil: Path) -> None:
    assert found_with(project_to_spoil, *FINE[case]) == []


def test_the_files_that_there_are_have_no_slips(project: Root) -> None:
    loader.load(project)


@pytest.mark.parametrize("text", [*(f"{pair[0]}words{pair[1]}" for pair in slips.PAIRS), 'words"', "words.'", "«words"])
def test_what_the_program_writes_is_no_slip(text: str) -> None:
    """A text between typographic quotes, or with half a pair, is written with straight ones around it."""
    written = yaml_editor.scalar(text)
    assert yaml.safe_load(f"key: {written}") == {"key": text}
    value = yaml_reader.parsed(f"x:\n  y: {written}\n", "fr.yaml")
    assert list(slips.faults(value, (), "language")) == []
    assert list(slips.faults(yaml_reader.parsed(f"x:\n  y: {text}\n", "fr.yaml"), (), "language"))


@pytest.mark.parametrize("comment", [" # checked", "  # checked", "   #checked"])
def test_an_import_beside_a_comment_makes_no_slip(comment: str, copy: Copy) -> None:
    copy.change(FACTS, "languages: [en]", "languages: [en, fr]")
    copy.change(FR, "  title: Activités\n", f'  title: "Activités"{comment}\n')
    path = sent(copy.root, "fr", "docx")
    translated(path, "activities.title", "“Travaux”" if comment.startswith("  ") else "Travaux")
    assert pipeline("import", path, "--root", copy.root).status == 0
    assert "Travaux" in loader.load(Root(copy.root)).languages["fr"].text["activities.title"]
    assert comment in (copy.root / FR).read_text("utf-8")


@pytest.mark.parametrize("filling", [" ", ",", '"', "'", "# ", "[", ": "])
def test_a_line_without_end_is_read_in_no_time(filling: str) -> None:
    with pytest.raises(Problems):
        yaml_reader.parsed(f"a:\n  b: x{filling * 200_000}x\n  \tc: {{\nd: [{filling * 200_000}\n", "en.yaml")


def test_a_slip_stops_the_build(copy: Copy) -> None:
    copy.change(EN, TITLE, "  title: “Activities”\n")
    result = copy.build()
    assert result.status == 1
    assert 'typographic quotes around "Activities"' in result.err
    assert copy.made == []
