"""Name the formats that an edition is made in, and the ending of their file names."""

from __future__ import annotations

ENDINGS = {"pdf": ".pdf", "press": "-press.pdf", "docx": ".docx", "web": ".html", "picture": ".png"}
FORMATS = tuple(ENDINGS)
# Those that people receive; the others are for the download page.
DOCUMENTS = ("pdf", "press", "docx")
# Those of a final edition alone: nobody should print a thousand copies of a draft.
FINAL_ONLY = ("press",)
