"""Load and check all sources, reporting every problem at once, each at its place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from ..core.diagnostics import Place, Problem, Problems, did_you_mean, suggestion
from ..core.names import ChairId, LanguageTag, TextKey, text_key
from ..core.project import Root
from . import consistency, facts, glossary, lock, markup_lint, orphans, slips
from .generated import chair_model, text_model
from .glossary import Glossary
from .scalars import CHAIR_ID, LANGUAGE_ID
from .schema import ALLOW, PLACEHOLDERS, SETTINGS, TERMS, Chairmanship, LanguageSettings, Leaflet
from .validation import HOW_TO_WRITE, checked
from .yaml_reader import Keys, Located, Value, read

Allowed = Mapping[TextKey, Mapping[str, str]]  # by text: thing -> reason

Name = TypeVar("Name", ChairId, LanguageTag)


@dataclass(frozen=True)
class Language:
    """A file in sources/text: its settings, its texts under dotted keys ("lead.title"), and its lock.

    `orphans` are texts that no longer exist in English; they are kept, but not printed. `allow` lists what a text may
    have even though the English does not, with the reason.
    """

    id: LanguageTag
    settings: LanguageSettings
    text: Mapping[TextKey, str]
    orphans: Mapping[TextKey, str]
    lock: Mapping[str, lock.Made]
    located: Located
    allow: Allowed = field(default_factory=dict)

    def place(self, key: TextKey, of: str = "") -> Place:
        """Return the place of a text, or of a word in it."""
        return self.located.place(tuple(key.split(".")), of=of)


@dataclass(frozen=True)
class Chair:
    """A file in sources/chairs: its facts, and the texts that it replaces, by language and dotted key.

    `allow` lists, also by language, what these may have even though the English does not.
    """

    id: ChairId
    facts: Chairmanship
    text: Mapping[LanguageTag, Mapping[TextKey, str]]
    located: Located
    allow: Mapping[LanguageTag, Allowed] = field(default_factory=dict)


@dataclass(frozen=True)
class Sources:
    """Everything the leaflet says, checked. `notes` says what each text is for, in reading order.

    `located` is leaflet.yaml as it was typed;
    `broken` are the files of languages, chairs and terms that are not among these, each with what is wrong in it.
    """

    leaflet: Leaflet
    located: Located
    languages: Mapping[LanguageTag, Language]
    chairs: Mapping[ChairId, Chair]
    notes: Mapping[TextKey, str]
    broken: Mapping[str, Sequence[Problem]]
    glossary: Glossary = field(default_factory=Glossary)

    @property
    def master(self) -> Language:
        """Return the language that the others are translated from."""
        return self.languages[self.leaflet.languages[0]]

    def translation(self, id: LanguageTag) -> Language:
        """Return a language other than the master. Raises Problems if there is none by that name."""
        master = self.master.located  # of which pseudo-languages are made too
        others = {name: language for name, language in self.languages.items() if language.located is not master}
        if id not in others:
            hint = did_you_mean(id, others) or f"{suggestion(id, others)}; to add one: make language lang=sw"
            raise Problems([Problem(Place(f"lang={id}"), "there is no such translation", hint)])
        return others[id]


def load(root: Root) -> Sources:
    """Read the sources of a project, or raise Problems that name everything wrong in them."""
    sources = read_all(root)
    if sources.broken:
        raise Problems(problem for problems in sources.broken.values() for problem in problems)
    return sources


def read_all(root: Root) -> Sources:
    """Read the sources of a project as far as they can be read.

    Raises Problems, with all that is wrong anywhere, if it affects every leaflet.
    """
    problems: list[Problem] = []
    broken: dict[str, list[Problem]] = defaultdict(list)
    frame = _frame(root, problems)
    texts = list(_folder(root, root.sources / "text", LANGUAGE_ID, LanguageTag, broken))
    languages = {each.id: each for each in _languages(root, texts, frame, problems, broken)}
    chairs = {each.id: each for each in _chairs(root, [id for id, _ in texts], frame, broken)}
    located, leaflet = frame.facts, frame.leaflet
    if located and leaflet:
        problems += [
            *consistency.strangers(located, leaflet),
            *consistency.without_file(located, "languages", root, root.sources / "text"),
            *consistency.without_file(located, "chairs", root, root.sources / "chairs"),
        ]
        published = (chairs[id] for id in leaflet.chairs if id in chairs)
        for file, clash in consistency.clashes((each.located, each.facts) for each in published):
            broken[file].append(clash)
            chairs.pop(ChairId(Path(file).stem), None)
    master = leaflet.languages[0] if leaflet else LanguageTag("en")
    files = _folder(root, glossary.folder(root), LANGUAGE_ID, LanguageTag, broken)
    terms = glossary.read_all(root, files, list(dict.fromkeys([master, *(id for id, _ in texts)])), broken)
    broken = {file: found for file, found in broken.items() if found}
    if problems or located is None or leaflet is None:
        raise Problems([*problems, *(problem for found in broken.values() for problem in found)])
    return Sources(leaflet, located, languages, chairs, frame.notes, broken, terms)


@dataclass(frozen=True)
class _Frame:
    """What every other file is checked against: leaflet.yaml as far as it can be read, and what the layout prints."""

    facts: Located | None
    leaflet: Leaflet | None
    content: Mapping[str, Value]

    @property
    def notes(self) -> dict[TextKey, str]:
        """Return what each text is for, in reading order."""
        sections = self.content.items()
        return {text_key(section, key): str(note) for section, keys in sections for key, note in dict(keys).items()}  # type: ignore[arg-type]

    def marks(self, located: Located, keys: Keys = ()) -> Iterable[Problem]:
        """Yield what is wrong with how the texts below `keys` are typed. A chair's can print what it keeps itself."""
        yield from slips.faults(located, keys, SETTINGS)
        if self.facts:
            dates, links = (_keys(self.facts, field) + _keys(located if keys else None, field) for field in facts.MAPS)
            yield from markup_lint.faults(located, keys, [*dates, *PLACEHOLDERS, *links], links)


