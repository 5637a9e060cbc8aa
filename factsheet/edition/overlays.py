"""Tell which layer each text of an edition comes from: master, language, chair, chair in that language.

The most specific wins; a layer replaces only what the master has. A chair's own English replaces a
translation too, since that was made from the other English.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..core.diagnostics import Place
from ..core.names import ChairId, TextKey
from ..source import lock
from ..source.loader import Chair, Language, Sources
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
    """A text to translate, of a chair or of all, and its translation, which is "" while there is none.

    `allowed` has the exceptions for oddities in it, with their reasons.
    """

    chair: ChairId | None
    key: TextKey
    source: Layer
    target: Layer
    made: lock.Made | None
    allowed: Mapping[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Return its name in the lock: its key, after the chair if it is of one."""
        return f"{self.chair}:{self.key}" if self.chair else self.key

    @property
    def english(self) -> str:
        return self.source.text

    @property
    def translation(self) -> str:
        return self.target.text

    @property
    def state(self) -> lock.State:
        return lock.state(self.english, self.translation, self.made)

    @property
    def doubts(self) -> tuple[str, ...]:
        """Return why the translation is not confirmed, as what "it" is or has; nothing if it is."""
        return lock.doubts(self.translation, self.made)

    @property
    def printed(self) -> Layer:
        """Return what an edition prints: the translation, or the English if there is none."""
        return self.target if self.translation else self.source

    def place(self, of: str = "") -> Place:
        """Return the place of the translation, or where it belongs; or that of a word in it."""
        return self.target.place(of)


@dataclass(frozen=True)
class Wording:
    """The texts of one edition by their keys, each resolved once."""

    chair: Chair
    language: Language
    pairs: Mapping[TextKey, Pair]


def wording(sources: Sources, chair: Chair, language: Language) -> Wording:
    """Return the texts of the edition of a chair in a language."""
    return Wording(chair, language, {key: pair(sources, chair, language, key) for key in sources.master.text})


def stack(sources: Sources, chair: Chair, language: Language, key: TextKey) -> list[Layer]:
    """Return the layers that have a text, the one that is printed last."""
    general, special = pair(sources, None, language, key), pair(sources, chair, language, key)
    layers = (general.source, general.target, special.source, special.target)
    return list({layer.name: layer for layer in layers if layer.text}.values())


def pair(sources: Sources, chair: Chair | None, language: Language, key: TextKey) -> Pair:
    """Return the pair that decides a text under a chair, or under no particular chair."""
    master, path = sources.master, tuple(key.split("."))
    source = Layer("master", master.text[key], master.located, path)
    english = chair.text.get(master.id, {}) if chair else {}
    own = chair.text.get(language.id, {}) if chair else {}
    if not chair or not (key in english or key in own):
        name = f"language {language.id}" if language.id != master.id else source.name
        target = Layer(name, language.text.get(key, ""), language.located, path)
        return Pair(None, key, source, target, language.lock.get(key), language.allow.get(key, {}))
    if key in english:
        source = Layer("chair", english[key], chair.located, ("text", master.id, *path))
    name = f"chair in {language.id}" if language.id != master.id else "chair"
    target = Layer(name, own.get(key, ""), chair.located, ("text", language.id, *path))
    made, allowed = language.lock.get(f"{chair.id}:{key}"), chair.allow.get(language.id, {})
    return Pair(chair.id, key, source, target, made, allowed.get(key, {}))


def pairs(sources: Sources, language: Language) -> Iterable[Pair]:
    """Yield every text to translate: those of the leaflet, then those of each chair."""
    for key in sources.master.text:
        yield pair(sources, None, language, key)
    for chair in sources.chairs.values():
        yield from own(sources, chair, language)


def own(sources: Sources, chair: Chair, language: Language) -> Iterable[Pair]:
    """Yield a chair's own texts to translate."""
    keys = {*chair.text.get(sources.master.id, {}), *chair.text.get(language.id, {})}
    yield from (pair(sources, chair, language, key) for key in sources.master.text if key in keys)
