"""Find words of a section about a fact that were written for another variant's: where a meeting was held, say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ..core.diagnostics import Problem
from ..core.names import TextKey, VariantId
from ..source import terms
from ..source.fact_kinds import Fact
from ..source.model import Sources, Variant
from ..text import markup
from ..text.markup import Inline


@dataclass(frozen=True)
class Borrowed:
    """Words of a variant's section that are about another's fact, which is surely wrong if it is `elsewhere`."""

    variant: VariantId
    problem: Problem
    elsewhere: bool


def findings(sources: Sources) -> Iterator[Borrowed]:
    """Yield the words of the master that a section takes over, though they were written for an earlier fact.

    Where variants do not follow one another, no text was written for one of them alone.
    """
    if not terms.first_key(sources):
        return
    for section, name in sources.declared.when.items():
        if name in sources.declared.own:
            yield from _of_section(sources, section, name)


def _of_section(sources: Sources, section: str, name: str) -> Iterator[Borrowed]:
    first: dict[TextKey, Variant] = {}  # to print each text
    fact, called = sources.declared.own[name], sources.declared.called_axis
    for variant in sorted(sources.variants.values(), key=lambda each: terms.begins(each, sources) or date.min):
        own, held = variant.text.get(sources.master.id, {}), variant.facts[name]
        for key, text in sources.master.text.items():
            if not held or not key.startswith(f"{section}.") or key in own:
                continue
            other = first.setdefault(key, variant)
            before = other.facts[name]
            if before and before != held and (words := _of_one(markup.read(text))):
                what = f'{key} says "{words}", which belongs to the {name} under {other.id}'
                elsewhere = _is_elsewhere(fact, before, held)
                hint = f"give this {called} its own {key} under text, in every language"
                place = variant.located.place((name,), key=True)
                yield Borrowed(
                    variant.id, Problem(place, what, hint if elsewhere else f"if that is wrong, {hint}"), elsewhere
                )


def _is_elsewhere(fact: Fact, before: object, held: object) -> bool:
    """Tell whether two facts name different countries."""
    if isinstance(before, Mapping) and isinstance(held, Mapping):
        countries = [key for key, part in fact.parts.items() if part.kind == "country"]
        return any(before[key] and held[key] and before[key] != held[key] for key in countries)
    return fact.kind == "country"


def _of_one(text: Inline) -> str:
    """Return the words of a text that are about one thing: those beside its facts, or with a number in them."""
    words = "".join(run.text for run in text.runs if not run.placeholder).strip(" ,")
    return words if text.placeholders or any(map(str.isdigit, words)) else ""
