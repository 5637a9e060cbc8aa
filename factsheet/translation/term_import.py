"""Import a TBX file: read it, decide about each of its terms, and add to the glossary what is new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..core import inputs
from ..core.diagnostics import Place, Problem, Problems
from ..core.names import LanguageTag
from ..core.project import Root
from ..source import glossary, loader
from ..source.glossary import GlossaryFile, Term
from ..source.model import Sources
from ..source.validation import checked
from ..source.yaml_additions import added
from ..source.yaml_reader import Keys, Value, parsed
from . import tbx_read, tongues
from .merge import Outcome
from .tbx_read import Entry, Said
from .term_merge import Arrived, Merge, Verdict

# A file of the glossary that has no terms yet.
EMPTY = b"# yaml-language-server: $schema=../schema/glossary.json\n\nterms:\n"
FIELDS = ("preferred", "also", "forbidden", "note")


@dataclass(frozen=True)
class TermImport:
    """The result of reading a file: what becomes of each of its terms, and the files to write."""

    language: LanguageTag
    verdicts: Sequence[Verdict]
    files: Sequence[tuple[Path, bytes | None]]
    comments: Sequence[tuple[Place, str]] = ()

    @property
    def open(self) -> bool:
        """Tell whether somebody has to act: on a conflict, or a rejected term."""
        return any(each.outcome in (Outcome.CONFLICT, Outcome.REJECTED) for each in self.verdicts)

    @property
    def counted(self) -> str:
        """Return the number of terms for each outcome."""
        counts = Counter(verdict.outcome for verdict in self.verdicts)
        return f"{self.language}: " + ", ".join(f"{counts[each]} {each.value}" for each in Outcome if counts[each])

    def table(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield a row for each term worth reporting: its place, its name, what became of it, and why."""
        for each in self.verdicts:
            if each.why or each.outcome not in (Outcome.UNCHANGED, Outcome.EMPTY):
                yield f"line {each.place.line}", each.name, each.outcome.value, each.why


def importing(root: Root, content: bytes, name: str, language: str = "") -> TermImport:
    """Return the result of importing a TBX file of some name; write nothing yet.

    The language need not be said if the file has terms in only one. Raises Problems for a file that cannot be read.
    """
    sources = loader.read_all(root)
    entries = tbx_read.entries(content, name)
    into = _into(sources, entries, language, name)
    wrong = sources.broken.get(f"sources/text/{into}.yaml", ())
    if problems := [*wrong, *glossary.unread(sources.broken)]:
        raise Problems(problems)
    merge = Merge(sources, into)
    verdicts = [merge.verdict(each) for each in _arrived(sources, entries, into)]
    grown = {sources.master.id: merge.english, into: merge.own}
    return TermImport(into, verdicts, _files(root, sources, grown))


def _into(sources: Sources, entries: Iterable[Entry], asked: str, name: str) -> LanguageTag:
    """Return the language whose terms are to be imported. Raises Problems if that is not clear."""
    known, place = tongues.tags(sources), Place(name)
    written = dict.fromkeys(tag for entry in entries for tag, _ in entry.terms)
    there = dict.fromkeys(id for tag in written if (id := _meant(sources, tag)) and id != sources.master.id)
    if asked:
        into = tongues.meant(asked, known)
        if into and into in there:
            return into
        if not into:
            raise Problems([tongues.unknown(sources, asked, place)])
        raise Problems([Problem(place, f'there are no terms in "{asked}" in this file', _has(written))])
    if len(there) == 1:
        return next(iter(there))
    if not there:
        what = "this file has no terms in any of the leaflet's languages"
        raise Problems([Problem(place, what, f"{_has(written)}; to start one: make language lang=sw")])
    what = f"there are terms in several languages in this file: {', '.join(there)}"
    raise Problems([Problem(place, what, f"import one at a time: lang={next(iter(there))}")])


def _has(tags: Iterable[str]) -> str:
    shown = [tag for tag in tags if tag][:10]
    return f"it has terms in: {', '.join(shown)}" if shown else "it does not say which languages its terms are in"


def _meant(sources: Sources, tag: str) -> LanguageTag | None:
    """Return the language that a tag means: one that is translated into, or the master."""
    master = sources.master
    exactly = {master.id.lower(): master.id, master.settings.locale.lower(): master.id}
    if id := exactly.get(tag.replace("_", "-").lower()):
        return id
    return tongues.meant(tag, tongues.tags(sources)) or tongues.meant(tag, exactly)


def _arrived(sources: Sources, entries: Iterable[Entry], into: LanguageTag) -> Iterator[Arrived]:
    """Yield what each entry has in English and in the language."""
    meant: dict[str, LanguageTag | None] = {}
    for entry in entries:
        said: dict[LanguageTag | None, list[Said]] = {}
        for tag, terms in entry.terms:
            if tag not in meant:
                meant[tag] = _meant(sources, tag)
            said.setdefault(meant[tag], []).append(terms)
        english, own = (tbx_read.together(said.get(id, [])) for id in (sources.master.id, into))
        yield Arrived(entry.id, entry.place, english, own, entry.note)


def _files(
    root: Root, sources: Sources, grown: Mapping[LanguageTag, Mapping[str, Term]]
) -> list[tuple[Path, bytes | None]]:
    """Return the files of the glossary that change, the master's first: a language may have no term that it lacks.

    Raises Problems for a file that cannot be added to.
    """
    changed: list[tuple[Path, bytes | None]] = []
    for id, terms in grown.items():
        additions = dict(_additions(sources.glossary.of(id), terms))
        if not additions:
            continue
        path = glossary.path(root, id)
        before = inputs.read(root, path, inputs.SOURCE) if id in sources.glossary.located else EMPTY
        located = sources.glossary.located.get(id) or parsed(EMPTY.decode(), root.name(path))
        content = added(located, before, additions)
        problems: list[Problem] = []
        checked(GlossaryFile, parsed(content.decode("utf-8-sig"), root.name(path)), problems)
        if problems:
            raise Problems(problems)
        changed.append((path, content))
    return changed


def _additions(before: Mapping[str, Term], now: Mapping[str, Term]) -> Iterator[tuple[Keys, Value]]:
    """Yield what terms have now that they did not have before."""
    for name, term in now.items():
        fields: dict[str, Value] = {key: value for key in FIELDS if (value := getattr(term, key))}
        if name not in before:
            yield ("terms", name), fields
            continue
        for key, value in fields.items():
            there = getattr(before[name], key)
            if isinstance(value, list):
                value = value[len(there) :]
            if value and value != there:
                yield ("terms", name, key), value
