"""The people around a leaflet: they write on both sides, send files, import them, and decide.

All that anybody writes is noted here, and so is what its writer saw.
"""

from __future__ import annotations

import random
import re
import shutil
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from factsheet.source.lock import State
from factsheet.translation import pending

from . import disguises
from .conftest import Result
from .exchange import FORMATS, Row, Word, sent, targets, translated
from .small import SPOILED, Small


@dataclass
class Out:
    """A file that went out: the English in it, and its translations as they stand in it now."""

    path: Path
    english: dict[str, str]
    there: dict[str, str]


class Exchange(Small):
    """A leaflet that changes on both sides, while files go out and come back."""

    def __init__(self, folder: Path, seed: int) -> None:
        super().__init__(folder)
        self.random = random.Random(seed)
        self.of_variant = ""  # what the variant of 2026 says differently
        self.out: list[Out] = []
        self.copies: list[Path] = []  # of the table of conflicts, with a decision in each
        self.entered = {pair.translation for pair in self.pairs().values()}  # all that anybody has written
        self.replaced = {""}  # by somebody who had seen it
        self.seen: dict[str, set[str]] = {}  # what the writer of a translation had beside it
        self.made_from: dict[str, str] = {}  # and the English that it was made from
        self.outcomes: Counter[str] = Counter()

    def written(self, text: str) -> str:
        """Return a translation that somebody is writing now."""
        self.entered.add(text)
        return text

    def maybe_spoiled(self, text: str) -> str:
        return text + SPOILED if self.random.random() < 0.2 else text

    # What people do with the sources

    def change_the_english(self) -> None:
        self.english[self.random.choice(list(self.english))] = f"English {next(self.words)}"
        self.save_english()

    def change_what_a_variant_says(self) -> None:
        if "lead.title" in self.english:
            keys = ("text", "en", "lead", "title")
            self.rewrite("sources/chairs/2026-kenya.yaml", keys, f"English {next(self.words)}")
            self.of_variant = "lead.title"

    def type_here(self, id: str, text: str) -> None:
        self.replaced.add(self.pairs()[id].translation)
        self.translate(id, text)

    def change_translations_here(self) -> None:
        ids = list(self.pairs())
        for id in self.random.sample(ids, min(3, len(ids))):
            self.type_here(id, self.written(f"ici {next(self.words)}"))

    def take_a_translation_out(self) -> None:
        # That of a variant may not be empty. What nobody has confirmed is unknown once its English is gone.
        if ids := [id for id, pair in self.pairs().items() if pair.translation and pair.made and id in self.english]:
            self.type_here(self.random.choice(ids), "")

    def add_a_key(self) -> None:
        self.english[f"lead.{next(self.words)}"] = f"English {next(self.words)}"
        self.save_english()

    def remove_or_rename_a_key(self) -> None:
        key = self.random.choice(list(self.english))
        if len(self.english) <= 3 or key == self.of_variant:
            return
        if self.pairs()[key].translation:  # the build does not drop what nobody has confirmed: it names the key
            assert self.run("confirm", "fr", key).status == 0
        english = self.english.pop(key)
        if self.random.random() < 0.5:
            self.english[f"lead.{next(self.words)}"] = english
        self.save_english()

    # What they do with files

    def export(self) -> None:
        format = self.random.choice(FORMATS)
        made = sent(self.folder, "fr", format, everything=self.random.random() < 0.6)
        path = made.rename(made.with_name(f"{len(self.out)}-{made.name}"))
        before = self.bytes()
        as_it_is = disguises.any_of(path, self.random) if format == "docx" else path
        assert self.run("import", as_it_is).status == 0
        assert self.bytes() == before  # unchanged, it changes nothing
        self.out.append(Out(path, {id: pair.english for id, pair in self.pairs().items()}, targets(path)))

    def change_translations_there(self) -> None:
        out = self.random.choice(self.out[-3:])
        for id in self.random.sample(sorted(out.there), min(3, len(out.there))):
            how = self.random.choice(["written", "written", "written", "emptied", "spoiled"])
            new = "" if how == "emptied" else self.written(f"là {next(self.words)}")
            translated(out.path, id, new + SPOILED if how == "spoiled" else new)
            self.replaced |= {out.there[id], out.there[id].removesuffix(SPOILED)}
            self.made_from[new] = out.english.get(id, "")
        out.there = targets(out.path)

    def import_(self) -> None:
        out = self.random.choice(self.out[-3:])
        assert self.bring_in(out).status == self.import_again(out.path).status

    def bring_in(self, out: Out) -> Result:
        result = self.take_in(disguises.any_of(out.path, self.random))
        self.outcomes.update(re.findall(r"\d (new|changed|confirmed|conflict|rejected)", result.out))
        return result

    # What they do with the tables of what was not imported

    def type_into(self, path: Path, word: str) -> Row:
        """Type into any row of a table; return the row as it was."""
        table = Word(path)
        row = self.random.choice(table.kept())
        new = self.written(f"{word} {next(self.words)}")
        row.type(self.maybe_spoiled(new))
        table.save()
        self.made_from[new] = row.english
        self.seen[new] = row.beside | self.seen.get(row.target.removesuffix(SPOILED), set())
        return row

    def decide_a_conflict(self) -> None:
        self.replaced.add(self.type_into(self.conflicts, "décidé").target.removesuffix(SPOILED))

    def decide_in_a_copy(self) -> None:
        path = Path(shutil.copy(self.conflicts, self.folder / f"sent/decide-{next(self.words)}.docx"))
        self.type_into(path, "ailleurs")
        self.copies.append(path)

    def import_decisions(self) -> None:
        path = self.random.choice(self.tables)
        self.take_in_decisions(path)
        if path.exists():  # one in which all was settled is gone
            self.import_again(path)

    @property
    def tables(self) -> list[Path]:
        """Return the table of conflicts, if there is one, and its copies."""
        return [*self.copies, *([self.conflicts] if self.conflicts.exists() else [])]

    def take_in_decisions(self, path: Path) -> None:
        self.copies = [each for each in self.copies if each != path]
        self.take_in(path)

    def mend_a_reject(self) -> None:
        row = self.type_into(self.rejects, "corrigé")
        self.replaced |= {row.target, row.target.removesuffix(SPOILED)}

    def import_rejects(self) -> None:
        self.take_in(self.rejects)
        if self.rejects.exists():
            self.import_again(self.rejects)

    # What becomes of it

    def take_in(self, path: Path) -> Result:
        """Import a file: what it puts in the place of something was written by somebody who had seen that."""
        held = self.pairs()
        result = self.run("import", path)
        for id, pair in self.pairs().items():
            if (new := pair.translation) != held[id].translation:
                self.replaced |= self.seen.get(new, set()) - {new}
                if pair.english != self.made_from.get(new, pair.english):
                    assert pair.state is State.OUTDATED, id
        self.all_is_there()
        return result

    def import_again(self, path: Path) -> Result:
        """Import a file a second time, which changes nothing."""
        before = self.bytes()
        result = self.run("import", path)
        assert self.bytes() == before
        return result

    def all_is_there(self) -> None:
        """Assert that each translation that anybody has written is there, except those that somebody has replaced."""
        sources = self.sources()
        language = sources.languages["fr"]
        there = {*language.text.values(), *language.orphans.values()}
        there |= {text for variant in sources.variants.values() for text in variant.text.get("fr", {}).values()}
        there |= {each.target for each in pending.read(self.rejects, self.root)}
        there |= {text for each in pending.read(self.conflicts, self.root) for text in (each.target, each.decided)}
        there |= {row.target for path in self.copies for row in Word(path).kept()}
        there |= {text for out in self.out for text in out.there.values()}
        lost = self.entered - self.replaced - {text.removesuffix(SPOILED) for text in there}
        assert not lost

    def end(self) -> None:
        """Import all that is still out, in any order; what has been imported no longer counts."""
        everything: Sequence[Out | Path] = [*self.out, *self.copies, self.conflicts, self.rejects]
        for each in self.random.sample(everything, len(everything)):
            if isinstance(each, Out):
                self.bring_in(each)
                self.out.remove(each)
                self.all_is_there()
            elif each.exists():
                self.take_in_decisions(each)
