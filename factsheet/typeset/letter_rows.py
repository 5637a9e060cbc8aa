"""Place the letters of a cluster in its line, so that every reader takes them for one word, in their order.

Each letter is a glyph of its own. Readers judge by where glyphs begin and end what is a word, each in its own way:

- poppler takes a glyph that begins less than 0.1 em after another for the same one, printed twice; one that begins more
  than 0.2 em before the end of what precedes it, or more than 0.1 em after, for one of another word (TextOutputDev).
- MuPDF and pdf.js take a mark to have no width. MuPDF sees a space before a letter that begins 0.15 em after the last
  one; pdf.js, 0.102 em, not counting how wide the marks between are drawn (stext-device, evaluator).

So marks may lie over what is to the left of their letter: they have no ink. Lengths are in thousandths of an em.
"""

from __future__ import annotations

from dataclasses import dataclass

# Keeps a mark apart from what would follow it from right to left. MuPDF counts its width.
RIGHT_TO_LEFT_MARK = "\u200f"
# From the start of a mark to the start of the next glyph, which poppler wants; and how far a mark may begin before the
# end of what is to its left.
STEP, BACK = 101, 199
# How wide a mark is. Less, and poppler or pdf.js sees gaps; more, and what is selected in pdf.js falls short.
WIDTH = 60
# How far a letter may begin from the one before it, with marks between them.
NEAR = 140
# How wide a mark is after a space, from right to left, where pdf.js reads it before its letter: all but 0.1 em of a
# space, which would otherwise be read again between the two.
AFTER_SPACE = 290


@dataclass(frozen=True)
class Place:
    """A letter, where it begins, from the left end of its cluster, and how wide it is."""

    letter: str
    left: int
    width: int


def row(letters: str, width: int, *, backwards: bool, spaced: bool) -> list[Place]:
    """Return the places of a letter and its marks, from left to right, in a cluster of a width.

    From right to left (`backwards`), the letter comes last; `spaced` tells that there is a space before its marks.
    """
    marks = len(letters) - 1
    if not backwards:
        room = max(0, min(marks * STEP, NEAR, width - STEP))
        others = [Place(each, width - (marks - at) * STEP, WIDTH) for at, each in enumerate(letters[1:])]
        return [Place(letters[0], 0, width - room), *others]
    room = max(0, min(max(STEP, marks * STEP - BACK), NEAR, width - STEP)) if marks else 0
    places = [Place(letters[0], room, width - room)]
    for at, each in enumerate(letters[1:], 1):
        places.append(Place(each, room - at * STEP, AFTER_SPACE if spaced and at == 1 else WIDTH))
    if letters[-1] == RIGHT_TO_LEFT_MARK:
        left = places[-1].left
        places[-1] = Place(RIGHT_TO_LEFT_MARK, left, max(STEP, room - NEAR - left))
    return places[::-1]
