"""Find the signs that were meant to mark words and mark nothing: a `**` never closed, a `[` that begins no link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from .markup import new_reader

SIGN = re.compile(r"\*+|[\[\]{}]")
# What is wrong with a link, by how the text goes on from its "["; else it is not closed.
WORDS = r"\[[^\[\]]*\]"
LINKS = {
    rf"{WORDS}\s+\(#": ('a space between "]" and "("', "remove it: [words](#key)"),
    rf"{WORDS}\((?=[^()]*\s)\s*#?\s*[\w-]*\s*\)": (
        "a space in the round brackets of a link",
        "remove it: [words](#key)",
    ),
    rf"{WORDS}\(\s*#?[\w-]*(?![\w-]|\s*\))": (
        'a "(" that is not closed',
        'write ")" after the name of the link: [words](#key)',
    ),
    rf"{WORDS}(?!\()": ("square brackets with no link after them", r"write [words](#key), or \[ and \] for brackets"),
}
OPENING = {"]": "[", "}": "{"}
EXAMPLE = {"[": "[words](#key)", "{": "{name}"}


@dataclass(frozen=True)
class Stray:
    """A sign that marks nothing: its position in the text, what is wrong, and what to do."""

    start: int
    sign: str
    what: str
    hint: str


def found(text: str) -> Iterator[Stray]:
    """Yield the stray signs of a text whose white space counts as one space; of one kind, the first."""
    kinds = set()
    for start, sign in _signs(text):
        kind = sign[0] if sign[0] == "*" else "[]" if sign in "[]" else "{}"
        if kind not in kinds:
            kinds.add(kind)
            yield Stray(start, sign, *_explained(text, start, sign))


def _signs(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for token in _reader().parseInline(text)[0].children or ():
        if token.type == "text":
            yield from ((at + each.start(), each[0]) for each in SIGN.finditer(token.content))
        at += _length(token, text[at:])


def _length(token: Token, rest: str) -> int:
    """Return how many characters a token has in the text, which goes on with `rest`."""
    if token.type == "text":
        return len(token.content)
    if token.type == "placeholder":
        return len(token.content) + len("{}")
    if token.type == "link_open":
        return len("[")
    if token.type == "link_close":
        return len(match[0]) if (match := re.match(r"\]\((?:[^()\\]|\\.|\([^()]*\))*\)", rest)) else 0
    return len(token.markup)


def _explained(text: str, start: int, sign: str) -> tuple[str, str]:
    """Return what is wrong with a sign, and the hint."""
    before, after = text[:start], text[start + len(sign) :]
    itself = "".join(f"\\{each}" for each in sign)
    what, hint = _of_stars(sign, before, after) if sign[0] == "*" else _of_bracket(sign, text[start:])
    return what, f"{hint}; or write {itself} for the character itself" if what.startswith(f'a "{sign}"') else hint


def _of_bracket(sign: str, rest: str) -> tuple[str, str]:
    if sign == "[":
        for pattern, said in LINKS.items():
            if re.match(pattern, rest):
                return said
    if opening := OPENING.get(sign):
        return f'a "{sign}" that closes nothing', f'write "{opening}" before it: {EXAMPLE[opening]}'
    closing, last = ("]", "last word of the link") if sign == "[" else ("}", "name")
    return f'a "{sign}" that is not closed', f'write "{closing}" after the {last}: {EXAMPLE[sign]}'


def _of_stars(sign: str, before: str, after: str) -> tuple[str, str]:
    example = f"{sign}words{sign}"
    if not (after[:1].strip() or before[-1:].strip()):
        return f'a "{sign}" with a space after it', f"remove the space: {example}"
    # As in Markdown, a sign between a letter and a full stop can only close.
    if before[-1:].strip() and (not after[:1].strip() or before[-1].isalnum() > after[0].isalnum()):
        return (
            f'a "{sign}" that closes nothing',
            f'write "{sign}" before the first word, with no space after it: {example}',
        )
    if re.match(rf"[^*]*\s{re.escape(sign)}(?!\S)", after):
        return f'a "{sign}" that is not closed', f'remove the space before the "{sign}" that should close it: {example}'
    return f'a "{sign}" that is not closed', f'write "{sign}" after the last word, with no space before it: {example}'


@cache
def _reader() -> MarkdownIt:
    """Return a reader that keeps what was escaped apart from what was typed as it is."""
    return new_reader().disable("text_join")
