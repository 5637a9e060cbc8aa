"""Check the wording of texts: their placeholders, links and marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from ..core.diagnostics import Place, Problem, suggestion
from ..text import markup, stray_marks
from ..text.markup import NOTE, Run
from ..text.stray_marks import Stray
from .scalars import KEY
from .yaml_reader import Keys, Located

Placer = Callable[[str], Place]
# The forms of what placeholders print, by name; None where each language may have forms of its own, by any name.
Forms = Mapping[str, Sequence[str] | None]
NO_FORMS: Forms = {}

# How much of a text, from a sign on, tells it apart from others.
CONTEXT = 60


def faults(
    located: Located, keys: Keys, names: Sequence[str], links: Sequence[str], forms: Forms = NO_FORMS
) -> Iterable[Problem]:
    """Yield what is wrong in any text below some keys of a file; `names` are the known placeholders."""
    parts: Any = located.value
    for key in keys:
        parts = parts[key] if isinstance(parts, dict) else None
    for section, texts in parts.items() if isinstance(parts, dict) else ():
        for key, text in texts.items() if isinstance(texts, dict) and section != "language" else ():
            if isinstance(text, str):
                yield from of_text(text, partial(_place, located, (*keys, section, key)), names, links, forms)


def _place(located: Located, keys: Keys, of: str) -> Place:
    return located.place(keys, of=of)


def of_text(
    text: str, place: Placer, names: Sequence[str], links: Sequence[str], forms: Forms = NO_FORMS
) -> Iterable[Problem]:
    """Yield what is wrong in a text; `place` returns the place of a word in it."""
    inline = markup.read(text)
    for run in (each for each in inline.runs if each.placeholder):
        if run.name not in names:
            what, hint = f"unknown placeholder {{{run.text}}}", _of_name(run, names)
            yield Problem(place("{" + run.text), what, f"{hint} (to print a brace, write \\{{)")
        elif run.text == NOTE:
            keys = " or ".join(f"{{{NOTE}:{key}}}" for key in forms.get(NOTE) or ())
            yield Problem(place("{" + run.text), f"it is not clear which note {{{NOTE}}} is", f"write {keys}")
        elif run.name == NOTE and run.link:
            what = f"the note {{{run.text}}} is inside a link"
            yield Problem(place("{" + run.text), what, "put it after the link: [words](#key){note:...}")
        elif ":" in run.text and (hint := _of_form(run, forms.get(run.name, ()))):
            yield Problem(place("{" + run.text), f'there is no form ":{run.form}" of {{{run.name}}}', hint)
    for link in inline.links:
        if not link.startswith("#"):
            hint = "put the address under links in factsheet.yaml, and its key here: [words](#key)"
            yield Problem(place(link.split("#")[0] or "]("), f"the address {link} is written in a text", hint)
        elif link[1:] not in links:
            yield Problem(place(f"({link}"), f"the link {link} leads nowhere", suggestion(link[1:], links))
    whole = " ".join(text.split())
    for stray in stray_marks.found(whole):
        yield Problem(_of_sign(whole, stray, place), stray.what, stray.hint)


def _of_name(run: Run, names: Sequence[str]) -> str:
    """Return what to do about an unknown name. French word processors put a space before the colon behind it."""
    if run.name.strip() in names:
        return f"write it without spaces: {{{''.join(run.text.split())}}}"
    return suggestion(run.name, names)


def _of_form(run: Run, known: Sequence[str] | None) -> str:
    """Return what to do about the form of a placeholder, if there is no such form."""
    if run.form in (known or ()) or (known is None and re.match(KEY, run.form)):
        return ""
    if known is None:
        return f"write its name in lower-case letters, as in {{{run.name}:in}}"
    return suggestion(f":{run.form}", [f":{form}" for form in known]) if known else f"write {{{run.name}}}"


def _of_sign(text: str, stray: Stray, place: Callable[[str], Place]) -> Place:
    """Return the place of a sign that a text may have more than once: by its word, and what follows."""
    start = text.rfind(" ", 0, stray.start) + 1
    words = text[start : stray.start + CONTEXT]
    if words == stray.sign and start:  # at the end of the text, by itself
        start = text.rfind(" ", 0, start - 1) + 1
        words = text[start:]
    found = place(words)
    return replace(found, column=found.column + stray.start - start) if found.column else found
