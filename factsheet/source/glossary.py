"""Read the glossary: the terms that the texts of each language use for the same thing, and those to avoid.

Each language has a file in `sources/glossary/`; the master's says which terms there are. A glossary is optional.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError

from ..core.diagnostics import Invalid, Problem, Problems, did_you_mean, suggestion
from ..core.names import LanguageTag
from ..core.project import Root
from ..text.term_search import STAR, same
from . import slips
from .scalars import Key, Text
from .schema import Shape
from .validation import checked
from .yaml_reader import Located, read

# In characters; the longest name of an organisation has about a hundred.
LONGEST = 200
# Letters beside a "*": with fewer, it would stand for half of the words of a language.
FEWEST = 3


def _term(text: str) -> str:
    """Return a term that can be found in a text. Raises Invalid for any other."""
    if len(text) > LONGEST:
        raise Invalid(f"a term of {len(text):,} characters", f"the limit is {LONGEST}")
    if found := next((sign for sign in text if sign in "{}[]\\<>|"), ""):
        raise Invalid(f'"{text}" has a "{found}"', "write a term as it is printed, without marks or placeholders")
    if not any(sign.isalnum() for sign in text):
        raise Invalid(f'"{text}" has no letters', "write the term")
    return text


def _whole(text: str) -> str:
    """Return a term that is written out."""
    if STAR in text:
        raise Invalid(f'"{text}" has a "*"', "write the whole term here; stems go under forms")
    return _term(text)


def _stem(text: str) -> str:
    """Return a term that may have a "*" at either end of its words."""
    for word in _term(text).split():
        core = word.strip(STAR)
        if STAR in core:
            raise Invalid(f'"{text}" has a "*" inside a word', "put it at the beginning or the end of the word")
        if word != core and sum(sign.isalnum() for sign in core) < FEWEST:
            raise Invalid(f'"{word}" would match almost any word', f'write at least {FEWEST} letters beside the "*"')
    return text


def _list(value: object) -> object:
    """Return a list as it is, and an empty one for nothing. Raises Invalid for a text."""
    if isinstance(value, str) and value:
        raise Invalid(f'"{value}" is a text', f"put square brackets around it, and commas between terms: [{value}]")
    return value or []


def _distinct(terms: list[str]) -> list[str]:
    for term in terms:
        if terms.count(term) > 1:
            raise Invalid(f'"{term}" is in this list twice', "delete one of them")
    return terms


Whole = Annotated[Text, AfterValidator(_whole)]
Stem = Annotated[Text, AfterValidator(_stem)]
Wholes = Annotated[list[Whole], BeforeValidator(_list), AfterValidator(_distinct)]
Stems = Annotated[list[Stem], BeforeValidator(_list), AfterValidator(_distinct)]


class Term(Shape):
    """What a language calls something."""

    preferred: Whole = Field(description="The term to use.")
    also: Wholes = Field(default=[], description="Other terms that are just as good, such as an abbreviation.")
    forms: Stems = Field(
        default=[],
        description="Other forms in which these terms occur: inflected, or stems with `*` for any letters.",
    )
    forbidden: Stems = Field(default=[], description="Terms that must not be used for it. They may have a `*` too.")
    note: Annotated[Text | None, BeforeValidator(lambda value: value or None)] = Field(
        default=None, description="What translators should know about it. It is sent along with the texts."
    )

    @property
    def names(self) -> list[str]:
        """Return the terms to use, the preferred one first."""
        return [self.preferred, *self.also]


class GlossaryFile(Shape):
    """sources/glossary/<language>.yaml: terms, by a name that all languages share."""

    terms: dict[Key, Term] = Field(description="The terms, each under a name that is the same in every language.")


def term(preferred: str, also: Sequence[str], forbidden: Sequence[str], note: str) -> Term:
    """Return a term that did not come from the sources. Raises Invalid for one that they could not have."""
    try:
        return Term(preferred=preferred, also=list(also), forbidden=list(forbidden), note=note or None)
    except ValidationError as error:
        raise error.errors()[0]["ctx"]["error"] from None


@dataclass(frozen=True)
class Glossary:
    """The terms of each language by their names, and its file."""

    terms: Mapping[LanguageTag, Mapping[str, Term]] = field(default_factory=dict)
    located: Mapping[LanguageTag, Located] = field(default_factory=dict)

    def of(self, language: LanguageTag) -> Mapping[str, Term]:
        """Return the terms of a language; there may be none."""
        return self.terms.get(language, {})


def folder(root: Root) -> Path:
    """Return the folder of the glossary."""
    return root.sources / "glossary"


def path(root: Root, language: LanguageTag) -> Path:
    """Return the path of a language's terms."""
    return folder(root) / f"{language}.yaml"


