"""The program, and the pages beside a layout, are the same in every factsheet: they know no word of this leaflet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from .conftest import REPOSITORY

# Two modules are about the first version, in which there was no other leaflet: one reads what its releases say about
# themselves, which is never changed again; the other brings its sources up to date.
EXEMPT = ("factsheet/build/first_releases.py", "factsheet/authoring/migration.py")
SHARED = (
    "factsheet/**/*.py",
    "factsheet/**/*.j2",
    "factsheet/**/*.yaml",
    "layouts/site/*.j2",
    "layouts/translate/*.j2",
)

NAMES = r"khartoum|cairo|valletta|rome_declaration|horn of africa|icmpd|egypt|\bfrance\b"
FACTS = r"steering|\bmember states?\b|\bchairs?\b|conference|\bbadge\b"
LAYOUT = r"masthead|closing-band|layouts/leaflet|leaflet\.yaml|leaflet\.html\.j2"
# "blue" and "green" are also channels of a colour, and "ink" is what a press prints with: these are colours by name.
COLOURS = r"\b(?:coral|turquoise)\b|[\"'](?:blue|grey|mist|rose|sand)[\"']|--(?:blue|green|grey|mist|ink)\b"
BY_NAME = r"\bcolours(?:\[[\"']|\.get\([\"'])|\bcolours\.(?:blue|green|grey|mist|ink|line|tint|paper)\b"
WORDS = re.compile("|".join((NAMES, FACTS, LAYOUT, COLOURS, BY_NAME)), re.IGNORECASE)


def found(name: str, text: str) -> Iterator[str]:
    """Yield the words of this leaflet in a file, each with its line."""
    for number, line in enumerate(text.splitlines(), 1):
        yield from (f"{name}:{number}: {word[0]}" for word in WORDS.finditer(line))


def files() -> dict[str, str]:
    paths = (path for pattern in SHARED for path in REPOSITORY.glob(pattern))
    return {path.relative_to(REPOSITORY).as_posix(): Path(path).read_text("utf-8") for path in sorted(paths)}


def test_no_word_of_this_leaflet_is_in_what_every_factsheet_has() -> None:
    known = files()
    assert len(known) > 300
    assert {Path(name).suffix for name in known} >= {".py", ".j2"}
    assert [each for name, text in known.items() if name not in EXEMPT for each in found(name, text)] == []


@pytest.mark.parametrize("name", EXEMPT)
def test_an_exempt_module_still_needs_to_be(name: str) -> None:
    assert list(found(name, files()[name]))


@pytest.mark.parametrize(
    "line",
    [
        "# as in 2025-france",
        "<h1>Khartoum <strong>Process</strong></h1>",
        "label = 'Language or chair'",
        'theme.colours["ink"].screen',
        "{{ colours.blue }}",
        "color: var(--blue)",
        'Dress("Title", 16, "blue", True, 4)',
        'accent = "coral"',
        'root.sources / "leaflet.yaml"',
        'name == "Member States"',
        "section.masthead",
    ],
)
def test_each_kind_of_word_is_found(line: str) -> None:
    assert list(found("a.py", f"# first\n{line}\n"))


@pytest.mark.parametrize("line", ["red, green, blue = colour", "the armchair of Francesca", '"ink": ink_checks'])
def test_other_words_are_not(line: str) -> None:
    assert list(found("a.py", line)) == []
