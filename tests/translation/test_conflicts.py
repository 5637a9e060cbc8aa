"""Texts that were changed on both sides: what waits for somebody to decide, and that no decision is lost."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from factsheet.core.atomic import put
from factsheet.core.xml import Element
from factsheet.source.lock import State
from factsheet.translation import incoming

from ..exchange import Row, W, Word, cells_of, sent, translated
from ..small import SPOILED, Small, prepare

EN, FR = "sources/text/en.yaml", "sources/text/fr.yaml"
KEY = "members.title"
# What two translators write, what is in the sources meanwhile, and what somebody decides.
THEIRS, OTHER = "États membres", "Les membres"
HERE, LATER = "Nos membres", "Pays membres"
DECIDED, AGAIN = "Membres", "Les pays membres"


class Leaflet(Small):
    """A leaflet with a text that is changed in files and in the sources."""

    def __init__(self, folder: Path) -> None:
        super().__init__(prepare(folder))
        self.first = self.pairs()[KEY].translation

    def returned(self, text: str, name: str = "returned") -> Path:
        """Return a file that went out now, and came back with a translation."""
        path = sent(self.folder, "fr", "docx")
        path = path.rename(path.with_name(f"{name}.docx"))
        translated(path, KEY, text)
        return path

    def change(self, old: str, new: str, file: str = FR) -> None:
        path = self.folder / file
        text = path.read_text("utf-8")
        assert text.count(f": {old}\n") == 1
        path.write_text(text.replace(f": {old}\n", f": {new}\n"), "utf-8")

    def status(self, path: Path) -> int:
        """Import a file, and return the exit status."""
        return self.run("import", path).status

    def differ(self) -> None:
        """Change the text on both sides, and import the file that has the other one."""
        path = self.returned(THEIRS)
        self.change(self.first, HERE)
        assert self.status(path) == 1
        assert self.table == [("", [THEIRS], HERE)]

    def decide(self, text: str, path: Path | None = None) -> None:
        """Type a decision into the first row of the table, or of a copy of it; it is not imported yet."""
        translated(path or self.conflicts, KEY, text)

    @property
    def text(self) -> str:
        return self.pairs()[KEY].translation

    @property
    def state(self) -> State:
        return self.pairs()[KEY].state

    @property
    def rows(self) -> list[Row]:
        """Return the rows of the table of conflicts."""
        return Word(self.conflicts).kept() if self.conflicts.exists() else []

    @property
    def table(self) -> list[tuple[str, list[str], str]]:
        """Return for each row the decision, the versions from files, and what is here."""
        return [(row.target, row.words(4), row.words(5)[0]) for row in self.rows]


@pytest.fixture
def leaflet(tmp_path: Path) -> Leaflet:
    return Leaflet(tmp_path)


def test_whoever_decides_sees_every_version(leaflet: Leaflet) -> None:
    """A decision comes too late, since the text has changed again. Whoever decides next sees it in the same row.

    It once stood in a row of its own, perhaps on another page, and was lost when somebody wrote into the first one.
    """
    leaflet.differ()
    leaflet.decide(DECIDED)
    leaflet.change(HERE, LATER)
    assert leaflet.status(leaflet.conflicts) == 1
    assert leaflet.table == [("", [THEIRS, DECIDED], LATER)]
    leaflet.decide(AGAIN)
    assert leaflet.status(leaflet.conflicts) == 0
    assert (leaflet.text, leaflet.table) == (AGAIN, [])


def test_two_files_share_a_row(leaflet: Leaflet) -> None:
    paths = [leaflet.returned(THEIRS, "one"), leaflet.returned(OTHER, "two")]
    leaflet.change(leaflet.first, HERE)
    assert [leaflet.status(path) for path in paths] == [1, 1]
    assert leaflet.table == [("", [THEIRS, OTHER], HERE)]
    before = leaflet.bytes()
    assert [leaflet.status(path) for path in paths] == [1, 1]
    assert leaflet.bytes() == before


def test_a_version_that_came_after_the_decision_was_typed_outlives_it(leaflet: Leaflet) -> None:
    paths = [leaflet.returned(THEIRS, "one"), leaflet.returned(OTHER, "two")]
    leaflet.change(leaflet.first, HERE)
    leaflet.status(paths[0])
    leaflet.decide(DECIDED)
    leaflet.status(paths[1])
    assert leaflet.table == [(DECIDED, [THEIRS], HERE), ("", [OTHER], HERE)]
    assert leaflet.status(leaflet.conflicts) == 0
    assert (leaflet.text, leaflet.table) == (DECIDED, [("", [OTHER], DECIDED)])
    leaflet.decide(AGAIN)
    assert leaflet.status(leaflet.conflicts) == 0
    assert (leaflet.text, leaflet.table) == (AGAIN, [])


def test_a_decision_that_is_not_imported_yet_outlives_its_conflict(leaflet: Leaflet) -> None:
    """Meanwhile, somebody types the version of the file into the sources."""
    leaflet.differ()
    unchanged = leaflet.returned(HERE, "unchanged")
    leaflet.decide(DECIDED)
    leaflet.change(HERE, THEIRS)
    leaflet.status(unchanged)
    assert leaflet.table == [(DECIDED, [THEIRS], HERE)]
    assert leaflet.status(leaflet.conflicts) == 1
    assert (leaflet.text, leaflet.table) == (THEIRS, [("", [DECIDED], THEIRS)])


@pytest.mark.parametrize("meanwhile", [HERE, LATER])
def test_a_decision_outlives_one_that_was_made_in_a_copy_of_the_table(meanwhile: str, leaflet: Leaflet) -> None:
    """Whether that one is imported, or is also too late."""
    leaflet.differ()
    elsewhere = Path(shutil.copy(leaflet.conflicts, leaflet.folder / "sent/decide.docx"))
    leaflet.decide(AGAIN, elsewhere)
    leaflet.decide(DECIDED)
    leaflet.change(HERE, meanwhile)
    leaflet.status(elsewhere)
    assert (DECIDED, [THEIRS], HERE) in leaflet.table
    assert leaflet.status(leaflet.conflicts) == 1
    assert any(DECIDED in versions for _, versions, _ in leaflet.table)


@pytest.mark.parametrize("typed", ["", DECIDED + SPOILED])
def test_where_nothing_is_decided_nothing_is_settled(typed: str, leaflet: Leaflet) -> None:
    """The translation was taken out of the sources meanwhile: no decision, or a refused one, is not the same."""
    leaflet.differ()
    leaflet.change(HERE, '""')
    leaflet.decide(typed)
    leaflet.status(leaflet.conflicts)
    assert leaflet.table == [(typed, [THEIRS], HERE)]


def test_a_mended_reject_does_not_replace_what_its_translator_never_saw(leaflet: Leaflet) -> None:
    """A decision that comes too late leaves the fingerprint of a reject alone."""
    leaflet.differ()
    leaflet.status(leaflet.returned(OTHER + SPOILED))
    leaflet.decide(DECIDED)
    leaflet.change(HERE, LATER)
    leaflet.status(leaflet.conflicts)
    translated(leaflet.rejects, KEY, OTHER)
    assert leaflet.status(leaflet.rejects) == 1
    assert leaflet.text == LATER
    assert leaflet.table == [("", [THEIRS, DECIDED, OTHER], LATER)]


def test_a_decision_is_made_from_the_english_beside_it(leaflet: Leaflet) -> None:
    """Whoever decides sees the English of today; once that has changed, the decision is outdated."""
    path = leaflet.returned(THEIRS)
    leaflet.change(leaflet.first, HERE)
    leaflet.change(leaflet.english[KEY], "Member countries", EN)
    leaflet.status(path)
    assert [row.english for row in leaflet.rows] == ["Member countries"]
    leaflet.decide(DECIDED)
    late = Path(shutil.copy(leaflet.conflicts, leaflet.folder / "sent/late.docx"))
    assert leaflet.status(leaflet.conflicts) == 0
    assert (leaflet.text, leaflet.state) == (DECIDED, State.TRANSLATED)
    leaflet.change(DECIDED, HERE)
    leaflet.change("Member countries", "The members", EN)
    assert leaflet.status(late) == 0
    assert (leaflet.text, leaflet.state) == (DECIDED, State.OUTDATED)


@pytest.mark.parametrize("files", range(3))
def test_an_import_that_is_stopped_between_two_files_loses_no_decision(files: int, leaflet: Leaflet) -> None:
    leaflet.differ()
    leaflet.decide(DECIDED)
    put(incoming.importing(leaflet.root, leaflet.conflicts).files[:files], leaflet.root)
    assert leaflet.status(leaflet.conflicts) == 0
    assert (leaflet.text, leaflet.state, leaflet.table) == (DECIDED, State.TRANSLATED, [])


def moved(to: int, *columns: int) -> Callable[[list[Element]], None]:
    """Return what moves columns in front of another one, in a row."""

    def move(cells: list[Element]) -> None:
        for column in columns:
            cells[to].addprevious(cells[column])

    return move


MOVED = {"in front of the translation": moved(3, 4, 5), "in front of the English": moved(2, 4)}


@pytest.mark.parametrize("case", MOVED)
def test_the_columns_of_the_table_may_be_moved(case: str, leaflet: Leaflet) -> None:
    paths = [leaflet.returned(THEIRS, "one"), leaflet.returned(OTHER, "two")]
    leaflet.change(leaflet.first, HERE)
    leaflet.status(paths[0])
    leaflet.decide(DECIDED)
    table = Word(leaflet.conflicts)
    for line in table.document.iter(f"{W}tr"):
        MOVED[case](cells_of(line))
    table.save()
    leaflet.status(paths[1])
    assert leaflet.table == [(DECIDED, [THEIRS], HERE), ("", [OTHER], HERE)]