def read_all(
    root: Root,
    files: Iterable[tuple[LanguageTag, Path]],
    languages: Sequence[LanguageTag],
    broken: MutableMapping[str, list[Problem]],
) -> Glossary:
    """Read the files of a glossary; the first of the `languages` is the master. What is wrong goes to `broken`."""
    located: dict[LanguageTag, Located] = {}
    terms: dict[LanguageTag, Mapping[str, Term]] = {}
    master, there = languages[0], dict(files)
    for id, file in there.items():
        found = broken.setdefault(root.name(file), [])
        try:
            located[id] = read(root, file)
        except Problems as problems:
            found += problems.problems
            continue
        found += slips.faults(located[id], (), "")
        model = checked(GlossaryFile, located[id], found)
        if id not in languages:
            hint = f"{suggestion(id, languages)}; a file here is named after a language"
            found.append(Problem(located[id].place(()), f'there is no language "{id}"', hint))
        if model and not found:
            terms[id] = model.terms
    for id, each in located.items():
        if master not in there:
            hint = "create it, giving the same terms as they appear in the original texts"
            broken[each.file].append(Problem(each.place(()), f"there is no sources/glossary/{master}.yaml", hint))
        broken[each.file] += faults(terms, located, master, id)
        if broken[each.file]:
            terms.pop(id, None)
    return Glossary(terms, located)


def unread(broken: Mapping[str, Sequence[Problem]]) -> list[Problem]:
    """Return, of what is wrong in sources, what keeps terms from being read."""
    files = (file for file in broken if file.startswith("sources/glossary/"))
    return [problem for file in files for problem in broken[file]]


def faults(
    terms: Mapping[LanguageTag, Mapping[str, Term]],
    located: Mapping[LanguageTag, Located],
    master: LanguageTag,
    id: LanguageTag,
) -> Iterator[Problem]:
    """Yield what is wrong with the terms of a language among themselves, and beside those of the master."""
    for name, term in terms.get(id, {}).items():
        yield from _against_itself(name, term, located[id], id)
    if id == master:
        yield from _ambiguous(terms.get(id, {}), located[id], id)
        return
    known = terms.get(master, {})
    for name in terms.get(id, {}) if known else ():  # otherwise, what is wrong with those is reported
        if name not in known:
            hint = did_you_mean(name, known) or f"add it to sources/glossary/{master}.yaml first"
            what = f'there is no term "{name}" in sources/glossary/{master}.yaml'
            yield Problem(located[id].place(("terms", name), key=True), what, hint)


def _against_itself(name: str, term: Term, located: Located, id: LanguageTag) -> Iterator[Problem]:
    """Yield what is both to be used and to be avoided."""
    used = {same(each, id) for each in (*term.names, *term.forms)}
    for at, each in enumerate(term.forbidden):
        if same(each, id) in used:
            what = f'"{each}" is listed both as a term to use for "{name}" and as forbidden'
            yield Problem(located.place(("terms", name, "forbidden", at)), what, "delete one of the two")


def _ambiguous(terms: Mapping[str, Term], located: Located, id: LanguageTag) -> Iterator[Problem]:
    """Yield what stands for two things: a translation of it would have to have both."""
    seen: dict[str, str] = {}
    for name, term in terms.items():
        for each in term.names:
            if (other := seen.setdefault(same(each, id), name)) != name:
                what = f'"{each}" is also a term for "{other}"'
                yield Problem(located.place(("terms", name), key=True), what, "delete one of the two")
