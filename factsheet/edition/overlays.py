"""Tell which layer each text of an edition comes from: master, language, chair, chair in that language.

The most specific wins; a layer replaces only what the master has. A chair's own English replaces a
translation too, since that was made from the other English.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..core.diagnostics import Place
from ..source import lock
from ..source.sources import Chair, Language, Sources
from ..source.yaml_reader import Keys, Located


@dataclass(frozen=True)
class Layer:
    """A text as one layer has it."""

    name: str
    text: str
    located: Located
    keys: Keys

    def place(self, of: str = "") -> Place:
        """Return the place of the text, or of a word in it."""
        return self.located.place(self.keys, of=of)


@dataclass(frozen=True)
class Pair:
    """A text to translate, by its name in the lock, and its translation: "" if there is none yet.

    `allowed` has the exceptions for what is odd in it, with their reasons.
    """

    id: str
    english: str
    translation: str
    located: Located
    keys: Keys
    made: lock.Made | None
    allowed: Mapping[str, str] = field(default_factory=dict)

    @property
    def state(self) -> lock.State:
        return lock.state(self.english, self.translation, self.made)

    def place(self, of: str = "") -> Place:
        """Return the place of the translation, or where it belongs."""
        return self.located.place(self.keys, of=of)


def stack(sources: Sources, chair: Chair, language: Language, key: str) -> list[Layer]:
    """Return the layers that have a text, the one that is printed last."""
    master = sources.master
    path = tuple(key.split("."))
    layers = [Layer("master", master.text[key], master.located, path)]
    if language.id != master.id and key in language.text:
        layers.append(Layer(f"language {language.id}", language.text[key], language.located, path))
    if key in (own := chair.text.get(master.id, {})):
        layers.append(Layer("chair", own[key], chair.located, ("text", master.id, *path)))
    if language.id != master.id and key in (own := chair.text.get(language.id, {})):
        layers.append(Layer(f"chair in {language.id}", own[key], chair.located, ("text", language.id, *path)))
    return layers


def pair(sources: Sources, chair: Chair | None, language: Language, key: str) -> Pair:
    """Return the pair that decides a text under a chair, or under none in particular."""
    path = tuple(key.split("."))
    english = chair.text.get(sources.master.id, {}) if chair else {}
    own = chair.text.get(language.id, {}) if chair else {}
    if chair and (key in english or key in own):
        id, translation = f"{chair.id}:{key}", own.get(key, "")
        located, keys = chair.located, ("text", language.id, *path)
        allowed = chair.allow.get(language.id, {}).get(key, {})
    else:
        id, translation, located, keys = key, language.text.get(key, ""), language.located, path
        allowed = language.allow.get(key, {})
    said = english.get(key, sources.master.text[key])
    return Pair(id, said, translation, located, keys, language.lock.get(id), allowed)


def pairs(sources: Sources, language: Language) -> Iterable[Pair]:
    """Yield every text to translate: those of the leaflet, then those of each chair."""
    for key in sources.master.text:
        yield pair(sources, None, language, key)
    for chair in sources.chairs.values():
        yield from own(sources, chair, language)


def own(sources: Sources, chair: Chair, language: Language) -> Iterable[Pair]:
    """Yield a chair's own texts to translate."""
    told = {*chair.text.get(sources.master.id, {}), *chair.text.get(language.id, {})}
    yield from (pair(sources, chair, language, key) for key in sources.master.text if key in told)
