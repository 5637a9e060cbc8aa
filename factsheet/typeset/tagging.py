"""Write the tags of a PDF as an auditor would have them, from the page that was laid out."""

from __future__ import annotations

from typing import Any

from . import (
    tag_figures,
    tag_languages,
    tag_links,
    tag_lists,
    tag_notes,
    tag_places,
    tag_reading,
    tag_tables,
    tag_tree,
    tag_writing,
)


def add(document: Any, pdf: Any, *, second: bool = False) -> None:
    """Replace the tags in a PDF that is about to be written, by those of PDF 1.7 or of the `second` edition, 2.0."""
    kinds = tag_reading.KINDS_OF_PDF_2 if second else tag_reading.KINDS
    tree, artifacts = tag_reading.read(document, pdf, kinds)
    tag_lists.arrange(tree, described=second)
    tag_tables.arrange(tree)
    tag_figures.arrange(tree, document.pages, captioned=second)
    tag_links.describe(tree)
    tag_notes.arrange(tree, refer=second)
    tag_languages.add(tree)
    tag_tree.tidy(tree)
    tag_writing.write(tree, artifacts, pdf, second=second)
    if second:
        tag_places.lead(tree, pdf)
