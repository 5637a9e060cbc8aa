"""Explain a text of an edition: what is printed, and the file and line that each part of it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from textwrap import shorten

from ..core.diagnostics import Place, Problem, Problems, did_you_mean
from ..core.names import LanguageTag, TextKey, VariantId
from ..edition import edition, overlays
from ..source.fact_kinds import MapFact
from ..source.model import Sources, Variant
from ..source.schema import REVISED, RollChanges
from ..source.yaml_reader import Keys, Located
from ..text import markup


@dataclass(frozen=True)
class Origin:
    """Where a part of a text comes from: a layer, by name, or a "{placeholder}". `printed` tells which layer won."""

    part: str
    place: Place
    value: str
    printed: bool


def explain(
    sources: Sources, variant_id: VariantId, language_id: LanguageTag, key: TextKey
) -> tuple[str, list[Origin]]:
    """Return a text as an edition prints it, and its origins: the layers, the most specific first, then the facts.

    Raises Problems for an unknown variant, language or key.
    """
    asked = ((language_id, sources.languages, "language"), (key, sources.master.text, "text"))
    problems = [
        Problem(Place(f"explain {given}"), f"there is no such {what}", did_you_mean(given, known))
        for given, known, what in asked
        if given not in known
    ]
    if variant_id not in sources.variants:
        problems.append(
            Problem(Place(f"explain {variant_id}"), *sources.declared.unknown(variant_id, sources.variants))
        )
    if inside := [name for name in sources.master.text if name.startswith(f"{key}.")]:
        problems = [
            Problem(Place(f"explain {key}"), "this is a section, not a text", f"its texts are {', '.join(inside)}")
        ]
    if problems:
        raise Problems(problems)
    variant, language = sources.variants[variant_id], sources.languages[language_id]
    stack = overlays.stack(sources, variant, language, key)
    origins = [Origin(layer.name, layer.place(), layer.text, layer is stack[-1]) for layer in reversed(stack)]
    used = markup.read(stack[-1].text)
    for name in dict.fromkeys(each for each in used.placeholders if each != markup.NOTE):
        origins += _fact(sources, variant, name)
    origins += [_link(sources, variant, link[1:]) for link in dict.fromkeys(used.links)]
    needs = sources.declared.when.get(key.partition(".")[0])
    if needs and not sources.known(variant).values[needs]:
        return "", origins
    wording = overlays.wording(sources, variant, language)
    return str(edition.decide(sources, wording).text.get(key) or markup.read(stack[-1].text)), origins


def _fact(sources: Sources, variant: Variant, name: str) -> Iterator[Origin]:
    """Yield the origins of a placeholder's value: more than one where a variant changes a list."""
    part, placeholder = f"{{{name}}}", sources.declared.placeholders.get(name)
    if name == REVISED:
        yield _origin(part, variant.located if variant.settings.revised else sources.located, (REVISED,))
    elif placeholder is None:
        yield replace(_in_map(sources, variant, name), part=part)
    elif placeholder.of_variant:
        yield _origin(part, variant.located, placeholder.keys)
    else:
        own = variant.facts.get(str(placeholder.keys[0]))
        if own is None or isinstance(own, RollChanges):
            yield _origin(part, sources.located, placeholder.keys)
        if isinstance(own, RollChanges):
            changes = [f"{what} {', '.join(of)}" for what, of in (("add", own.add), ("remove", own.remove)) if of]
            yield Origin(part, variant.located.place(placeholder.keys), "; ".join(changes), printed=True)
        elif own is not None:
            yield _origin(part, variant.located, placeholder.keys)


def _link(sources: Sources, variant: Variant, name: str) -> Origin:
    """Return the origin of the address of a link."""
    placeholder = sources.declared.placeholders.get(name)
    if placeholder and placeholder.fact.kind == "link":
        return replace(next(_fact(sources, variant, name)), part=f"#{name}")
    return replace(_in_map(sources, variant, name, of_links=True), part=f"#{name}")


def _in_map(sources: Sources, variant: Variant, name: str, *, of_links: bool = False) -> Origin:
    """Return the origin of what is in a map of facts, under a key that the sources chose: a map of links comes last."""
    maps = [(key, fact) for key, fact in sources.declared.facts.items() if isinstance(fact, MapFact)]
    maps.sort(key=lambda each: (each[1].of == "link") is not of_links)
    for key, _ in maps:
        for located, values in ((variant.located, variant.facts), (sources.located, sources.facts)):
            if name in (values.get(key) or {}):
                return _origin(name, located, (key, name))
    return _origin(name, sources.located, ())


def _origin(part: str, located: Located, keys: Keys) -> Origin:
    value = located.value
    for step in keys:
        value = value.get(str(step), "") if isinstance(value, dict) else ""
    said = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return Origin(part, located.place(keys), said or "(not known yet)", printed=True)


def lines(key: TextKey, printed: str, origins: Iterable[Origin], needs: str = "") -> Iterable[str]:
    """Yield the explanation for people to read; an arrow marks what is printed, and a text `needs` a fact or none."""
    yield f"{key}: {printed or f'(not printed: there is no {needs})'}"
    origins = list(origins)
    wide = max(len(origin.part) for origin in origins)
    far = max(len(origin.place.as_line()) for origin in origins)
    for origin in origins:
        mark = "->" if origin.printed else "  "
        value = shorten(origin.value, 60, placeholder=" ...")
        yield f"  {mark} {origin.part:<{wide}}  {origin.place.as_line():<{far}}  {value}"