def _frame(root: Root, problems: list[Problem]) -> _Frame:
    facts = _attempt(root, root.sources / "leaflet.yaml", problems)
    leaflet = checked(Leaflet, facts, problems) if facts else None
    return _Frame(facts, leaflet, _content(root, problems))


def _languages(
    root: Root,
    texts: Iterable[tuple[LanguageTag, Path]],
    frame: _Frame,
    problems: list[Problem],
    broken: dict[str, list[Problem]],
) -> Iterable[Language]:
    """Yield the languages that can be read. A mistake in the master affects everything."""
    for id, path in texts:
        whole = id == (frame.leaflet.languages[0] if frame.leaflet else "en")
        found = problems if whole else broken[root.name(path)]
        if located := _attempt(root, path, found):
            found += frame.marks(located)
            language = _language(root, id, located, frame.content, found, whole=whole) if frame.content else None
            if language and not found:
                yield language


def _chairs(
    root: Root, languages: Sequence[LanguageTag], frame: _Frame, broken: dict[str, list[Problem]]
) -> Iterable[Chair]:
    """Yield the chairs that can be read."""
    for id, path in _folder(root, root.sources / "chairs", CHAIR_ID, ChairId, broken):
        found = broken[root.name(path)]
        if (located := _attempt(root, path, found)) and frame.content:
            chair = _chair(id, located, frame.content, languages, found)
            if not chair:
                continue
            found += consistency.of_chair(located, chair.facts, frame.leaflet) if frame.leaflet else ()
            for tongue in chair.text:
                found += frame.marks(located, ("text", tongue))
            if not found:
                yield chair


def _attempt(root: Root, path: Path, problems: list[Problem]) -> Located | None:
    try:
        return read(root, path)
    except Problems as found:
        problems.extend(found.problems)
        return None


