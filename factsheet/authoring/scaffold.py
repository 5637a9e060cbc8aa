"""Start a language, or a chair: a file with everything that can be filled in, that builds at once."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

from babel import Locale, UnknownLocaleError

from ..core import inputs
from ..core.diagnostics import Invalid, Place, Problem, Problems, did_you_mean
from ..core.project import Root
from ..edition.pseudolocales import LANGUAGES
from ..source import lock
from ..source.scalars import LANGUAGE_ID, country_code, day
from ..source.sources import Sources

HEAD = """\
# yaml-language-server: $schema=../schema/text.json
# {name}: write each text after its key; what is left empty stands in English, marked, in a draft.
# Marks and placeholders stay as in the English: **bold**, [words](#link), {{chair}}. A text that
# begins with one of these, or has a colon in it, stands between double quotes.

language:
  locale: {id}
  status: unofficial     # official once a reviewer has signed the translation off
"""


def start(root: Root, sources: Sources, language: str) -> list[tuple[Path, bytes]]:
    """Return the file of a new language and its lock, each with where it belongs.

    Texts in which there is nothing to translate stand in it as in the English, and are confirmed.
    Raises Problems for a code that CLDR does not know, and for a language that there is already.
    """
    path = root.sources / "text" / f"{language}.yaml"
    asked = Place(f"lang={language}")
    try:
        locale = Locale.parse(language, sep="-")
        known = bool(re.match(LANGUAGE_ID, language)) and language not in LANGUAGES
    except (UnknownLocaleError, ValueError):
        known = False
    if not known:
        from babel.localedata import locale_identifiers

        near = did_you_mean(language, (id for id in locale_identifiers() if "_" not in id))
        raise Problems([Problem(asked, "CLDR knows no such language", near or "use its code, as in fr, sw or am")])
    if path.exists():
        remedy = "write on in that file; it is not overwritten"
        raise Problems([Problem(asked, f"there is {root.name(path)} already", remedy)])
    lines = [HEAD.format(id=language, name=f"{locale.get_display_name()} ({locale.get_display_name('en')})")]
    section = ""
    for key, english in sources.master.text.items():
        part, _, name = key.partition(".")
        if part != section:
            lines.append(f"\n{part}:\n")
            section = part
        else:
            lines.append("\n")
        note = sources.notes.get(key, "")
        lines += [f"  # {line}\n" for line in textwrap.wrap(note, 96)]
        lines += [
            f"  # English: {line}\n" if n == 0 else f"  #          {line}\n"
            for n, line in enumerate(textwrap.wrap(as_typed(english), 86))
        ]
        lines.append(f"  {name}:{as_it_is(english)}\n")
    given = {key: english for key, english in sources.master.text.items() if as_it_is(english)}
    made = {key: lock.Made(english, lock.digest(english)) for key, english in given.items()}
    return [(path, "".join(lines).encode()), (lock.path(root, language), lock.written(language, made))]


def as_typed(text: str) -> str:
    """Return a text with the quotes that YAML wants around it, where it wants them."""
    return f'"{text}"' if re.search(r"^[*{\[&!%@`|>#-]|:(?= |$)| #", text) else text


def as_it_is(english: str) -> str:
    """Return a text in which there is nothing to translate, as it stands in YAML; of any other, nothing."""
    words = re.sub(r"\{[^}]*\}|\[[^\]]*\]\([^)]*\)", "", english)
    return "" if re.search(r"\w", words) else f' "{english}"'


CHAIR = """\
# yaml-language-server: $schema=../schema/chair.json
# {name}, in the chair from {since}.

country: {country}
since: {since}
upcoming:            # a country code such as KE; left empty while nobody knows, and the leaflet prints "TBD"
conference:          # left empty, there is no badge; else write the next two lines without their "#"
#  date: {since}
#  country: {country}
accent:              # one of the accents of layouts/leaflet/theme.yaml, or left empty for the usual one
revised:             # the day on which the texts for this chair were written, if not that of leaflet.yaml

# What this chair says otherwise, per language: any text of sources/text/, under the same keys.
# For a conference, write the next lines without their "#", and add the other languages:
#text:
#  en:
#    badge:
#      conference: 3rd Ministerial Conference
#      place: "{{conference_date}}, Nairobi, {{conference_country}}"
"""


def chair(root: Root, members: Sequence[str], country: str, since: str) -> tuple[Path, bytes]:
    """Return the file of a new chair and where it belongs: sources/chairs/<year>-<country>.yaml.

    Raises Problems for what is no member state or no day, and for a chair that there is already.
    """
    problems = []
    for given, read, value in (("country", country_code, country), ("since", day, since)):
        try:
            read(value)
        except Invalid as error:
            problems.append(Problem(Place(f"{given}={value}"), error.what, error.remedy))
    if not problems and country not in members:
        remedy = f"those to be had are {', '.join(members)}"
        problems.append(Problem(Place(f"country={country}"), f'"{country}" is no member state', remedy))
    if problems:
        raise Problems(problems)
    name = Locale("en").territories[country]
    plain = "".join(c for c in unicodedata.normalize("NFD", name.lower()) if not unicodedata.combining(c))
    id = f"{since[:4]}-" + "-".join(re.findall(r"[a-z]+", plain))
    path = root.sources / "chairs" / f"{id}.yaml"
    if path.exists():
        remedy = "write on in that file; it is not overwritten"
        raise Problems([Problem(Place(f"country={country}"), f"there is {root.name(path)} already", remedy)])
    return path, CHAIR.format(name=name, country=country, since=since).encode()


def open_points(root: Root, path: Path) -> Iterable[str]:
    """Yield the lines of a chair's file that are still empty, each with what it is for."""
    for number, line in enumerate(inputs.text(root, path, inputs.SOURCE).splitlines(), 1):
        if found := re.match(r"(\w+): +# (.*)", line):
            yield f"{root.name(path)}:{number}: {found[1]}: {found[2]}"
