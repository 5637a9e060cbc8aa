"""Attach to a PDF the files that it is made from (ISO 19005-3, 6.8; ISO 32000-1, 7.11.4)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import PurePath
from typing import Any

# What kinds of files they are: WeasyPrint would ask the machine, and machines differ.
KINDS = {
    ".yaml": "application/yaml",
    ".csv": "text/csv",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
}
OTHER = "application/octet-stream"


def of(files: Mapping[str, bytes], document: Any) -> list[Any]:
    """Return files, by their names, as attachments of a document of WeasyPrint's, with its date."""
    from weasyprint import Attachment

    made = datetime.fromisoformat(document.metadata.created).replace(tzinfo=UTC)
    about = {"relationship": "Source", "created": made, "modified": made}
    return [Attachment(file_obj=BytesIO(each), name=name, description=name, **about) for name, each in files.items()]


def name_kinds(pdf: Any) -> None:
    """Say what kind of file each attachment is, in a PDF that is about to be written."""
    for each in pdf.objects:
        if isinstance(each, dict) and each.get("Type") == "/Filespec":
            file = pdf.objects[int(each["EF"]["F"].split()[0])]
            kind = KINDS.get(PurePath(each["UF"].string).suffix, OTHER)
            file.extra["Subtype"] = f"/{kind.replace('/', '#2f')}"
