"""Write the shapes of the sources as JSON Schemas, for the editors in which they are written."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import BaseModel

from ..core.project import Root
from ..source.generated import chair_model, text_model
from ..source.glossary import GlossaryFile
from ..source.loader import sections
from ..source.schema import Leaflet
from ..source.yaml_reader import read
from ..theme.model import Theme
from ..theme.printer import Wishes


def schemas(root: Root) -> dict[Path, str]:
    """Return the JSON Schema of each kind of source, by the file that it belongs in."""
    folder = root.sources / "schema"
    content = sections(read(root, root.layout / "content.yaml"))
    models: dict[Path, type[BaseModel]] = {
        folder / "leaflet.json": Leaflet,
        folder / "text.json": text_model(content, whole=False),
        folder / "chair.json": chair_model(content),
        folder / "glossary.json": GlossaryFile,
        root.layout / "theme.schema.json": Theme,
        root.press / "press.schema.json": Wishes,
    }
    return {path: _written(model) for path, model in models.items()}


def _written(model: type[BaseModel]) -> str:
    schema = {"$schema": "http://json-schema.org/draft-07/schema#", **model.model_json_schema()}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
