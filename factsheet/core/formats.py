"""Name the formats that an edition is made in, and what follows its name in the names of their files."""

from __future__ import annotations

ENDINGS = {"pdf": ".pdf", "press": "-press.pdf", "docx": ".docx", "web": ".html", "picture": ".png"}
FORMATS = tuple(ENDINGS)
# Those that are handed out; the others are for the download page.
DOCUMENTS = ("pdf", "press", "docx")