def _content(root: Root, problems: list[Problem]) -> dict[str, Value]:
    """Return the texts of the layout, and the terms that every language has as well."""
    try:
        return sections(read(root, root.layout / "content.yaml")) | {"terms": dict(TERMS)}
    except Problems as found:
        problems.extend(found.problems)
        return {}


def _folder(
    root: Root, folder: Path, form: str, named: Callable[[str], Name], broken: dict[str, list[Problem]]
) -> Iterable[tuple[Name, Path]]:
    """Yield the files of a folder of sources, by their names, which are checked."""
    for path in sorted({*folder.glob("*.yaml")} - {*folder.glob("*.lock.yaml")}):
        if re.match(form, path.stem):
            yield named(path.stem), path
        else:
            what = f'the name "{path.stem}" is not in the right form'
            broken[root.name(path)] = [Problem(Place(root.name(path)), what, HOW_TO_WRITE[form])]


def _keys(located: Located | None, field: str) -> list[str]:
    """Return the keys of a map in a file, whatever else may be wrong with it."""
    value = located.value.get(field) if located and isinstance(located.value, dict) else None
    return list(value) if isinstance(value, dict) else []


def sections(content: Located) -> dict[str, Value]:
    """Return the layout's sections, each a map of key -> note, or raise Problems for anything else."""
    found = content.value if isinstance(content.value, dict) else {}
    problems = [
        Problem(content.place((name,)), f'"{name}" is not a section', 'write "key: note" lines under it')
        for name, notes in found.items()
        if not isinstance(notes, dict) or not all(isinstance(note, str) for note in notes.values())
    ]
    for name in found.keys() & {SETTINGS, ALLOW}:
        what = f'"{name}" has a special meaning in a language file'
        problems.append(Problem(content.place((name,), key=True), what, "give this section another name"))
    if problems or not found:
        raise Problems(
            problems
            or [Problem(content.place(()), "this is not a section", 'write "section:" and "key: note" lines under it')]
        )
    return found


def _language(
    root: Root, id: LanguageTag, located: Located, content: Mapping[str, Value], problems: list[Problem], *, whole: bool
) -> Language | None:
    """Read a language file with its lock."""
    try:
        made = lock.load(root, id)
    except Problems as found:
        problems.extend(found.problems)
        made = {}
    orphaned = orphans.found(located.value, content, made)
    kept = orphans.without(located.value, orphaned)
    model = checked(text_model(content, whole=whole), replace(located, value=kept), problems)
    if model is None:
        return None
    texts = model.model_dump(exclude={SETTINGS, ALLOW})
    text = {text_key(section, key): text for section, keys in texts.items() for key, text in keys.items() if text}
    return Language(id, model.language, text, orphaned, made, located, model.allow)  # type: ignore[attr-defined]


def _chair(
    id: ChairId,
    located: Located,
    content: Mapping[str, Value],
    languages: Sequence[LanguageTag],
    problems: list[Problem],
) -> Chair | None:
    """Read a chair's file, with the texts that it replaces."""
    model = checked(chair_model(content), located, problems)
    if model is None:
        return None
    if not id.startswith(year := str(model.since.year)):
        what = f"the term begins in {year}, but the file is called {id}"
        problems.append(Problem(located.place(("since",)), what, f"call it {year}{id[4:]}.yaml, or correct the date"))
    text: dict[LanguageTag, Mapping[TextKey, str]] = {}
    allow: dict[LanguageTag, Allowed] = {}
    for language, sections in model.model_dump()["text"].items():
        allow[language] = sections.pop(ALLOW)
        text[language] = {
            text_key(section, key): said for section, keys in sections.items() for key, said in keys.items() if said
        }
        if language not in languages:
            hint = suggestion(language, languages)
            what = f'there is no language "{language}"'
            problems.append(Problem(located.place(("text", language), key=True), what, hint))
    return Chair(id, model, text, located, allow)
