"""What the sources say, checked: languages and variants with their texts, and the facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ..core.diagnostics import Place, Problem, Problems, did_you_mean, suggestion
from ..core.names import LanguageTag, TextKey, VariantId
from ..photos import placed
from . import facts, lock, pictures
from .data_tables import WithTables
from .declaration import Declaration
from .facts import Facts, Values
from .glossary import Glossary
from .schema import LanguageSettings, Settings, VariantSettings
from .yaml_reader import Located

Allowed = Mapping[TextKey, Mapping[str, str]]  # by text: thing -> reason
# The one variant of a factsheet without an axis: it has no name, no file, and no folder in output/.
ONLY = VariantId("")


@dataclass(frozen=True)
class Language:
    """A file in sources/text: its settings, its texts under dotted keys ("lead.title"), and its lock.

    `orphans` are texts that no longer exist in English; they are kept, but not printed. `allow` lists what a text may
    have even though the English does not, with the reason.
    """

    id: LanguageTag
    settings: LanguageSettings
    text: Mapping[TextKey, str]
    orphans: Mapping[TextKey, str]
    lock: Mapping[str, lock.Made]
    located: Located
    allow: Allowed = field(default_factory=dict)

    def place(self, key: TextKey, of: str = "") -> Place:
        """Return the place of a text, or of a word in it."""
        return self.located.place(tuple(key.split(".")), of=of)


@dataclass(frozen=True)
class Variant:
    """What a variant is: its settings and facts, and the texts that it replaces, by language and dotted key.

    `located` is where its facts are written, and `texts` where its texts are: the same file, unless its facts are the
    row of a table. `allow` lists, also by language, what these may have even though the English does not.
    """

    id: VariantId
    settings: VariantSettings
    facts: Values
    text: Mapping[LanguageTag, Mapping[TextKey, str]]
    located: Located
    texts: Located
    allow: Mapping[LanguageTag, Allowed] = field(default_factory=dict)


@dataclass(frozen=True)
class Sources:
    """Everything the factsheet says, checked.

    `published` are the variants to publish, `facts` those of factsheet.yaml, `located` is that file as it was typed;
    `broken` are the files of languages, variants and terms that are not among these, each with what is wrong in it.
    """

    declared: Declaration
    settings: Settings
    published: Sequence[VariantId]
    facts: Values
    located: Located
    languages: Mapping[LanguageTag, Language]
    variants: Mapping[VariantId, Variant]
    broken: Mapping[str, Sequence[Problem]]
    glossary: Glossary = field(default_factory=Glossary)

    @property
    def notes(self) -> Mapping[TextKey, str]:
        """Return what each text is for, in reading order."""
        return self.declared.notes

    def is_of_variant(self, file: str) -> bool:
        """Tell whether a file, by its name in `broken` or in a message, is that of a variant."""
        return self.declared.variant_named(file) is not None

    @property
    def tables(self) -> list[str]:
        """Return the files of facts that are tables, as people read them."""
        read = [self.located, *(each.located for each in self.variants.values())]
        places = (place for each in read if isinstance(each, WithTables) for place in each.cells.values())
        return list(dict.fromkeys(place.file.partition(", sheet ")[0] for place in places))

    @property
    def pictures(self) -> list[str]:
        """Return the files of pictures, as people read them."""
        everywhere = [self.facts, *(each.facts for each in self.variants.values())]
        named = (file for values in everywhere for _, file in pictures.files(self.declared.all, values))
        return [f"sources/{placed.FOLDER}/{file}" for file in dict.fromkeys(named)]

    @property
    def every(self) -> list[VariantId]:
        """Return all variants, those that cannot be read last."""
        unread = map(self.declared.variant_named, self.broken)
        return [*self.variants, *(VariantId(each) for each in unread if each is not None)]

    def own_file(self, variant: VariantId) -> str:
        """Return the file with the texts of a variant alone; "" if there are no variants."""
        return self.declared.files[-1].format(variant) if self.declared.files else ""

    def known(self, variant: Variant | None = None) -> Facts:
        """Return the facts of a variant, or those of factsheet.yaml."""
        if variant is None:
            return facts.usual(self.declared, self.facts)
        return facts.under(self.declared, self.facts, variant.facts)

    @property
    def master(self) -> Language:
        """Return the language that the others are translated from."""
        return self.languages[self.settings.languages[0]]

    def translation(self, id: LanguageTag) -> Language:
        """Return a language other than the master. Raises Problems if there is none by that name."""
        master = self.master.located  # of which pseudo-languages are made too
        others = {name: language for name, language in self.languages.items() if language.located is not master}
        if id not in others:
            hint = did_you_mean(id, others) or f"{suggestion(id, others)}; to add one: make language lang=sw"
            raise Problems([Problem(Place(f"lang={id}"), "there is no such translation", hint)])
        return others[id]
