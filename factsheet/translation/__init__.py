"""Texts on their way to translators and back: Word tables, XLIFF, PO, and a merge in which nothing is lost.

Takes `Sources` and returned files; returns files to send, or what is to be written and what happened to each text.
"""

__all__ = ["bundle", "hosting", "importer", "incoming", "merge", "term_import", "wordings"]
