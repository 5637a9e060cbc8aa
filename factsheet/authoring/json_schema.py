"""Write the shapes of the sources as JSON Schemas, for the editors in which they are written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from ..core.project import Root
from ..source.declaring import declared
from ..source.generated import settings_model, text_model, variant_model
from ..source.glossary import GlossaryFile
from ..source.page_words import PageWords
from ..theme.model import Theme
from ..theme.printer import Wishes
from . import content_schema


def schemas(root: Root) -> dict[Path, str]:
    """Return the JSON Schema of each kind of source, by the file that it belongs in."""
    folder = root.sources / "schema"
    content = declared(root)
    models: dict[Path, type[BaseModel]] = {
        folder / "factsheet.json": settings_model(content),
        folder / "text.json": text_model(content, whole=False),
        folder / "glossary.json": GlossaryFile,
        root.layout / "theme.schema.json": Theme,
        root.press / "press.schema.json": Wishes,
        root.site / "words.schema.json": PageWords,
    }
    if content.axis:
        models[folder / f"{content.axis.axis}.json"] = variant_model(content)
    written = {path: _written(model.model_json_schema()) for path, model in models.items()}
    return {**written, root.layout / "content.schema.json": _written(content_schema.schema())}


def _written(of: Mapping[str, Any]) -> str:
    schema = {"$schema": "http://json-schema.org/draft-07/schema#", **of}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
