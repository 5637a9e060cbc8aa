"""Write the texts of a language as gettext PO, the format that platforms such as Weblate and Pontoon share.

An entry is found by its key (`msgctxt`). The English is written with its marks, as it is in the sources.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from datetime import date

from babel.core import UnknownLocaleError
from babel.messages.plurals import get_plural
from babel.messages.pofile import normalize

from ..source.lock import State
from ..text import spelling
from .units import Outgoing, Unit

# The width of a line, as gettext's own programs have it.
WIDTH = 78
# Some converters lose the key of an entry, but keep notes.
NUMBER, PICTURE, REFUSED = "No. {}, {}", "Picture: screenshots/{}", "Not imported: {}"
HELP = (
    "Keep what is in {braces}: a name, a date or an address is filled in there. Make the same words **bold** or "
    "*italic* as in the English. In [words](#name), translate the words and keep the name."
)
# What a brace format may have in braces; a text with any other brace is not one. Nor is one with a form, {country:in}:
# a platform would ask for the same form in the translation.
NAMES = re.compile(r"\{[a-z][a-z0-9_]*\}")


def written(
    out: Outgoing,
    revised: date,
    pictures: Mapping[str, str],
    waiting: Mapping[str, tuple[str, str]],
    sure: Container[str] = (),
) -> bytes:
    """Return what goes out as a PO file, dated by the day on which the texts were `revised`.

    `pictures` has the file with a picture of a text's place, by its id. `waiting` has translations that could not be
    imported, each with the reason: they stay there to be corrected. What is `sure` was confirmed there, and is not
    imported yet.
    """
    entries = (_entry(unit, pictures, waiting.get(unit.id), unit.id in sure) for unit in out.units)
    return "\n".join([_head(out, revised, out.languages[1]), *entries]).encode()


def template(out: Outgoing, revised: date, pictures: Mapping[str, str]) -> bytes:
    """Return what goes out as a template (POT), from which a platform starts a new language."""
    entries = (_entry(unit, pictures, ("", ""), False) for unit in out.units)
    return "\n".join([_head(out, revised, ""), *entries]).encode()


def _head(out: Outgoing, revised: date, language: str) -> str:
    """Return the entry that every PO file begins with. Plural forms are asked for, though no text has any."""
    tag = language.replace("-", "_")
    try:
        plural = get_plural(tag)
    except (UnknownLocaleError, ValueError):
        plural = get_plural("en")
    day = f"{revised.isoformat()} 00:00+0000"
    fields = {
        "Project-Id-Version": out.name,
        "Report-Msgid-Bugs-To": "",
        "POT-Creation-Date": day,
        "PO-Revision-Date": day,
        "Last-Translator": "",
        "Language-Team": "",
        "Language": tag,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plural.plural_forms,
    }
    head = "".join(f"{name}: {value}\n" for name, value in fields.items() if language or name != "Language")
    comments = [f"# {line}" for line in (HELP, out.room) if line]
    return "\n".join([*comments, f"msgid {normalize('')}", f"msgstr {normalize(head, width=WIDTH)}", ""])


def _entry(unit: Unit, pictures: Mapping[str, str], waiting: tuple[str, str] | None, sure: bool) -> str:
    said, why = waiting or (spelling.spelled(unit.pair.translation), "")
    lines = [f"# {REFUSED.format(why)}"] if why else []
    notes = [
        NUMBER.format(unit.number, unit.id),
        *unit.lines,
        *([PICTURE.format(pictures[unit.id])] if unit.id in pictures else []),
    ]
    lines += [f"#. {' '.join(note.split())}" for note in notes]
    english = spelling.spelled(unit.pair.english)
    unsure = bool(said) and (bool(why) or (unit.state is not State.TRANSLATED and not sure))
    if flags := [*(["fuzzy"] if unsure else []), *(["python-brace-format"] if _is_format(english) else [])]:
        lines.append(f"#, {', '.join(flags)}")
    if unit.was and said:
        lines += [f"#| {line}" for line in _field("msgid", spelling.spelled(unit.was))]
    for name, text in (("msgctxt", unit.id), ("msgid", english), ("msgstr", said)):
        lines += _field(name, text)
    return "\n".join([*lines, ""])


def _field(name: str, text: str) -> Iterator[str]:
    yield from f"{name} {normalize(text, width=WIDTH)}".splitlines()


def _is_format(english: str) -> bool:
    """Tell whether a text has placeholders, and no other braces: then a platform sees to it that they are kept."""
    return bool(NAMES.search(english)) and not re.search(r"[{}]", NAMES.sub("", english))
