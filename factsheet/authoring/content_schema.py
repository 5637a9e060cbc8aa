"""Write what a layout may declare as a JSON Schema, for the editors in which content.yaml is written."""

from __future__ import annotations

from typing import Any

from ..source.declaration import Axis
from ..source.fact_kinds import KINDS, Fact

NOTE = {"type": "string", "description": "What it is, for whoever fills it in or translates it."}


def schema() -> dict[str, Any]:
    """Return the JSON Schema of content.yaml. An editor's YAML reads yes as true, so it lets one through."""
    axis = Axis.model_json_schema(by_alias=True)
    axis["properties"]["facts"] = {"$ref": "#/$defs/facts"}
    texts = {"type": "object", "additionalProperties": {"type": "object", "additionalProperties": NOTE}}
    return {
        "title": "content.yaml",
        "description": "What a layout prints: its facts, its variants and its texts.",
        "type": "object",
        "required": ["version", "texts"],
        "additionalProperties": False,
        "properties": {
            "version": {"enum": ["2", 2]},
            "facts": {"$ref": "#/$defs/facts", "description": "Values that are the same in every language."},
            "variants": {key: value for key, value in axis.items() if key != "$defs"},
            "when": {
                "type": "object",
                "additionalProperties": {"type": "string"},
                "description": "Sections of texts, each with the fact without which it is left out.",
            },
            "texts": {**texts, "description": "Every text by its key, in sections, in reading order."},
        },
        "$defs": {
            "facts": {"type": "object", "additionalProperties": {"oneOf": [_of(model) for model in _models()]}},
            **axis.get("$defs", {}),
        },
    }


def _models() -> list[type[Fact]]:
    return list(dict.fromkeys(KINDS.values()))


def _of(model: type[Fact]) -> dict[str, Any]:
    """Return the shape of the kinds that are declared alike."""
    kinds = [kind for kind, each in KINDS.items() if each is model]
    shape = model.model_json_schema(by_alias=True)
    shape["properties"]["kind"] = {"enum": kinds, "description": "What kind of value it is."}
    for inner in ("facts", "columns"):
        if inner in shape["properties"]:
            shape["properties"][inner] = {"$ref": "#/$defs/facts"}
    return shape
