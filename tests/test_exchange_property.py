"""Nothing is lost: random sequences of edits on both sides, and where every translation is at their end."""

from __future__ import annotations

import random
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from factsheet import kept, layers, rewrite, sources
from factsheet.located import read
from factsheet.lock import State
from factsheet.root import Root

from .conftest import REPOSITORY, Result, pipeline
from .exchange import FORMATS, W, Word, cells_of, emptied, rows, sent, targets, translated, w

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
SPOILED = " {no_such_name}"


class Exchange:
    """A leaflet of few texts: English changing, its translation changing, files going out and coming in."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.random = random.Random(seed)
        self.folder = folder
        self.root = Root(folder)
        self.words = self.every_word()
        for name in ("sources/text", "sources/chairs", "output"):
            shutil.rmtree(folder / name, ignore_errors=True)
            (folder / name).mkdir(parents=True)
        self.write("sources/leaflet.yaml", FACTS)
        self.write("sources/chairs/2025-france.yaml", "country: FR\nsince: 2025-04-09\n")
        self.write("sources/chairs/2026-kenya.yaml", "country: KE\nsince: 2026-04-09\n")
        self.write("sources/text/fr.yaml", LANGUAGE.format("fr") + TERMS.format("à dire", "non officielle"))
        self.english = {key: f"English {next(self.words)}" for key in KEYS}
        self.of_chair = ""  # what the chair of 2026 says otherwise
        self.out: list[tuple[Path, dict[str, str]]] = []  # files that went out, with the English in each
        self.entered: set[str] = set()  # every translation that anybody has written
        self.replaced: set[str] = set()  # by somebody who had seen it
        self.outcomes: Counter[str] = Counter()
        self.save_english()
        for key in KEYS[1:]:  # one is missing
            self.type_here(key)
        self.confirm()

    @staticmethod
    def every_word() -> Iterator[str]:
        """Yield words without digits: a translation must not have numbers of its own."""
        for number in count(26):
            letters = ""
            while number:
                number, digit = divmod(number, 26)
                letters += chr(ord("a") + digit)
            yield letters

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
        said, notes = LANGUAGE.format("en-GB"), ""
        for section, names in sections.items():
            said += f"{section}:\n" + "".join(f"  {name}: {self.english[f'{section}.{name}']}\n" for name in names)
            notes += f"{section}:\n" + "".join(f"  {name}: A note.\n" for name in names)
        self.write("sources/text/en.yaml", said + TERMS.format("TBD", "Unofficial translation"))
        self.write("layouts/leaflet/content.yaml", notes)

    def pairs(self) -> dict[str, layers.Pair]:
        told = sources.load(self.root)
        return {pair.id: pair for pair in layers.pairs(told, told.languages["fr"])}

    # What people do

    def change_the_english(self) -> None:
        self.english[self.random.choice(list(self.english))] = f"English {next(self.words)}"
        self.save_english()

    def change_what_a_chair_says(self) -> None:
        if "lead.title" in self.english:
            path = self.folder / "sources/chairs/2026-kenya.yaml"
            new = {("text", "en", "lead", "title"): f"English {next(self.words)}"}
            path.write_bytes(rewrite.rewritten(read(self.root, path), path.read_bytes(), new, list(self.english)))
            self.of_chair = "lead.title"

    def type_here(self, id: str) -> None:
        pair = self.pairs()[id]
        path = self.folder / pair.located.file
        new = f"ici {next(self.words)}"
        self.entered.add(new)
        self.replaced.add(pair.translation)
        order = list(sources.load(self.root).master.text)
        path.write_bytes(rewrite.rewritten(read(self.root, path), path.read_bytes(), {pair.keys: new}, order))

    def change_translations_here(self) -> None:
        ids = list(self.pairs())
        for id in self.random.sample(ids, min(3, len(ids))):
            self.type_here(id)

    def add_a_key(self) -> None:
        self.english[f"lead.{next(self.words)}"] = f"English {next(self.words)}"
        self.save_english()

    def remove_or_rename_a_key(self) -> None:
        key = self.random.choice(list(self.english))
        if len(self.english) <= 3 or key == self.of_chair:
            return
        if self.pairs()[key].translation:  # the build does not let go of what nobody has confirmed: it names the key
            assert self.run("confirm", "fr", key).status == 0
        english = self.english.pop(key)
        if self.random.random() < 0.5:
            self.english[f"lead.{next(self.words)}"] = english
        self.save_english()

    def confirm(self) -> None:
        if any(pair.translation for pair in self.pairs().values()):
            assert self.run("confirm", "fr", "--all").status == 0

    def export(self) -> None:
        format = self.random.choice(FORMATS)
        made = sent(self.folder, "fr", format, everything=self.random.random() < 0.6)
        path = made.rename(made.with_name(f"{len(self.out)}-{made.name}"))
        before = self.bytes()
        assert self.run("import", path).status == 0
        assert self.bytes() == before  # unchanged, it changes nothing
        self.out.append((path, {id: pair.english for id, pair in self.pairs().items()}))

    def change_translations_there(self) -> None:
        if not self.out:
            return
        path, _ = self.random.choice(self.out[-3:])
        there = targets(path)
        for id in self.random.sample(sorted(there), min(3, len(there))):
            how = self.random.choice(["written", "written", "written", "emptied", "spoiled"])
            new = "" if how == "emptied" else f"là {next(self.words)}"
            translated(path, id, new + SPOILED if how == "spoiled" else new)
            self.entered |= {new} - {""}
            self.replaced |= {there[id], there[id].removesuffix(SPOILED)}

    def import_(self) -> None:
        if self.out:
            self.bring_in(*self.random.choice(self.out[-3:]))

    def bring_in(self, path: Path, english: dict[str, str]) -> None:
        held = self.pairs()
        result = self.run("import", path)
        self.outcomes.update(re.findall(r"\d (new|changed|confirmed|conflict|refused)", result.out))
        for id, pair in self.pairs().items():
            if pair.translation != held[id].translation and pair.english != english.get(id):
                assert pair.state is State.OUTDATED, id
        after = self.bytes()
        assert self.run("import", path).status == result.status
        assert self.bytes() == after  # a second time, it changes nothing
        self.all_is_there()

    def decide_a_conflict(self) -> None:
        path = kept.conflicts(self.root, "fr")
        if not path.exists():
            return
        table = Word(path)
        id, row = self.random.choice(list(rows(table.document)))
        cells = cells_of(row)
        there, here = ("".join(cell.itertext(f"{W}t")) for cell in cells[4:6])
        new = f"décidé {next(self.words)}"
        emptied(cells[3].find(f"{W}p")).extend(w(f"<w:r><w:t>{new}</w:t></w:r>"))
        table.save()
        self.entered.add(new)
        self.run("import", path)
        if id in (pairs := self.pairs()) and pairs[id].translation == new:
            self.replaced |= {there, here}
        self.all_is_there()

    # What must hold

    def bytes(self) -> dict[str, bytes]:
        paths = [*(self.folder / "sources").rglob("*.yaml"), *(self.folder / "output/translate").glob("fr-*")]
        return {str(path): path.read_bytes() for path in paths}

    def all_is_there(self) -> None:
        told = sources.load(self.root)
        language = told.languages["fr"]
        there = {*language.text.values(), *language.orphans.values()}
        there |= {text for chair in told.chairs.values() for text in chair.text.get("fr", {}).values()}
        for each in kept.read(kept.rejects(self.root, "fr"), self.root):
            there.add(each.target.removesuffix(SPOILED))
        for each in kept.read(kept.conflicts(self.root, "fr"), self.root):
            there |= {each.target, each.decided}
        there |= {text.removesuffix(SPOILED) for path, _ in self.out for text in targets(path).values()}
        assert self.entered - self.replaced <= there

    def end(self) -> None:
        """Take in all that is still out; then no file counts any more."""
        for path, english in self.out:
            self.bring_in(path, english)
        self.out = []
        self.all_is_there()


DEEDS = {
    Exchange.change_the_english: 2,
    Exchange.change_what_a_chair_says: 1,
    Exchange.change_translations_here: 3,
    Exchange.add_a_key: 1,
    Exchange.remove_or_rename_a_key: 1,
    Exchange.confirm: 1,
    Exchange.export: 4,
    Exchange.change_translations_there: 7,
    Exchange.import_: 5,
    Exchange.decide_a_conflict: 1,
}


def run(folder: Path, seeds: range, steps: int) -> Counter[str]:
    """Run a sequence for each seed, in one folder, so that its fonts are cut down once."""
    for name in ("layouts", "fonts"):
        shutil.copytree(REPOSITORY / name, folder / name)
    outcomes: Counter[str] = Counter()
    for seed in seeds:
        exchange = Exchange(folder, seed)
        deeds = exchange.random.choices(list(DEEDS), list(DEEDS.values()), k=steps)
        done: list[str] = []
        try:
            for deed in deeds:
                done.append(deed.__name__)
                deed(exchange)
            exchange.end()
        except AssertionError as error:
            raise AssertionError(f"seed {seed}: {', '.join(done)}: {error}") from error
        outcomes += exchange.outcomes
    return outcomes


def test_no_translation_is_lost(tmp_path: Path) -> None:
    outcomes = run(tmp_path, range(2), steps=25)
    assert min(outcomes[each] for each in ("new", "changed", "conflict", "refused")) > 0


@pytest.mark.campaign
def test_no_translation_is_lost_in_many_sequences(tmp_path: Path) -> None:
    outcomes = run(tmp_path, range(1000, 1200), steps=40)
    assert min(outcomes[each] for each in ("new", "changed", "conflict", "refused")) > 100
