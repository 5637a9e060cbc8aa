"""Explain a text of an edition: what is printed, and the file and line that each part of it comes from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from textwrap import shorten

from ..core.diagnostics import Place, Problem, Problems, did_you_mean
from ..core.names import ChairId, LanguageTag, TextKey
from ..edition import edition, overlays
from ..source.facts import ROLLS
from ..source.loader import Chair, Sources
from ..source.schema import BADGE, CHAIR_PLACEHOLDERS, RollChanges
from ..source.yaml_reader import Located
from ..text import markup


@dataclass(frozen=True)
class Origin:
    """Where a part of a text comes from: a layer, by name, or a "{placeholder}". `printed` tells which layer won."""

    part: str
    place: Place
    value: str
    printed: bool


def explain(sources: Sources, chair_id: ChairId, language_id: LanguageTag, key: TextKey) -> tuple[str, list[Origin]]:
    """Return a text as an edition prints it, and its origins: the layers, the most specific first, then the facts.

    Raises Problems for an unknown chair, language or key.
    """
    asked = ((chair_id, sources.chairs, "chair"), (language_id, sources.languages, "language"))
    problems = [
        Problem(Place(f"explain {given}"), f"there is no such {what}", did_you_mean(given, known))
        for given, known, what in (*asked, (key, sources.master.text, "text"))
        if given not in known
    ]
    if inside := [name for name in sources.master.text if name.startswith(f"{key}.")]:
        problems = [
            Problem(Place(f"explain {key}"), "this is a section, not a text", f"its texts are {', '.join(inside)}")
        ]
    if problems:
        raise Problems(problems)
    chair, language = sources.chairs[chair_id], sources.languages[language_id]
    stack = overlays.stack(sources, chair, language, key)
    origins = [Origin(layer.name, layer.place(), layer.text, layer is stack[-1]) for layer in reversed(stack)]
    used = markup.read(stack[-1].text)
    for name in dict.fromkeys(used.placeholders):
        origins += _fact(sources, chair, name)
    origins += [_link(sources, chair, link[1:]) for link in dict.fromkeys(used.links)]
    if key.startswith(f"{BADGE}.") and not chair.facts.conference:
        return "", origins
    wording = overlays.wording(sources, chair, language)
    return str(edition.decide(sources, wording).text.get(key) or markup.read(stack[-1].text)), origins


def _fact(sources: Sources, chair: Chair, name: str) -> list[Origin]:
    """Return the origins of a placeholder's value: more than one where a chair changes a list."""
    of_chair = [("country",), ("upcoming",), ("conference", "date"), ("conference", "country")]
    where: dict[str, tuple[str, ...]] = dict(zip(CHAIR_PLACEHOLDERS, of_chair, strict=True))
    part = f"{{{name}}}"
    if name in where:
        return [_origin(part, chair.located, where[name])]
    if name == "revised":
        return [_origin(part, chair.located if chair.facts.revised else sources.located, (name,))]
    if name in chair.facts.dates:
        return [_origin(part, chair.located, ("dates", name))]
    if name not in (*ROLLS, *sources.leaflet.dates):
        return [replace(_link(sources, chair, name), part=part)]
    usual = _origin(part, sources.located, (name,) if name in ROLLS else ("dates", name))
    if name not in ROLLS or (own := getattr(chair.facts, name)) is None:
        return [usual]
    if not isinstance(own, RollChanges):
        return [_origin(part, chair.located, (name,))]
    changes = [f"{what} {', '.join(codes)}" for what, codes in (("add", own.add), ("remove", own.remove)) if codes]
    return [usual, Origin(part, chair.located.place((name,)), "; ".join(changes), printed=True)]


def _link(sources: Sources, chair: Chair, name: str) -> Origin:
    """Return the origin of the address of a link."""
    return _origin(f"#{name}", chair.located if name in chair.facts.links else sources.located, ("links", name))


def _origin(part: str, located: Located, keys: tuple[str, ...]) -> Origin:
    value = located.value
    for step in keys:
        value = value.get(step, "") if isinstance(value, dict) else ""
    said = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return Origin(part, located.place(keys), said or "(not known yet)", printed=True)


def lines(key: TextKey, printed: str, origins: Iterable[Origin]) -> Iterable[str]:
    """Yield the explanation for people to read; an arrow marks what is printed."""
    yield f"{key}: {printed or '(not printed: this chair has no conference)'}"
    origins = list(origins)
    wide = max(len(origin.part) for origin in origins)
    far = max(len(origin.place.as_line()) for origin in origins)
    for origin in origins:
        mark = "->" if origin.printed else "  "
        value = shorten(origin.value, 60, placeholder=" ...")
        yield f"  {mark} {origin.part:<{wide}}  {origin.place.as_line():<{far}}  {value}"
