"""Read the variants of a factsheet: a file for each in a folder, or the rows of a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pydantic import BaseModel

from ..core.diagnostics import Place, Problem, did_you_mean, suggestion
from ..core.names import LanguageTag, TextKey, VariantId, text_key
from ..core.project import Root
from . import consistency, data_tables, facts, files, pictures, records
from .declaration import Axis, Declaration
from .facts import Values
from .frame import Frame, attempt, plain
from .generated import replacements_model, variant_model
from .model import ONLY, Allowed, Variant
from .scalars import VARIANT_ID
from .schema import ALLOW, VariantSettings
from .validation import checked
from .yaml_reader import Located

Broken = dict[str, list[Problem]]


@dataclass
class Found:
    """The variants that can be read, and the names of all that there are, in order."""

    variants: dict[VariantId, Variant] = field(default_factory=dict)
    names: list[VariantId] = field(default_factory=list)


def read_all(
    root: Root, languages: Sequence[LanguageTag], frame: Frame, problems: list[Problem], broken: Broken
) -> Found:
    """Return the variants. What is wrong with one of them is added to `broken`, what affects all to `problems`."""
    declared, found = frame.declared, Found()
    if declared is None:
        return found
    axis = declared.axis
    if axis is None:
        if frame.located:
            found.variants[ONLY] = Variant(ONLY, VariantSettings(), {}, {}, frame.located, frame.located)
        return Found(found.variants, [ONLY])
    if axis.is_table:
        each = _of_table(root, declared, axis, problems, broken)
    else:
        each = _of_folder(root, declared, axis, broken)
    for one in each:
        found.names.append(one.id)
        faults, located, texts, values = broken[declared.named(one.id)], one.located, one.texts, one.facts
        said, allow = _texts(one, languages, faults)
        variant = Variant(one.id, one.settings, values, said, located, texts, allow)
        if frame.settings and not faults:
            known = facts.under(declared, frame.facts, values)
            faults += facts.faults(located, known, values, frame.facts)
            faults += pictures.faults(root, located, declared.all, values)
        for tongue in said:
            faults += frame.marks(texts, ("text", tongue))
        if not faults:
            found.variants[one.id] = variant
    return found


@dataclass(frozen=True)
class _One:
    """A variant as it was read; `replaced` has the texts that it replaces, if there are any."""

    id: VariantId
    settings: VariantSettings
    facts: Values
    located: Located
    texts: Located
    replaced: BaseModel | None


def _of_folder(root: Root, declared: Declaration, axis: Axis, broken: Broken) -> Iterator[_One]:
    folder, how = root.sources / axis.source, consistency.how_to_name(axis)
    for id, path in files.named(root, folder, VARIANT_ID, VariantId, broken, how):
        found = broken[root.name(path)]
        located = attempt(root, path, found)
        located = data_tables.filled(root, located, declared.all, found) if located else None
        model = checked(variant_model(declared), located, found) if located else None
        if located and model:
            values = plain(model, (*declared.own, *declared.facts))
            found += consistency.misnamed(located, id, axis, values)
            yield _One(id, model, values, located, located, model)


def _of_table(root: Root, declared: Declaration, axis: Axis, problems: list[Problem], broken: Broken) -> Iterator[_One]:
    """Yield the rows of a table, each with its own texts, if there is a file with them."""
    folder, rows = root.sources / axis.plural, list(records.read(root, declared, axis, problems))
    own = dict(files.named(root, folder, VARIANT_ID, VariantId, broken, consistency.how_to_name(axis)))
    ids = [each.id for each in rows]
    for id in own.keys() - set(ids):
        hint = did_you_mean(id, ids) or f"add a row to sources/{axis.source}, or delete this file"
        name = root.name(own[id])
        broken[name].append(Problem(Place(name), f"there is no {axis.axis} {id}", hint))
    for each in rows:
        found = broken[declared.named(each.id)]
        found += each.problems
        texts = attempt(root, own[each.id], found) if each.id in own else None
        model = checked(replacements_model(declared), texts, found) if texts else None
        yield _One(each.id, each.settings, each.facts, each.located, texts or each.located, model)


def _texts(
    one: _One, languages: Sequence[LanguageTag], problems: list[Problem]
) -> tuple[dict[LanguageTag, Mapping[TextKey, str]], dict[LanguageTag, Allowed]]:
    """Return the texts that a variant replaces, which were checked, and what is allowed in them, by language."""
    text: dict[LanguageTag, Mapping[TextKey, str]] = {}
    allow: dict[LanguageTag, Allowed] = {}
    typed = one.replaced.model_dump(include={"text"})["text"] if one.replaced else {}
    for language, sections in typed.items():
        allow[language] = sections.pop(ALLOW)
        text[language] = {
            text_key(section, key): said for section, keys in sections.items() for key, said in keys.items() if said
        }
        if language not in languages:
            hint = suggestion(language, languages)
            what = f'there is no language "{language}"'
            problems.append(Problem(one.texts.place(("text", language), key=True), what, hint))
    return text, allow
