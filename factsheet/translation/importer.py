"""Import a file that a translator sent: read it, decide about each text, and write what changes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from pathlib import Path

from ..core import inputs
from ..core.diagnostics import Place, Problem, Problems
from ..core.names import LanguageTag
from ..core.project import Root
from ..core.wording import because
from ..edition import locales, missing_signs, overlays
from ..source import glossary, loader, lock, signoff, yaml_editor
from ..source.lock import Made
from ..source.model import Language, Sources
from ..source.signoff import SignOff
from ..source.yaml_reader import Keys, Located
from ..text import spelling
from ..text.garbled import garbled
from ..theme import layout
from ..theme.model import Theme
from . import arrivals, merge, mixups, pending, remarks, sent, states, tongues
from .bilingual_look import Look
from .export import outgoing
from .merge import ACCEPTED, Outcome, Verdict
from .units import Row

MOST_UNKNOWN = 200
MOST_COMMENTS = 300
# The garbled texts for which a file is refused as a whole.
GARBLED = 3


@dataclass(frozen=True)
class Import:
    """The result of reading a file: what happens to each row, its comments, the files to write (None removes one).

    `direction` is that of the language, "ltr" or "rtl". `sources` and `theme` are those before it.
    """

    language: LanguageTag
    direction: str
    verdicts: Sequence[Verdict]
    comments: Sequence[tuple[Place, str]]
    files: Sequence[tuple[Path, bytes | None]]
    sources: Sources
    theme: Theme

    @property
    def open(self) -> bool:
        """Tell whether somebody has to act: on a conflict, or a rejected text."""
        return any(
            each.outcome in (Outcome.CONFLICT, Outcome.REJECTED) or (each.outcome is Outcome.EMPTY and each.row.fault)
            for each in self.verdicts
        )

    @property
    def counted(self) -> str:
        """Return the number of texts for each outcome."""
        counts = Counter(verdict.outcome for verdict in self.verdicts)
        return f"{self.language}: " + ", ".join(
            f"{counts[outcome]} {outcome.value}" for outcome in Outcome if counts[outcome]
        )

    def table(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield a row for each text worth reporting: its place, its key, what happened to it, and why."""
        for verdict in self.verdicts:
            why = verdict.why
            if verdict.outcome is Outcome.CONFLICT and verdict.pair:
                why += f'. In the file: "{verdict.text}". Here: "{verdict.pair.translation}"'
            elif verdict.outcome in ACCEPTED:
                why = "; ".join([*standing(verdict), *map(str, verdict.doubts)])
            if verdict.outcome is Outcome.EMPTY:
                why = verdict.row.fault
            if why or verdict.outcome not in (Outcome.UNCHANGED, Outcome.EMPTY):
                row = verdict.row
                where = f"{row.where}, {row.line}" if verdict.why == merge.SEVERAL and row.number else row.where
                yield where, verdict.row.id, verdict.outcome.value, why


def standing(verdict: Verdict) -> Iterator[str]:
    """Yield what is still to be done about an imported text."""
    if verdict.outdated:
        yield "outdated: the English has changed since"
    if verdict.made and verdict.made.unconfirmed:
        yield f"not confirmed yet{because([verdict.row.unsure] if verdict.row.unsure else [])}"


def importing(root: Root, content: bytes, path: Path, language: str = "", by: SignOff | None = None) -> Import:
    """Return the result of importing a file, in which somebody signs off what is imported; write nothing yet.

    `path` is the file's; the language need not be said if the file says it. Raises Problems for one that cannot be
    read.
    """
    sources = loader.read_all(root)
    others = (each for each in sources.languages.values() if each is not sources.master)
    english: dict[str, str] = {pair.id: pair.english for each in others for pair in overlays.pairs(sources, each)}
    name = path.name
    returned = sent.known(arrivals.read(content, name, english, sources.settings.name), path)
    _legible(returned.rows, name)
    into = tongues.into(sources, returned.language, language, name)
    broken = [f"sources/text/{into}.yaml", *(file for file in sources.broken if sources.is_of_variant(file))]
    wrong = [problem for file in broken for problem in sources.broken.get(file, ())]
    if problems := [*wrong, *glossary.unread(sources.broken)]:
        raise Problems(problems)
    unknown = sum(row.id not in english for row in returned.rows)
    if unknown > MOST_UNKNOWN:  # a table of so many rejects could not be read again
        what = f"{unknown:,} texts in this file are not in this leaflet"
        raise Problems([Problem(Place(name), what, "import the right file")])
    rows = [replace(row, fault=row.fault or pending.untouched(row)) for row in returned.rows]
    language_into = sources.languages[into]
    locale = language_into.settings.locale
    theme = layout.load(root)
    lacking = missing_signs.lacking(theme, locales.script(locale), root)
    verdicts = mixups.explained(merge.merged(sources, language_into, replace(returned, rows=tuple(rows)), lacking))
    # A decision is kept only in its table until the sources have it, so stopping an import here loses nothing.
    files = [*_sources(root, sources, language_into, verdicts, by), *_kept(root, sources, into, verdicts)]
    out = outgoing(sources, into, everything=True)
    around = ((Place(name), f"{returned.outside}: {words}") for words in remarks.around(returned.around, out))
    comments = _some(
        [
            *returned.comments,
            *remarks.of_rows(returned.rows, out.units),
            *remarks.of_english(verdicts),
            *mixups.remarks(verdicts),
            *around,
        ],
        Place(name),
    )
    return Import(into, locales.Locale(locale, {}).direction, verdicts, comments, files, sources, theme)


