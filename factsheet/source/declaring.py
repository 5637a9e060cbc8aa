"""Read what a layout declares in content.yaml, and report everything that is wrong with it at its line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, Literal

from pydantic import Field

from ..core.diagnostics import Place, Problem, Problems, suggestion
from ..core.project import Root
from ..text.markup import NOTE
from .declaration import Axis, Declaration
from .fact_kinds import KINDS, ChoiceFact, Fact, Inside
from .scalars import KEY, Key
from .schema import ALLOW, NOTES, RESERVED, SETTINGS, TERMS, Shape
from .validation import checked
from .yaml_reader import Keys, Located, parsed, read

CONTENT = "content.yaml"
# What an option of some command is called already.
OPTIONS = "root lang format force jobs patience scheduler verbose quiet help by date since against json all tmx".split()
# A file or folder in sources/, never a path out of it; and the folders there that have another meaning.
PLACE, TAKEN = r"[\w-][\w. -]*", ("text", "schema", "glossary", "pictures")


class _Content(Shape):
    version: Literal["2"]
    facts: dict[str, Any] = Field(default={})
    variants: Any = None
    when: dict[Key, Key] = Field(default={})
    texts: dict[str, Any]


def declared(root: Root) -> Declaration:
    """Return what the layout of a project declares. Raises Problems with all that is wrong in content.yaml."""
    if len(found := root.layouts) > 1:
        what = f"there are several layouts: {', '.join(root.name(path) for path in found)}"
        raise Problems([Problem(Place("layouts"), what, "keep one of them here")])
    located = read(root, root.layout / CONTENT)
    return _understood("\n".join(located.lines), located.file)


@lru_cache(maxsize=8)
def _understood(text: str, file: str) -> Declaration:
    """Return what a file declares: if it has not changed, the same declaration, so that its models are kept."""
    located = parsed(text, file)
    _of_today(located)
    problems: list[Problem] = []
    content = checked(_Content, located, problems)
    if content is None:
        raise Problems(problems)
    facts = _facts(located, ("facts",), content.facts, problems)
    axis = _axis(located, problems) if content.variants else None
    texts = _texts(located, content.texts, problems)
    found = Declaration(facts, axis, content.when, texts)
    problems += _contradictions(located, found)
    if problems:
        raise Problems(problems)
    return found


class Earlier(Problems):
    """The factsheet is of the first version, which declared its texts only."""


def _of_today(located: Located) -> None:
    """Raise Earlier for a file of the first version."""
    if not isinstance(located.value, dict) or "version" not in located.value:
        what = "this factsheet is of an earlier version"
        raise Earlier([Problem(Place(located.file), what, "to bring it up to date: make migrate")])


def part(located: Located, keys: Keys) -> Located:
    """Return a part of a file that still knows its lines."""
    value: Any = located.value
    for key in keys:
        value = value[key]
    below = {at[len(keys) :]: span for at, span in located.spans.items() if at[: len(keys)] == keys}
    return replace(located, value=value, spans=below)


def _facts(located: Located, keys: Keys, typed: Mapping[str, Any], problems: list[Problem]) -> dict[str, Fact]:
    """Return the facts declared below some keys."""
    found = {}
    for key, value in typed.items():
        at = (*keys, key)
        kind = value.get("kind", "") if isinstance(value, dict) else ""
        if not _is_key(key):
            what = f'"{key}" is not in the right form'
            problems.append(Problem(located.place(at, key=True), what, "use lower-case letters, digits and _"))
        elif kind not in KINDS:
            what = f'"{kind}" is not a kind of fact' if kind else f'"{key}" has no kind'
            problems.append(Problem(located.place((*at, "kind")), what, suggestion(str(kind), KINDS)))
        elif fact := checked(KINDS[kind], part(located, at), problems):
            for inner in ("facts", "columns"):
                if below := getattr(fact, inner, None):
                    fact = fact.model_copy(update={inner: _facts(located, (*at, inner), below, problems)})
            found[key] = fact
    return found


def _is_key(key: str) -> bool:
    return bool(re.match(KEY, key))


def _axis(located: Located, problems: list[Problem]) -> Axis | None:
    if not isinstance(part(located, ("variants",)).value, dict):
        what = '"variants" is not a map of keys'
        problems.append(Problem(located.place(("variants",)), what, 'write "axis: ..." and the other keys under it'))
        return None
    axis = checked(Axis, part(located, ("variants",)), problems)
    if axis is None:
        return None
    return axis.model_copy(update={"facts": _facts(located, ("variants", "facts"), axis.facts, problems)})


def _texts(located: Located, typed: Mapping[str, Any], problems: list[Problem]) -> dict[str, dict[str, str]]:
    """Return the sections of texts, each a map of key -> note; what is printed by itself comes last, as terms."""
    faults: list[Problem] = []
    for name, notes in typed.items():
        at = ("texts", name)
        if not isinstance(notes, dict) or not all(isinstance(note, str) for note in notes.values()):
            problems.append(
                Problem(located.place(at), f'"{name}" is not a section', 'write "key: note" lines under it')
            )
        if name in (SETTINGS, ALLOW):
            what = f'"{name}" has a special meaning in a language file'
            faults.append(Problem(located.place(at, key=True), what, "give this section another name"))
    problems.extend(faults)
    typed = {name: notes for name, notes in typed.items() if isinstance(notes, dict)}
    if not typed:
        what, hint = "no texts are declared", 'write "section:" and "key: note" lines under texts'
        problems.append(Problem(located.place(("texts",)), what, hint))
    sections = {name: dict(notes) for name, notes in typed.items()}
    return {**sections, "terms": {**sections.pop("terms", {}), **TERMS}}


def _contradictions(located: Located, found: Declaration) -> Iterator[Problem]:
    """Yield where one part of a declaration does not go with another."""
    taken = {*RESERVED, *([found.axis.plural] if found.axis else ())}
    for keys, facts in ((("facts",), found.facts), (("variants", "facts"), found.own)):
        for key, fact in facts.items():
            if (fact.placeholder or key) == NOTE and NOTES in found.texts:
                what = f"{{{NOTE}}} refers to the texts in the section {NOTES}"
                yield Problem(located.place((*keys, key), key=True), what, "give this fact another name")
            if key in taken:
                what = f'"{key}" has a special meaning in the sources'
                yield Problem(located.place((*keys, key), key=True), what, "give this fact another name")
            yield from _astray(located, (*keys, key), fact, facts, found)
    for clash in found.own.keys() & found.facts.keys():
        what = f'"{clash}" is a fact of the factsheet too'
        yield Problem(located.place(("variants", "facts", clash), key=True), what, "give one of them another name")
    for section, key in found.when.items():
        if section not in found.texts:
            what = f'there is no section "{section}" under texts'
            yield Problem(located.place(("when", section), key=True), what, suggestion(section, found.texts))
        optional = [name for name, fact in found.all.items() if fact.optional]
        if key not in optional:
            what = f'"{key}" is not an optional fact'
            yield Problem(located.place(("when", section)), what, suggestion(key, optional))
    if found.axis:
        yield from _of_axis(located, found.axis)


def _astray(
    located: Located, keys: Keys, fact: Fact, beside: Mapping[str, Fact], found: Declaration
) -> Iterator[Problem]:
    """Yield where a fact names another one, or a text, that is not there."""
    lists = [name for name, each in found.facts.items() if each.kind == "countries"]
    if fact.within and fact.within not in lists:
        what = f'"{fact.within}" is not a list of countries under facts'
        yield Problem(located.place((*keys, "within")), what, suggestion(fact.within, lists))
    if isinstance(fact, Inside) and fact.other_than and fact.other_than not in beside:
        what = f'there is no fact "{fact.other_than}" beside this one'
        yield Problem(located.place((*keys, "other_than")), what, suggestion(fact.other_than, beside))
    if fact.called and fact.called not in found.texts:
        what = f'there is no section "{fact.called}" under texts'
        option = "names" if isinstance(fact, ChoiceFact) else "bodies"
        yield Problem(located.place((*keys, option)), what, suggestion(fact.called, found.texts))
    if fact.empty and fact.empty not in found.notes:
        what = f'there is no text "{fact.empty}"'
        yield Problem(located.place((*keys, "empty")), what, suggestion(fact.empty, found.notes))


def _of_axis(located: Located, axis: Axis) -> Iterator[Problem]:
    for option, name, taken in (("axis", axis.axis, OPTIONS), ("plural", axis.plural, RESERVED)):
        if name in taken:
            what = f'"{name}" has a special meaning on the command line, or in factsheet.yaml'
            yield Problem(located.place(("variants", option)), what, "choose another word")
    if not re.fullmatch(PLACE, axis.source) or axis.source in TAKEN:
        what = f'"{axis.source}" cannot be used'
        hint = "name a file or a folder in sources/, other than text, schema, glossary and pictures"
        yield Problem(located.place(("variants", "from")), what, hint)
    names: Sequence[tuple[Keys, str]] = [
        (("variants", "title"), axis.title),
        *((("variants", "named_by", number), name) for number, name in enumerate(axis.named_by)),
        *((("variants", "term", number), name) for number, name in enumerate(axis.term or ())),
    ]
    for keys, name in names:
        if name not in axis.facts:
            what = f'there is no fact "{name}" under variants'
            yield Problem(located.place(keys), what, suggestion(name, axis.facts))
    for number, name in enumerate(axis.term or ()):
        if name in axis.facts and axis.facts[name].kind != "day":
            what = f'"{name}" is not a day'
            yield Problem(located.place(("variants", "term", number)), what, "name a fact of the kind day")
