"""Start a language, or a chair: a file with everything that can be filled in, and that builds at once."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

from babel import Locale, UnknownLocaleError

from ..core import inputs
from ..core.diagnostics import Invalid, Place, Problem, Problems, did_you_mean
from ..core.names import LanguageTag
from ..core.project import Root
from ..edition.locales import canonical
from ..edition.pseudolocales import LANGUAGES
from ..kinds.countries import country_code
from ..kinds.dates import day
from ..source import lock
from ..source.loader import Sources
from ..source.scalars import LANGUAGE_ID

HEAD = """\
# yaml-language-server: $schema=../schema/text.json
# {name}: write each text after its key. A text left empty is printed in English, and makes the leaflet a draft.
# Keep marks and placeholders as in the English: **bold**, [words](#link), {{chair}}. A text that begins
# with one of these, or contains a colon, needs double quotes around it.

language:
  locale: {locale}
  status: unofficial     # official once a reviewer has signed off the translation
"""


def _locale(language: str) -> Locale | None:
    """Return a language by its code, if CLDR has it."""
    try:
        locale = Locale.parse(canonical(language), sep="-")
    except (UnknownLocaleError, ValueError):
        return None
    return locale if re.match(LANGUAGE_ID, language) and language not in LANGUAGES else None


def _near(language: str) -> str:
    """Return the code of a language that was called by its English name, or a code much like what was typed."""
    from babel.localedata import locale_identifiers

    names = {name.casefold(): code for code, name in Locale("en").languages.items()}
    if code := names.get(language.casefold()):
        return f"write its code: lang={code}"
    return did_you_mean(language, (id for id in locale_identifiers() if "_" not in id))


def start(root: Root, sources: Sources, language: LanguageTag) -> list[tuple[Path, bytes]]:
    """Return the file of a new language and its lock, each with where it belongs.

    Texts with nothing to translate are copied from the English, and confirmed.
    Raises Problems for a code that CLDR does not know, and for a language that already exists.
    """
    path = root.sources / "text" / f"{language}.yaml"
    asked = Place(f"lang={language}")
    locale = _locale(language)
    if not locale:
        hint = _near(language) or "use the language's code, such as fr, sw or am"
        raise Problems([Problem(asked, "there is no language with this code", hint)])
    if path.exists():
        hint = "edit that file; it is not overwritten"
        raise Problems([Problem(asked, f"{root.name(path)} already exists", hint)])
    lines = [
        HEAD.format(locale=canonical(language), name=f"{locale.get_display_name()} ({locale.get_display_name('en')})")
    ]
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
    made: dict[str, lock.Made] = {key: lock.Made(english, lock.digest(english)) for key, english in given.items()}
    return [(path, "".join(lines).encode()), (lock.path(root, language), lock.written(language, made))]


def as_typed(text: str) -> str:
    """Return a text, in quotes if YAML needs them."""
    return f'"{text}"' if re.search(r"^[*{\[&!%@`|>#-]|:(?= |$)| #", text) else text


def as_it_is(english: str) -> str:
    """Return a text with nothing to translate, as written in YAML; for any other, nothing."""
    words = re.sub(r"\{[^}]*\}|\[[^\]]*\]\([^)]*\)", "", english)
    return "" if re.search(r"\w", words) else f' "{english}"'


CHAIR = """\
# yaml-language-server: $schema=../schema/chair.json
# {name}, in the chair from {since}.

country: {country}
since: {since}
upcoming:            # a country code such as KE; leave it empty until it is known; until then, the leaflet prints "TBD"
conference:          # leave it empty for no badge; otherwise remove both "#" below, and write its words under text
#  date: {since}
#  country: {country}
accent:              # one of the accents in layouts/leaflet/theme.yaml, or empty for the usual one
revised:             # the date of this chair's texts, if it differs from leaflet.yaml

# Texts that differ under this chair, by language, with the same keys as in sources/text/.
# For a conference, remove the "#" from the next lines, and add the other languages:
#text:
#  en:
#    badge:
#      conference: 3rd Ministerial Conference
#      place: "{{conference_date}}, Nairobi, {{conference_country}}"
"""


def chair(root: Root, members: Sequence[str], country: str, since: str) -> tuple[Path, bytes]:
    """Return the file of a new chair and where it belongs: sources/chairs/<year>-<country>.yaml.

    Raises Problems for anything but a member state and a day, and for a chair that already exists.
    """
    problems = []
    for given, read, value in (("country", country_code, country), ("since", day, since)):
        try:
            read(value)
        except Invalid as error:
            problems.append(Problem(Place(f"{given}={value}"), error.what, error.hint))
    if not problems and country not in members:
        hint = f"the members are {', '.join(members)}"
        problems.append(Problem(Place(f"country={country}"), f'"{country}" is not a member state', hint))
    if problems:
        raise Problems(problems)
    name = Locale("en").territories[country]
    plain = "".join(c for c in unicodedata.normalize("NFD", name.lower()) if not unicodedata.combining(c))
    id = f"{since[:4]}-" + "-".join(re.findall(r"[a-z]+", plain))
    path = root.sources / "chairs" / f"{id}.yaml"
    if path.exists():
        hint = "edit that file; it is not overwritten"
        raise Problems([Problem(Place(f"country={country}"), f"{root.name(path)} already exists", hint)])
    return path, CHAIR.format(name=name, country=country, since=since).encode()


def open_points(root: Root, path: Path) -> Iterable[str]:
    """Yield the lines of a chair's file that are still empty, each with its purpose."""
    for number, line in enumerate(inputs.text(root, path, inputs.SOURCE).splitlines(), 1):
        if found := re.match(r"(\w+): +# (.*)", line):
            yield f"{root.name(path)}:{number}: {found[1]}: {found[2]}"