def _legible(rows: Sequence[Row], name: str) -> None:
    """Raise Problems for a file whose letters are garbled: one such text may have been pasted from elsewhere."""
    wrong = [(row, *found) for row in rows if all(found := garbled(row.target)) or all(found := garbled(row.english))]
    if len(wrong) >= GARBLED:
        row, letters, meant = wrong[0]
        what = f'the letters of {len(wrong):,} texts are garbled, as in {row.where}: "{letters}" for "{meant}"'
        raise Problems([Problem(Place(name), what, "ask for the file again, saved as UTF-8")])


def _some(comments: Sequence[tuple[Place, str]], place: Place) -> list[tuple[Place, str]]:
    """Return as many comments as anybody would read, and say how many more there are."""
    more = len(comments) - MOST_COMMENTS
    return [*comments[:MOST_COMMENTS], *([(place, f"and {more:,} more; see the file")] if more > 0 else [])]


def _sources(
    root: Root, sources: Sources, language: Language, verdicts: Sequence[Verdict], by: SignOff | None
) -> list[tuple[Path, bytes | None]]:
    """Return the sources that change. The lock comes after: a text without its entry is unconfirmed, and not lost."""
    texts: dict[str, dict[Keys, str]] = defaultdict(dict)
    located: dict[str, Located] = {}
    entries = dict(language.lock)
    for verdict in verdicts:
        if verdict.outcome not in ACCEPTED or not verdict.pair:
            continue
        file = verdict.pair.target.located.file
        if verdict.outcome is not Outcome.CONFIRMED:
            texts[file][verdict.pair.target.keys] = verdict.text
            located[file] = verdict.pair.target.located
        if verdict.made:
            entries[verdict.row.id] = _signed(verdict.made, by)
    order = list(sources.master.text)
    changed: list[tuple[Path, bytes | None]] = []
    for file, said in texts.items():
        path = root.folder / file
        changed.append(
            (path, yaml_editor.rewritten(located[file], inputs.read(root, path, inputs.SOURCE), said, order))
        )
    if entries != dict(language.lock):
        changed.append((lock.path(root, language.id), lock.written(language.id, entries)))
    return changed


def _signed(made: Made, by: SignOff | None) -> Made:
    """Return an entry signed off by whoever sent the text, unless a machine translated it."""
    if by is None or states.MACHINE in made.unconfirmed:
        return made
    return replace(made, signed=signoff.with_one(made.signed, by))


def _kept(
    root: Root, sources: Sources, id: LanguageTag, verdicts: Sequence[Verdict]
) -> list[tuple[Path, bytes | None]]:
    """Return the tables of conflicts and rejects that change."""
    held = _held(sources, id, verdicts)
    changed: list[tuple[Path, bytes | None]] = []
    for path, added, write in (
        (pending.conflicts(root, id), pending.in_conflict, pending.conflicting),
        (pending.rejects(root, id), pending.rejects_of, pending.rejected),
    ):
        before = pending.read(path, root)
        now = added(before, verdicts, held)
        if now == before:
            continue
        out = outgoing(sources, id)
        look, revised = Look(layout.load(root), out.languages), datetime.combine(sources.settings.revised, time())
        changed.append((path, write(now, look, root, revised, out.title) if now else None))
    return changed


def _held(sources: Sources, id: LanguageTag, verdicts: Sequence[Verdict]) -> Mapping[str, str]:
    """Return each translation as it will be spelled in the sources."""
    held = {pair.id: spelling.spelled(pair.translation) for pair in overlays.pairs(sources, sources.languages[id])}
    return held | {each.row.id: spelling.spelled(each.text) for each in verdicts if each.outcome in ACCEPTED}
