"""Texts on their way to translators and back: Word tables, XLIFF, and a merge in which nothing is lost.

Takes `Sources` and returned files; returns files to send, or what is to be written and what became of each text.
"""

__all__ = ["bundle", "importer", "incoming", "merge", "term_import", "wordings"]
