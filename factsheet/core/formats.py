"""List the formats that an edition is made in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Format:
    """A format: how its files end, and what it is `called` in messages.

    One with a `label` is handed out, and the download page calls it that. One that is `usual` is made unless others are
    asked for. A `final` one is made of a final edition alone: nobody should print a thousand copies of a draft.
    """

    ending: str
    called: str
    label: str = ""
    usual: bool = True
    final: bool = False


TABLE = {
    "pdf": Format(".pdf", "PDF", "PDF"),
    "press": Format("-press.pdf", "press PDF", "Press PDF", final=True),
    "docx": Format(".docx", "Word file", "Word"),
    "web": Format(".html", "web page"),
    "picture": Format(".png", "picture"),
    "large": Format("-large.pdf", "large print", "Large print", usual=False),
    "social": Format("-social.png", "picture for social networks", usual=False),
    "txt": Format(".txt", "plain text", "Plain text", usual=False),
    "md": Format(".md", "Markdown file", "Markdown", usual=False),
    "odt": Format(".odt", "OpenDocument file", "OpenDocument", usual=False),
}
FORMATS = tuple(TABLE)
ENDINGS = {name: format.ending for name, format in TABLE.items()}
USUAL = tuple(name for name, format in TABLE.items() if format.usual)
# Those that are made if they are asked for, or listed in factsheet.yaml.
FURTHER = tuple(name for name, format in TABLE.items() if not format.usual)
# Those that people receive; the others are for the download page.
DOCUMENTS = tuple(name for name, format in TABLE.items() if format.label)
FINAL_ONLY = tuple(name for name, format in TABLE.items() if format.final)
