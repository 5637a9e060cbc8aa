"""Compare the texts of a PDF with those of its Word file: their words, their order, and what each of them is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence

from .alignment import aligned
from .difference import Difference, brief
from .structure import Text
from .text_extraction import caseless, parted

# A table in its place among texts. What is in it is compared elsewhere.
TABLE = "\0table"

Pairs = Sequence[tuple[Text, Text]]
Key = Callable[[str], str]


def found(ours: Sequence[Text], theirs: Sequence[Text], key: Key) -> Iterator[Difference]:
    """Yield how the texts of a PDF, which come first, and those of a Word file differ."""
    side_by_side = aligned(ours, theirs, lambda text: TABLE if text.is_table else key(text.words))
    pairs = [*side_by_side.pairs, *side_by_side.moved]
    for parting in side_by_side.partings:
        paper, document = (_together(texts) for texts in (parting.ours, parting.theirs))
        if paper and key(paper) == key(document):  # a text that runs over two columns is two in the PDF
            pairs.append((parting.ours[0], parting.theirs[0]))
        elif paper or document:
            yield _words(paper, document)
    for one, other in side_by_side.moved:
        what = "a table" if one.is_table else brief(one.words)
        said = f"{what} is read {_after(one, ours)} in the PDF and {_after(other, theirs)} in Word"
        yield Difference("reading-order", said)
    yield from _headings(pairs)
    yield from _levels(pairs, key)


def _together(texts: Sequence[Text]) -> str:
    return " ".join(text.whole for text in texts if not text.is_table)


def _after(text: Text, texts: Sequence[Text]) -> str:
    """Say after what a text is read."""
    at = next(number for number, each in enumerate(texts) if each is text)
    before = next((each.words for each in reversed(texts[:at]) if not each.is_table), "")
    return f"after {brief(before)}" if before else "first"


def _words(paper: str, document: str) -> Difference:
    """Return how the words differ at one place of two files."""
    if not document:
        return Difference("lost-words", f"Word lacks a text of the PDF: {brief(paper)}")
    if not paper:
        return Difference("lost-words", f"Word has a text that the PDF lacks: {brief(document)}")
    ours, theirs = (Counter(_split(text)) for text in (paper, document))
    text = f"the text {brief(paper)}"
    lost = (("Word", ours - theirs), ("the PDF", theirs - ours))
    said = [f"{file} lacks {brief(' '.join(words.elements()))}" for file, words in lost if words]
    if said:
        return Difference("lost-words", f"{text} has other words in Word: {', and '.join(said)}")
    if _split(paper) != _split(document):
        return Difference("reading-order", f"{text} has its words in another order in Word: {brief(document)}")
    return Difference("lost-words", f"{text} has other signs between its words in Word: {brief(document)}")


def _split(text: str) -> list[str]:
    return [caseless(word) for word in parted(text)]


def _headings(pairs: Pairs) -> Iterator[Difference]:
    """Yield what is a heading in one file only, or on another level than most of its kind.

    What is a third heading in the PDF may be of another number in Word, where the first can be the title.
    """
    kinds: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for paper, document in pairs:
        if paper.heading and document.heading:
            kinds[paper.heading][document.heading] += 1
        elif paper.heading:
            yield Difference("lost-heading", f"the heading {brief(paper.words)} of the PDF is ordinary text in Word")
        elif document.heading:
            yield Difference(
                "lost-heading", f"{brief(document.words)} is a heading in Word, and ordinary text in the PDF"
            )
    for paper, document in pairs:
        if paper.heading and document.heading and document.heading != kinds[paper.heading].most_common(1)[0][0]:
            what = "is on another level in Word than other headings that are on its level in the PDF"
            yield Difference("heading-level", f"the heading {brief(paper.words)} {what}")


def _levels(pairs: Pairs, key: Key) -> Iterator[Difference]:
    """Yield what is on another level of a list in Word, or in no list, and if there is nothing of these, other numbers.

    An item without a bullet or number is a paragraph in Word: a term and what is said of it, a note. A paragraph with a
    sign before it is an item in Word: it has no other way to draw one.
    """
    same = True
    for paper, document in pairs:
        item = f"the item {brief(paper.words)}"
        if document.level and paper.level not in (0, document.level):
            what = f"{item} is on level {document.level} of its list in Word, and on level {paper.level} in the PDF"
        elif paper.level and paper.label and not document.level and key(paper.whole) != key(document.words):
            what = f"{item} of a list in the PDF is in no list in Word"
        elif document.level and not (paper.level or paper.label):
            what = f"{brief(document.words)} is an item of a list in Word, and none in the PDF"
        else:
            continue
        same = False
        yield Difference("list-level", what)
    for paper, document in pairs if same else ():
        if document.level and key(paper.label) != key(document.label):
            what = f"begins with {brief(paper.label)} in the PDF and with {brief(document.label)} in Word"
            yield Difference("list-number", f"the item {brief(paper.words)} {what}")
