"""A small leaflet, whose texts go to translators and come back within milliseconds."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import cache
from itertools import count
from pathlib import Path

import uharfbuzz

from factsheet.core.project import Root
from factsheet.edition import overlays
from factsheet.source import loader, yaml_editor
from factsheet.source.model import Sources
from factsheet.source.yaml_reader import Keys, read
from factsheet.theme import fonts
from factsheet.translation import pending

from .conftest import REPOSITORY, Result, pipeline

KEYS = ("document.title", "masthead.name", "lead.title", "members.title", "activities.title")
FACTS = """\
name: small
revised: 2025-04-09
languages: [en, fr]
chairs: [2025-france, 2026-kenya]
press: coated
dates: {established: 2014-11}
members: [FR, KE]
steering_committee: [FR]
links: {website: "https://www.example.org"}
"""
LANGUAGE = "language:\n  locale: {}\n  status: unofficial\n"
TERMS = "terms:\n  to_be_determined: {}\n  unofficial_translation: {}\n"
DECLARED = (REPOSITORY / "layouts/leaflet/content.yaml").read_text("utf-8").partition("\n# Sections of texts")[0]
# What a translation must not have: the English has no placeholders.
SPOILED = " {no_such_name}"


def prepare(folder: Path) -> Path:
    """Put into a folder what a leaflet is made from besides its sources; any number of them may be written there."""
    shutil.copytree(REPOSITORY / "layouts", folder / "layouts")
    (folder / "fonts").mkdir()
    for name, font in _small_fonts().items():
        (folder / "fonts" / name).write_bytes(font)
    (folder / "fonts" / fonts.ACCEPTED).write_text(fonts.accepting(Root(folder)), "utf-8")
    return folder


@cache
def _small_fonts() -> dict[str, bytes]:
    """Return the fonts with the letters that are used here alone: every table is packed with them."""
    small = {}
    for path in (REPOSITORY / "fonts").glob("*.ttf"):
        plan = uharfbuzz.SubsetInput()
        plan.unicode_set.update({*range(0x20, 0x17F), 0x203A, 0x25A0})
        small[path.name] = bytes(plan.subset(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)))).blob.data)
    return small


class Small:
    """A leaflet of few texts, all but the first of them translated into French and confirmed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.root = Root(folder)
        self.conflicts, self.rejects = pending.conflicts(self.root, "fr"), pending.rejects(self.root, "fr")
        self.words = _every_word()
        self.loaded: tuple[dict[str, bytes], Sources] | None = None
        for name in ("sources/text", "sources/chairs", "output", "sent"):
            shutil.rmtree(folder / name, ignore_errors=True)
            (folder / name).mkdir(parents=True)
        self.write("sources/factsheet.yaml", FACTS)
        self.write("sources/chairs/2025-france.yaml", "country: FR\nsince: 2025-04-09\n")
        self.write("sources/chairs/2026-kenya.yaml", "country: KE\nsince: 2026-04-09\n")
        self.write("sources/text/fr.yaml", LANGUAGE.format("fr") + TERMS.format("à dire", "non officielle"))
        self.english = {key: f"English {next(self.words)}" for key in KEYS}
        self.save_english()
        for key in KEYS[1:]:
            self.translate(key, f"ici {next(self.words)}")
        self.confirm()

    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, "utf-8")

    def run(self, *arguments: str | Path) -> Result:
        result = pipeline(*arguments, "--root", self.folder)
        assert result.status in (0, 1), result.err
        assert "Traceback" not in result.err, result.err
        return result

    def save_english(self) -> None:
        sections: dict[str, list[str]] = {}
        for key in self.english:
            section, _, name = key.partition(".")
            sections.setdefault(section, []).append(name)
        said, notes = LANGUAGE.format("en-GB"), f"{DECLARED}\ntexts:\n"
        for section, names in sections.items():
            said += f"{section}:\n" + "".join(f"  {name}: {self.english[f'{section}.{name}']}\n" for name in names)
            notes += f"  {section}:\n" + "".join(f"    {name}: A note.\n" for name in names)
        self.write("sources/text/en.yaml", said + TERMS.format("TBD", "Unofficial translation"))
        self.write("layouts/leaflet/content.yaml", f"{notes}  terms:\n    to_be_determined: A note.\n")

    def sources(self) -> Sources:
        """Return the sources, read again where they have changed."""
        files = [*(self.folder / "sources").rglob("*.yaml"), self.folder / "layouts/leaflet/content.yaml"]
        now = {str(path): path.read_bytes() for path in files}
        if not self.loaded or self.loaded[0] != now:
            self.loaded = now, loader.load(self.root)
        return self.loaded[1]

    def pairs(self) -> dict[str, overlays.Pair]:
        sources = self.sources()
        return {pair.id: pair for pair in overlays.pairs(sources, sources.languages["fr"])}

    def confirm(self) -> None:
        if any(pair.translation for pair in self.pairs().values()):
            assert self.run("confirm", "fr", "--all").status == 0

    def translate(self, id: str, text: str) -> None:
        """Write a translation into the sources."""
        pair = self.pairs()[id]
        self.rewrite(pair.target.located.file, pair.target.keys, text)

    def rewrite(self, file: str, keys: Keys, text: str) -> None:
        path = self.folder / file
        order = list(self.sources().master.text)
        path.write_bytes(yaml_editor.rewritten(read(self.root, path), path.read_bytes(), {keys: text}, order))

    def bytes(self) -> dict[str, bytes]:
        """Return all that an import may write."""
        paths = [*(self.folder / "sources").rglob("*.yaml"), *(self.folder / "output/translate").glob("fr-*")]
        return {str(path): path.read_bytes() for path in paths}


def _every_word() -> Iterator[str]:
    """Yield words without digits: a translation must not have numbers of its own."""
    for number in count(26):
        letters = ""
        while number:
            number, digit = divmod(number, 26)
            letters += chr(ord("a") + digit)
        yield letters
