"""What an edition says, as plain data: a release keeps it, and two of them can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from ..build.first_releases import upgraded
from ..core import inputs
from ..core.diagnostics import Place, Problem, Problems
from ..core.names import LanguageTag, TextKey, VariantId, stem
from ..core.project import Root
from ..edition.edition import Edition
from ..source.scalars import LANGUAGE_ID, OPTIONAL_ID
from ..source.schema import UNOFFICIAL
from ..text.markup import Inline


class _Shape(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, defer_build=True)


class Run(_Shape):
    """A stretch of a text in one look; `link` is the address that it leads to."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""


Wording = tuple[Run, ...]


class Listed(_Shape):
    """A country in a list, and the shorter lists within it that it is in as well."""

    code: str
    name: str
    also: tuple[str, ...] = ()


class Said(_Shape):
    """All that an edition says.

    `facts` are by their placeholders, `kinds` has the kind of each, and `within` the list that a shorter one is within.
    `marked` has the runs of the texts with marks or links; what releases used to keep lacks it. `open` says which texts
    are missing or outdated, `stand_ins` which locale others have instead.
    """

    variant: Annotated[VariantId, Field(pattern=OPTIONAL_ID)]
    heading: str
    since: str
    language: Annotated[LanguageTag, Field(pattern=LANGUAGE_ID)]
    locale: str
    revised: str
    facts: Mapping[str, str]
    kinds: Mapping[str, str] = {}
    lists: Mapping[str, tuple[Listed, ...]] = {}
    within: Mapping[str, str] = {}
    texts: Mapping[TextKey, str]
    unofficial: str | None
    marked: Mapping[TextKey, Wording] | None = None
    open: Mapping[TextKey, str] = {}
    stand_ins: Mapping[TextKey, str] = {}

    @property
    def parts(self) -> dict[str, Wording]:
        """Return everything by a name, in reading order: facts as placeholders, texts by their keys."""
        marked = self.marked or {}
        return {
            **{key: tuple(_listed(countries)) for key, countries in self.lists.items()},
            **{f"{{{key}}}": _plain(value) for key, value in self.facts.items() if key not in self.lists},
            **{key: marked.get(key) or _plain(text) for key, text in self.texts.items()},
            UNOFFICIAL: _plain(self.unofficial or ""),
        }

    @model_validator(mode="before")
    @classmethod
    def _as_before(cls, said: Any) -> Any:
        """Read what the first releases kept."""
        return upgraded(said)

    @property
    def unmarked(self) -> Said:
        """Return the same without marks and links."""
        return self.model_copy(update={"marked": None})

    def language_of(self, key: str) -> str:
        """Return the locale of a text: that of the edition, unless other words stand in for it."""
        return self.stand_ins.get(TextKey(key), self.locale)


def of(edition: Edition) -> Said:
    """Return what an edition says: its texts as they are printed, and its facts."""
    return Said(
        variant=edition.variant,
        heading=edition.heading,
        since=edition.since.isoformat() if edition.since else "",
        language=edition.language,
        locale=edition.locale,
        revised=edition.revised.isoformat(),
        facts=dict(edition.facts),
        kinds=edition.kinds,
        lists=dict(_lists(edition)),
        within=edition.within,
        texts={key: str(text) for key, text in edition.text.items()},
        unofficial=str(edition.unofficial) if edition.unofficial else None,
        marked={key: runs for key, text in edition.text.items() if (runs := _runs(text)) != _plain(str(text))},
        open={key: text.draft for key, text in edition.text.items() if text.draft},
        stand_ins={key: text.language for key, text in edition.text.items() if text.language},
    )


def data(edition: Edition) -> dict[str, Any]:
    """Return what an edition says, as a release keeps it."""
    return of(edition).model_dump(mode="json", exclude_defaults=True)


def file(name: str, variant: VariantId, language: LanguageTag) -> str:
    """Return the name of the file in which a release keeps what an edition says."""
    return f"{stem(name, variant, language)}.json"


def read(root: Root, path: Path) -> Said:
    """Return what an edition said when it was released. Raises Problems for a file that says something else."""
    try:
        return Said.model_validate_json(inputs.read(root, path, inputs.MANIFEST))
    except ValidationError:
        hint = "restore the release's folder from a copy"
        raise Problems([Problem(Place(root.name(path)), "this is not the file that was released", hint)]) from None


def spelled(wording: Wording) -> str:
    """Return a wording with the signs of its marks, as sources have them; addresses are in full."""
    return "".join(map(_signed, wording))


def plain(wording: Wording) -> str:
    """Return the words alone."""
    return "".join(run.text for run in wording)


def spaced(text: str) -> str:
    """Return a text with plain spaces: which kind they are is a matter of typesetting."""
    return re.sub(r"\s", " ", text)


def bare(address: str) -> str:
    """Return an address as people write it, and as a fact has it."""
    return re.sub("^(?:https?://|mailto:)", "", address).removesuffix("/")


def _signed(run: Run) -> str:
    sign = "**" * run.bold + "*" * run.italic
    words = f"{sign}{run.text}{sign[::-1]}"
    return f"[{words}]({run.link})" if run.link else words


def _plain(text: str) -> Wording:
    return (Run(text=text),) if text else ()


def _runs(text: Inline) -> Wording:
    """Return a text in stretches of one look."""
    looks = groupby(text.runs, lambda run: (run.bold, run.italic, run.link))
    return tuple(
        Run(text="".join(run.text for run in runs), bold=bold, italic=italic, link=link)
        for (bold, italic, link), runs in looks
    )


def _lists(edition: Edition) -> Iterator[tuple[str, tuple[Listed, ...]]]:
    """Yield each list of countries that is not within another."""
    for key, countries in edition.lists.items():
        if key not in edition.within:
            inside = {
                name: {each.code for each in edition.lists[name]} for name, of in edition.within.items() if of == key
            }
            also = {
                each.code: tuple(name for name, codes in inside.items() if each.code in codes) for each in countries
            }
            yield key, tuple(Listed(code=each.code, name=each.name, also=also[each.code]) for each in countries)


def _listed(countries: tuple[Listed, ...]) -> list[Run]:
    """Return countries as a list, those that are in a shorter list too in bold."""
    separated = [Run(text=", ")] * (2 * len(countries) - 1)
    separated[::2] = [Run(text=each.name, bold=bool(each.also)) for each in countries]
    return separated if countries else []
