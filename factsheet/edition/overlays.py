"""Tell which layer each text of an edition comes from: master, language, variant, variant in that language.

The most specific wins; a layer replaces only what the master has. A variant's own English replaces a
translation too, since that was made from the other English.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..core.diagnostics import Place
from ..core.names import TextKey, VariantId
from ..source import lock
from ..source.model import Language, Sources, Variant
from ..source.yaml_reader import Keys, Located
from ..text import markup


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
    """A text to translate, of a variant or of all, and its translation, which is "" while there is none.

    `allowed` has the exceptions for oddities in it, with their reasons.
    """

    variant: VariantId | None
    key: TextKey
    source: Layer
    target: Layer
    made: lock.Made | None
    allowed: Mapping[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Return its name in the lock: its key, after the variant if it is of one."""
        return f"{self.variant}:{self.key}" if self.variant else self.key

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

    variant: Variant
    language: Language
    pairs: Mapping[TextKey, Pair]


def wording(sources: Sources, variant: Variant, language: Language) -> Wording:
    """Return the texts of the edition of a variant in a language."""
    return Wording(variant, language, {key: pair(sources, variant, language, key) for key in sources.master.text})


def of_variant(sources: Sources, wording: Wording) -> frozenset[TextKey]:
    """Return the texts of an edition that print a fact of its variant."""
    facts = {name for name, each in sources.declared.placeholders.items() if each.of_variant}
    texts = ((key, markup.read(pair.printed.text)) for key, pair in wording.pairs.items())
    return frozenset(key for key, text in texts if not facts.isdisjoint(text.placeholders))


def stack(sources: Sources, variant: Variant, language: Language, key: TextKey) -> list[Layer]:
    """Return the layers that have a text, the one that is printed last."""
    general, special = pair(sources, None, language, key), pair(sources, variant, language, key)
    layers = (general.source, general.target, special.source, special.target)
    return list({layer.name: layer for layer in layers if layer.text}.values())


def pair(sources: Sources, variant: Variant | None, language: Language, key: TextKey) -> Pair:
    """Return the pair that decides a text under a variant, or under no particular variant."""
    master, path = sources.master, tuple(key.split("."))
    source = Layer("master", master.text[key], master.located, path)
    english = variant.text.get(master.id, {}) if variant else {}
    own = variant.text.get(language.id, {}) if variant else {}
    if not variant or not (key in english or key in own):
        name = f"language {language.id}" if language.id != master.id else source.name
        target = Layer(name, language.text.get(key, ""), language.located, path)
        return Pair(None, key, source, target, language.lock.get(key), language.allow.get(key, {}))
    if key in english:
        source = Layer(sources.declared.called_axis, english[key], variant.texts, ("text", master.id, *path))
    called = sources.declared.called_axis
    name = f"{called} in {language.id}" if language.id != master.id else called
    target = Layer(name, own.get(key, ""), variant.texts, ("text", language.id, *path))
    made, allowed = language.lock.get(f"{variant.id}:{key}"), variant.allow.get(language.id, {})
    return Pair(variant.id, key, source, target, made, allowed.get(key, {}))


def pairs(sources: Sources, language: Language) -> Iterable[Pair]:
    """Yield every text to translate: those of the leaflet, then those of each variant."""
    for key in sources.master.text:
        yield pair(sources, None, language, key)
    for variant in sources.variants.values():
        yield from own(sources, variant, language)


def own(sources: Sources, variant: Variant, language: Language) -> Iterable[Pair]:
    """Yield a variant's own texts to translate."""
    keys = {*variant.text.get(sources.master.id, {}), *variant.text.get(language.id, {})}
    yield from (pair(sources, variant, language, key) for key in sources.master.text if key in keys)
