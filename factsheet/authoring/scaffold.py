"""Start a language, or a variant: a file with everything that can be filled in, and that builds at once."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError

from ..core import inputs
from ..core.diagnostics import Invalid, Place, Problem, Problems, did_you_mean
from ..core.names import LanguageTag, text_key
from ..core.project import Root
from ..edition.locales import canonical
from ..edition.pseudolocales import LANGUAGES
from ..source import lock, naming
from ..source.declaration import Axis
from ..source.fact_kinds import Fact
from ..source.generated import value_of
from ..source.model import Sources
from ..source.scalars import LANGUAGE_ID

HEAD = """\
# yaml-language-server: $schema=../schema/text.json
# {name}: write each text after its key. A text left empty is printed in English, and makes the leaflet a draft.
# Keep marks and placeholders as in the English: **bold**, [words](#link), {{name}}. A text that begins
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


HEADER = """\
# yaml-language-server: $schema=../schema/{axis}.json
# {name}.

"""
OWN = """\
accent:              # one of the accents in theme.yaml, or empty for the usual one
revised:             # the date of these texts, if it differs from factsheet.yaml

# Texts that differ here, by language, with the same keys as in sources/text/:
#text:
#  {language}:
"""


def variant(root: Root, sources: Sources, given: Mapping[str, str]) -> tuple[Path, bytes]:
    """Return the file of a new variant and where it belongs. `given` has the facts that its name is made of.

    Raises Problems for a value that is not what it must be, and for a variant that already exists.
    """
    axis = sources.declared.axis
    if axis is None:
        what, hint = "this factsheet has no variants", "declare them in content.yaml"
        raise Problems([Problem(Place("variants"), what, hint)])
    if axis.is_table:
        what, hint = f"each {axis.axis} is a row of sources/{axis.source}", "add a row there"
        raise Problems([Problem(Place(axis.plural), what, hint)])
    values = _checked(sources, axis, given)
    id = naming.id_of(axis, values)
    path = root.sources / axis.source / f"{id}.yaml"
    if path.exists():
        hint = "edit that file; it is not overwritten"
        last = axis.named_by[-1]
        raise Problems([Problem(Place(f"{last}={given[last]}"), f"{root.name(path)} already exists", hint)])
    lines = [_line(key, fact, given.get(key, "")) for key, fact in axis.facts.items()]
    named = naming.title_of(axis, values)
    own = OWN.format(language=sources.master.id) + "".join(_sample(sources))
    return path, (HEADER.format(axis=axis.axis, name=named) + "".join(lines) + own).encode()


def _sample(sources: Sources) -> Iterator[str]:
    """Yield the lines of a section that is likely to differ: what it says without them, in comments."""
    about = [section for section, fact in sources.declared.when.items() if fact in sources.declared.own]
    section = (about or list(sources.declared.texts))[0]
    yield f"#    {section}:\n"
    for key in sources.declared.texts[section]:
        yield f"#      {key}: {as_typed(sources.master.text[text_key(section, key)])}\n"


def _checked(sources: Sources, axis: Axis, given: Mapping[str, str]) -> dict[str, Any]:
    """Return the values of given facts. Raises Problems for what is missing, wrong, or not where it must be."""
    problems, values = [], dict[str, Any]()
    for key in given.keys() - axis.facts.keys():
        how = " ".join(f"{name}=..." for name in axis.named_by)
        what = f'"{key}" is not a fact of a {axis.axis}'
        problems.append(Problem(Place(f"{key}={given[key]}"), what, f"write {how}"))
    for key in dict.fromkeys([*axis.named_by, *(name for name in axis.facts if name in given)]):
        if not given.get(key):
            problems.append(Problem(Place(f"{key}="), f"no {key} is given", axis.facts[key].note))
            continue
        try:
            values[key] = value_of(sources.declared, axis.facts[key], given[key])
        except Invalid as error:
            problems.append(Problem(Place(f"{key}={given[key]}"), error.what, error.hint))
            continue
        among = sources.facts[within] if (within := axis.facts[key].within) else None
        if among is not None and values[key] not in among:
            what = f'"{given[key]}" is not in {within}'
            problems.append(Problem(Place(f"{key}={given[key]}"), what, f"the {within} are {', '.join(among)}"))
    if problems:
        raise Problems(problems)
    return values


def _line(key: str, fact: Fact, given: str) -> str:
    """Return the lines of a fact in a new file: its value, or what to write; a group in comments."""
    note = fact.note[:1].lower() + fact.note[1:].rstrip(".")
    if given:
        return f"{key}: {given}\n"
    if fact.parts:
        note += "; leave it empty, or remove the # from the lines below" if fact.optional else ""
    head = f"{f'{key}:':<20} # {note}\n"
    return head + "".join(f"#  {_line(name, part, '')}" for name, part in fact.parts.items())


def open_points(root: Root, path: Path) -> Iterable[str]:
    """Yield the lines of a variant's file that are still empty, each with its purpose."""
    for number, line in enumerate(inputs.text(root, path, inputs.SOURCE).splitlines(), 1):
        if found := re.match(r"(\w+): +# (.*)", line):
            yield f"{root.name(path)}:{number}: {found[1]}: {found[2]}"
