"""Load and check all sources, reporting every problem at once, each at its place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from ..core.diagnostics import Problem, Problems
from ..core.names import LanguageTag, text_key
from ..core.project import Root
from . import consistency, files, glossary, lock, orphans, variants
from .declaration import Declaration
from .frame import Frame, attempt, read_frame
from .generated import text_model
from .model import Language, Sources
from .scalars import LANGUAGE_ID
from .schema import ALLOW, SETTINGS
from .validation import HOW_TO_WRITE, checked
from .yaml_reader import Located


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
    frame = read_frame(root, problems)
    texts = list(files.named(root, root.sources / "text", LANGUAGE_ID, LanguageTag, broken, HOW_TO_WRITE[LANGUAGE_ID]))
    languages = {each.id: each for each in _languages(root, texts, frame, problems, broken)}
    found = variants.read_all(root, [id for id, _ in texts], frame, problems, broken)
    published = frame.published if frame.published is not None else found.names
    settings, axis = frame.settings, frame.declared.axis if frame.declared else None
    if frame.located and settings:
        problems += consistency.without_file(frame.located, "languages", root, root.sources / "text")
    if frame.located and frame.declared and settings and axis:
        if not axis.is_table:
            problems += consistency.without_file(frame.located, axis.plural, root, root.sources / axis.source)
        elif found.names:  # if there are none, the table could not be read, which has been said
            problems += consistency.without_row(frame.located, axis, found.names)
        listed = [found.variants[id] for id in published if id in found.variants]
        for id, clash in consistency.clashes(axis, ((each.id, each.located, each.facts) for each in listed)):
            broken[frame.declared.named(id)].append(clash)
            found.variants.pop(id, None)
    master = settings.languages[0] if settings else LanguageTag("en")
    glossaries = files.named(root, glossary.folder(root), LANGUAGE_ID, LanguageTag, broken, HOW_TO_WRITE[LANGUAGE_ID])
    terms = glossary.read_all(root, glossaries, list(dict.fromkeys([master, *(id for id, _ in texts)])), broken)
    broken = {file: found for file, found in broken.items() if found}
    if problems or not (frame.located and frame.declared and settings):
        raise Problems([*problems, *(problem for found in broken.values() for problem in found)])
    return Sources(
        frame.declared, settings, published, frame.facts, frame.located, languages, found.variants, broken, terms
    )


def _languages(
    root: Root,
    texts: Iterable[tuple[LanguageTag, Path]],
    frame: Frame,
    problems: list[Problem],
    broken: dict[str, list[Problem]],
) -> Iterable[Language]:
    """Yield the languages that can be read. A mistake in the master affects everything."""
    for id, path in texts:
        whole = id == (frame.settings.languages[0] if frame.settings else "en")
        found = problems if whole else broken[root.name(path)]
        if located := attempt(root, path, found):
            found += frame.marks(located)
            language = _language(root, id, located, frame.declared, found, whole=whole) if frame.declared else None
            if language and not found:
                yield language


def _language(
    root: Root, id: LanguageTag, located: Located, declared: Declaration, problems: list[Problem], *, whole: bool
) -> Language | None:
    """Read a language file with its lock."""
    try:
        made = lock.load(root, id)
    except Problems as found:
        problems.extend(found.problems)
        made = {}
    orphaned = orphans.found(located.value, declared.texts, made)
    kept = orphans.without(located.value, orphaned)
    model = checked(text_model(declared, whole=whole), replace(located, value=kept), problems)
    if model is None:
        return None
    texts = model.model_dump(exclude={SETTINGS, ALLOW})
    text = {text_key(section, key): text for section, keys in texts.items() for key, text in keys.items() if text}
    return Language(id, model.language, text, orphaned, made, located, model.allow)  # type: ignore[attr-defined]
