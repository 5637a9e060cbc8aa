"""Compare the addresses that a text shows with those it links to, and find those typed where a fact would do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..core.diagnostics import Problem, did_you_mean
from ..source.facts import Facts
from ..source.model import Sources
from ..text import markup
from ..text.link_address import shown
from ..text.markup import Inline, Run
from ..text.oddity import Oddity, plain
from . import addresses
from .addresses import Address
from .overlays import Wording
from .wording_lint import Placer

# What a reader types to get somewhere. The name of an account alone leads nowhere.
LEADING = ("web address", "e-mail address")


def findings(sources: Sources, wording: Wording) -> list[Problem]:
    """Return the links of an edition that do not lead where their words say, each at its line."""
    language, master = wording.language, sources.master
    if language.located is master.located and language is not master:  # a pseudo-language spells nothing as it is
        return []
    known = sources.known(wording.variant)
    return [
        problem
        for pair in wording.pairs.values()
        for problem in misleading(pair.id, markup.read(pair.printed.text), pair.printed.place, known)
    ]


def misleading(id: str, text: Inline, place: Placer, known: Facts) -> Iterator[Problem]:
    """Yield the links of a text whose words are an address, but not the one that they lead to."""
    for key, runs in text.linked():
        target = known.links[key[1:]]
        words = "".join(_said(run, known.addresses) for run in runs)
        for found in _leading(words):
            if not _leads(found.same, target):
                thing = words[found.start : found.end]
                what = f'in {id} the words "{thing}" lead to {shown(target)}'
                yield Problem(place(_typed(thing, runs)), what, _rewritten(found, key[1:], known))


def typed(text: Inline, known: Facts) -> Iterator[Oddity]:
    """Yield the addresses typed in a text that could come from the links in factsheet.yaml."""
    words = plain(text)
    for found in _leading(words):
        thing = words[found.start : found.end]
        what = f'has the {found.kind} "{thing}" typed out'
        hint = _from_links(found, known)
        yield Oddity("typed", found.start, found.end, thing, what, hint, grave=False)


def _leading(words: str) -> Iterator[Address]:
    return (found for found in addresses.find(words) if found.kind in LEADING)


def _leads(same: str, target: str) -> bool:
    """Tell whether an address in words is that of a link, or the beginning of it, or the name of the file there."""
    whole = addresses.normal(shown(target))
    return whole == same or whole.startswith((f"{same}/", f"{same}?", f"{same}#")) or whole.endswith(f"/{same}")


def _said(run: Run, values: Mapping[str, str]) -> str:
    return values.get(run.text, "") if run.placeholder else run.text


def _typed(thing: str, runs: tuple[Run, ...]) -> str:
    """Return an address as it is in the source: itself, or the placeholder that printed it."""
    if any(thing in run.text for run in runs if not run.placeholder):
        return thing
    return next((f"{{{run.text}" for run in runs if run.placeholder), thing)


def _rewritten(found: Address, key: str, known: Facts) -> str:
    """Return how to write a link whose words are an address."""
    others = [name for name, link in known.links.items() if addresses.normal(shown(link)) == found.same]
    if others:
        return f"put (#{others[0]}) after them, or write {_written(key, known)}"
    return f"write {_written(key, known)}, or words that are not an address"


def _written(key: str, known: Facts) -> str:
    return f"[{{{key}}}](#{key})" if key in known.addresses else f"[{shown(known.links[key])}](#{key})"


def _from_links(found: Address, known: Facts) -> str:
    """Return which placeholder to write instead of an address."""
    same = {addresses.normal(address): key for key, address in known.addresses.items()}
    if found.same in same:
        return f"write {{{same[found.same]}}} instead; then it changes with the link"
    if near := re.search(r'"(.+)"', did_you_mean(found.same, same)):
        key = same[near[1]]
        return f"did you mean {known.addresses[key]}? Then write {{{key}}}"
    return "put it under links in sources/factsheet.yaml, and write the name it has there in braces, as in {website}"
