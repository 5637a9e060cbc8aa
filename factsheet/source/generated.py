"""Build the models that depend on the layout: which texts a language file has, and a chair may replace.

They are made from what the layout prints (`layouts/leaflet/content.yaml`).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, StringConstraints, create_model

from ..core.names import text_key
from .scalars import LanguageId, Text
from .schema import SAID, TERMS, Chairmanship, LanguageSettings, Shape
from .yaml_reader import Value

# Section -> key -> note, as `layouts/leaflet/content.yaml` has them; and the same in a form that can be cached.
Content = Mapping[str, Value]
Frozen = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


def text_model(content: Content, *, whole: bool) -> type[BaseModel]:
    """Return the model of a file in sources/text: its settings, and one text for each key of the layout.

    The master must be `whole`; a translation may leave texts out, which makes its leaflet a draft.
    """
    return _text_model(_frozen(content), whole)


def chair_model(content: Content) -> type[Chairmanship]:
    """Return the model of a file in sources/chairs: its facts, and the texts that it replaces, per language.

    It can replace what `content` names, and nothing else.
    """
    return _chair_model(_frozen(content))


def _frozen(content: Content) -> Frozen:
    sections = {**content, "terms": TERMS}.items()
    return tuple((section, tuple(dict(notes).items())) for section, notes in sections)  # type: ignore[arg-type]


# Cached: for thirty languages and ten chairs each would be made again, at 10 ms.
@lru_cache(maxsize=8)
def _text_model(content: Frozen, whole: bool) -> type[BaseModel]:
    kind: Any = Text if whole else Annotated[str, StringConstraints(strip_whitespace=True)]
    sections = _sections(content, kind, ... if whole else "")
    return create_model("Language", __base__=Shape, language=(LanguageSettings, ...), allow=_allow(content), **sections)


@lru_cache(maxsize=8)
def _chair_model(content: Frozen) -> type[Chairmanship]:
    sections = _sections(content, Text | None, None)
    texts = create_model("Replacements", __base__=Shape, __doc__=None, allow=_allow(content), **sections)
    own: Any = Field(default={}, description="Texts that differ under this chair: language, section, key.")
    return create_model("Chair", __base__=Chairmanship, text=(dict[LanguageId, texts], own))


def _allow(content: Frozen) -> Any:
    """Return what may be allowed in a text though its English does not have it: text, thing, reason."""
    keys: Any = Literal[tuple(f"{section}.{key}" for section, notes in content for key, _ in notes)]
    about = "What a text may contain even though the English does not: the text's key, the thing itself, the reason."
    return dict[keys, dict[str, Text]], Field(default={}, description=about)


def _sections(content: Frozen, kind: Any, default: Any) -> dict[str, Any]:
    sections: dict[str, Any] = {}
    said = SAID if default is ... else {}
    for section, notes in content:
        keys: dict[str, Any] = {
            key: (kind, Field(default=said.get(text_key(section, key), default), description=str(note)))
            for key, note in notes
        }
        model = create_model(section, __base__=Shape, __doc__=None, **keys)
        sections[section] = (model, ... if default is ... else model())
    return sections
