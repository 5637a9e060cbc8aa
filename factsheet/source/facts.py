"""Work out the facts of one variant: those of factsheet.yaml, unless the variant's own file has others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..core.diagnostics import Problem
from ..kinds.catalogue import KINDS
from ..kinds.countries import country_codes
from ..kinds.parties import Party
from ..text import link_address
from .declaration import Declaration
from .fact_kinds import Fact, Inside, MapFact
from .schema import REVISED, RollChanges
from .yaml_reader import Keys, Located

Values = Mapping[str, Any]  # by the keys of facts; the value of a group is such a mapping too


@dataclass(frozen=True)
class Known:
    """What a placeholder stands for: the fact, the kind of its value, and the value; None while it is empty."""

    fact: Fact
    kind: str
    value: Any


@dataclass(frozen=True)
class Facts:
    """The values of all facts of an edition, by their keys; None for one that is empty."""

    declared: Declaration
    values: Values

    def at(self, keys: Keys) -> Any:
        """Return the value under some keys; None if it, or what it belongs to, is empty."""
        value: Any = self.values
        for key in keys:
            value = value.get(key) if value else None
        return value

    def maps(self) -> Iterator[tuple[MapFact, Mapping[str, Any]]]:
        """Yield each map of facts, with its values."""
        for key, fact in self.declared.facts.items():
            if isinstance(fact, MapFact):
                yield fact, self.values.get(key) or {}

    @cached_property
    def named(self) -> dict[str, Known]:
        """Return what each placeholder stands for. What is in a map gives way to a fact, an address to all others."""
        found = {
            each.name: Known(each.fact, each.fact.kind, self.at(each.keys))
            for each in self.declared.placeholders.values()
        }
        for fact, values in sorted(self.maps(), key=lambda each: each[0].of == "link"):
            found = {**{name: Known(fact, fact.of, value) for name, value in values.items()}, **found}
        return {name: known for name, known in found.items() if name != REVISED}

    @property
    def forms(self) -> dict[str, Sequence[str] | None]:
        """Return the forms that each placeholder has; None for one of which a language can have its own."""
        kinds = {name: KINDS[each.kind] for name, each in self.named.items()}
        return {name: None if kind.own_forms else kind.forms for name, kind in kinds.items()}

    @cached_property
    def links(self) -> dict[str, str]:
        """Return every address that a text can link to, by its key."""
        single = {
            each.name: self.at(each.keys)
            for each in self.declared.placeholders.values()
            if each.fact.kind == "link" and self.at(each.keys)
        }
        in_maps = {name: link for fact, links in self.maps() if fact.of == "link" for name, link in links.items()}
        return {**in_maps, **single}

    @cached_property
    def addresses(self) -> dict[str, str]:
        """Return what `{key}` prints for a link, where no other fact has that name."""
        return {name: link_address.shown(each.value) for name, each in self.named.items() if _is_address(each)}


def _is_address(known: Known) -> bool:
    return known.kind == "link" and known.value is not None


def usual(declared: Declaration, values: Values) -> Facts:
    """Return the facts of factsheet.yaml."""
    return Facts(declared, values)


def under(declared: Declaration, values: Values, own: Values) -> Facts:
    """Return the facts of a variant: its `own`, and the `values` of factsheet.yaml where it has none.

    What is in a map is in the order of its keys, whoever wrote it.
    """
    merged = {key: _merged(fact, values[key], own.get(key)) for key, fact in declared.facts.items()}
    return Facts(declared, {**{key: own.get(key) for key in declared.own}, **merged})


def _merged(fact: Fact, usual: Any, own: Any) -> Any:
    """Return the value of a fact of the factsheet as a variant has it."""
    if isinstance(fact, MapFact):
        return dict(sorted({**(usual or {}), **(own or {})}.items()))
    if isinstance(own, RollChanges):
        return [*(code for code in usual or () if code not in own.remove), *own.add]
    return usual if own is None else own


def kept(declared: Declaration, own: Values) -> list[str]:
    """Return which facts a variant keeps whatever becomes of factsheet.yaml; mere changes to a list depend on that."""
    return [key for key in declared.facts if own.get(key) and not isinstance(own[key], RollChanges)]


def faults(located: Located, known: Facts, own: Values | None = None, usual: Values | None = None) -> Iterator[Problem]:
    """Yield where the facts in one file contradict each other, or those of factsheet.yaml.

    `located` is factsheet.yaml itself, or the file of a variant whose `own` facts differ from the `usual` ones.
    """
    declared = known.declared
    of_file = declared.facts if own is None else {**declared.own, **declared.facts}
    for key, fact in of_file.items():
        here = known.values.get(key) if own is None else own.get(key)
        if isinstance(here, RollChanges):
            yield from _idle(located, key, here, (usual or {}).get(key) or ())
        if isinstance(fact, MapFact):
            yield from _taken(located, key, here or {}, known)
        if isinstance(fact, Inside):
            yield from _strangers(
                located, key, fact, known, is_own=own is None or bool({key, fact.within} & _given(own))
            )
            yield from _same(located, key, fact, known)
    if own is not None:
        yield from _of_term(located, known)


def _given(own: Values) -> set[str | None]:
    """Return the facts that a variant has a value for."""
    return {key for key, value in own.items() if value is not None}


def _taken(located: Located, key: str, values: Mapping[str, Any], known: Facts) -> Iterator[Problem]:
    """Yield the keys in a map that are the names of facts."""
    if isinstance(fact := known.declared.facts[key], MapFact) and fact.of == "link":
        return  # its key is used as #key, and as a placeholder only if that is free
    for name in values:
        if name in known.declared.in_all or name in known.declared.placeholders:
            yield Problem(located.place((key, name), key=True), f'the name "{name}" is taken', "choose another")


def _idle(located: Located, key: str, own: RollChanges, usual: Sequence[str]) -> Iterator[Problem]:
    """Yield the countries to be added to a list that already has them, or removed from one that does not."""
    for index, code in enumerate(own.add):
        if code in usual:
            what = f'"{code}" is to be added, but is already in {key}'
            yield Problem(located.place((key, "add", index)), what, "delete it here, or correct it")
    for index, code in enumerate(own.remove):
        if code not in usual:
            what = f'"{code}" is to be removed, but is not in {key}'
            yield Problem(located.place((key, "remove", index)), what, "delete it here, or correct it")


def _strangers(located: Located, key: str, fact: Inside, known: Facts, *, is_own: bool) -> Iterator[Problem]:
    """Yield the countries of a fact that are not among those that it must be among, if either is of this file."""
    value = known.values.get(key)
    if not fact.within or value is None or not is_own:
        return
    among = known.values[fact.within] or ()
    codes = value.parts if isinstance(value, Party) else value
    for code in codes if isinstance(codes, (list, tuple)) else [codes]:
        if code not in among and code in country_codes():
            where = _where(located, key, fact.within, code)
            listed = f"is in {key}, but" if isinstance(value, list) else "is"
            what = f'"{code}" {listed} not in {fact.within}'
            yield Problem(
                located.place(where), what, _instead(located, key, fact.within, code, isinstance(value, list))
            )


def _instead(located: Located, key: str, within: str, code: str, is_list: bool) -> str:
    """Return what to do about a country that is not where it must be."""
    typed = located.value if isinstance(located.value, dict) else {}
    if not is_list:
        whose = located.file if typed.get(within) else "sources/factsheet.yaml"
        return f"correct it, or add it to {within} in {whose}"
    if key in typed and not isinstance(typed[key], dict):
        return f"add it to {within}, or remove it here"
    return f'add it to {within}, or write "remove: [{code}]" under {key}'


def _where(located: Located, key: str, within: str, code: str) -> Keys:
    """Return where a file names a country of a list, or else what it says about the list around it."""
    if _value(located, (key,)) == code:
        return (key,)
    lists = ((name, *inside) for name in (key, within) for inside in ((), ("add",), ("remove",)))
    for keys in lists:
        for item in (each for each in located.spans if each[:-1] == keys and each and isinstance(each[-1], int)):
            if _value(located, item) == code:
                return item
    return (within,)


def _value(located: Located, keys: Keys) -> object:
    value: Any = located.value
    for key in keys:
        if isinstance(value, dict) and key not in value:
            return None
        value = value[key]
    return value


def _same(located: Located, key: str, fact: Inside, known: Facts) -> Iterator[Problem]:
    value = known.values.get(key)
    if fact.other_than and value is not None and value == known.values.get(fact.other_than):
        what = f'"{value}" is also the {fact.other_than}'
        yield Problem(located.place((key,)), what, "name another one, or leave it empty")


def _of_term(located: Located, known: Facts) -> Iterator[Problem]:
    """Yield a term that ends before it begins."""
    axis = known.declared.axis
    if not axis or not axis.term:
        return
    begins, ends = axis.term
    first, last = known.values.get(begins), known.values.get(ends)
    if first and last and last < first:
        what = f"the term ends on {last}, before it begins ({first})"
        yield Problem(located.place((ends,)), what, "correct one of the two dates")


def where(known: Facts, name: str) -> Iterable[Keys]:
    """Yield the keys under which a placeholder's value may be written, in the file of a variant or factsheet.yaml."""
    if name in known.declared.placeholders:
        yield known.declared.placeholders[name].keys
    else:
        yield from ((key, name) for key, fact in known.declared.facts.items() if isinstance(fact, MapFact))
