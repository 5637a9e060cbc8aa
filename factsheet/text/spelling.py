"""Write runs of text with their marks, in our standard spelling: what `markup` has read can be written again."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from .markup import Run, read


@dataclass(frozen=True)
class Marked:
    """A stretch of a text under one mark: "bold", "italic", or a link to `#key`."""

    mark: str
    parts: tuple[Run | Marked, ...]


SIGNS = {"bold": "**", "italic": "*"}
# What nobody sees and no reader of the leaflet needs: soft hyphens, zero-width spaces, byte order marks.
UNSEEN = re.compile("[\u00ad\u200b\ufeff]")


def nested(runs: Sequence[Run], under: frozenset[str] = frozenset()) -> tuple[Run | Marked, ...]:
    """Return runs as a tree of marks; of two that begin together, the one that reaches further is the outer one."""
    parts: list[Run | Marked] = []
    at = 0
    while at < len(runs):
        reach = {mark: _reach(runs, at, mark) for mark in _marks(runs[at]) if mark not in under}
        if not reach:
            parts.append(runs[at])
            at += 1
            continue
        outer = max(reach, key=lambda mark: reach[mark])
        parts.append(Marked(outer, nested(runs[at : reach[outer]], under | {outer})))
        at = reach[outer]
    return tuple(parts)


def _marks(run: Run) -> list[str]:
    return [*([run.link] if run.link else []), *(mark for mark in SIGNS if getattr(run, mark))]


def _reach(runs: Sequence[Run], start: int, mark: str) -> int:
    return next((at for at in range(start, len(runs)) if mark not in _marks(runs[at])), len(runs))


def tidied(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Return runs as a typesetter has them: no mark on the space at its edge, nothing unseen, each letter one sign."""
    kept: list[Run] = []
    space: Run | None = None  # what was read last, and counts as one
    for run in runs:
        text = run.text if run.placeholder else unicodedata.normalize("NFC", UNSEEN.sub("", run.text))
        core = text if run.placeholder else " ".join(text.split())
        if not run.placeholder and text[:1].isspace():
            space = space or run
        if core or run.placeholder:
            if space and kept:
                around = (kept[-1], space, run)
                link = run.link if all(each.link == run.link for each in around) else ""
                bold, italic = all(each.bold for each in around), all(each.italic for each in around)
                kept.append(Run(" ", bold, italic, link))
            kept.append(run if core == run.text else replace(run, text=core))
            space = run if not run.placeholder and text[-1:].isspace() else None
    return _merged(kept)


def _merged(runs: Iterable[Run]) -> tuple[Run, ...]:
    whole: list[Run] = []
    for run in runs:
        if whole and not (run.placeholder or whole[-1].placeholder) and replace(whole[-1], text=run.text) == run:
            whole[-1] = replace(run, text=whole[-1].text + run.text)
        else:
            whole.append(run)
    return tuple(whole)


def written(runs: Iterable[Run]) -> str:
    """Return runs as a text with marks, in our standard spelling; `read` makes the same runs of it.

    Raises ValueError where marks cannot say it: bold that begins within a word with a sign, say.
    """
    tidy = tidied(runs)
    text = signed(tidy, lambda run: f"{{{run.text}}}" if run.placeholder else escaped(run.text))
    if _merged(read(text).runs) != tidy:
        raise ValueError(text)
    return text


def signed(runs: Sequence[Run], say: Callable[[Run], str]) -> str:
    """Return runs as a text with the signs of their marks around what each says."""

    def said(part: Run | Marked) -> str:
        if isinstance(part, Run):
            return say(part)
        inner, sign = "".join(map(said, part.parts)), SIGNS.get(part.mark)
        return f"{sign}{inner}{sign}" if sign else f"[{inner}]({part.mark})"

    return "".join(map(said, nested(runs)))


def escaped(text: str) -> str:
    """Return words with a backslash before each sign that would be read as a mark. A "_" inside a word is not one."""
    return re.sub(r"[\\*\[\]{}]|(?<![^\W_])_|_(?![^\W_])", r"\\\g<0>", text)


def spelled(text: str) -> str:
    """Return a text in our standard spelling, so that two can be compared; as it is, if it is malformed."""
    try:
        return written(read(text).runs)
    except ValueError:
        return " ".join(text.split())
