"""Tell what no text can have, wherever it was typed: invisible characters with an effect, far too many letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Of one text. The longest of a leaflet has 500 characters; a page of a million would be laid out for hours.
MAX_TEXT = 5_000
# C0 and C1 controls except tab and newlines: YAML 1.2 section 5.1, "printable characters".
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
# Invisible characters that change the order of what follows: embeddings and overrides (UAX 9, 2.1 and 2.2), and
# isolates (2.3), which are allowed if each is closed.
TURNING = re.compile("[\u202a-\u202e]")
ISOLATES, POP_ISOLATE = "\u2066\u2067\u2068", "\u2069"


def unfit(text: str) -> Iterator[tuple[str, str]]:
    """Yield what no text may have, each with the hint."""
    if len(text) > MAX_TEXT:
        yield f"a text of {len(text):,} characters", f"the limit is {MAX_TEXT:,}"
    if found := UNPRINTABLE.search(text):
        yield f"an invisible control character (U+{ord(found[0]):04X})", "delete it"
    if text.isascii():
        return
    if found := TURNING.search(text):
        what = f"an invisible character that reverses the order of letters (U+{ord(found[0]):04X})"
        yield what, "delete it; the direction of each word is worked out automatically"
    depth = 0
    for letter in text:
        depth += (letter in ISOLATES) - (letter == POP_ISOLATE)
        if depth < 0:
            break
    if depth:
        yield "an invisible isolate (U+2066 to U+2069) that is never closed or never opened", "delete it"
