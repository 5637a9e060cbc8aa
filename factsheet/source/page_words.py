"""Read layouts/site/words.yaml: the words of the download page that are about this factsheet, and no other."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from ..core.diagnostics import Problem, Problems
from ..core.project import Root
from . import markup_lint, slips
from .scalars import Day, Link, Text
from .schema import Shape
from .validation import checked
from .yaml_reader import read

FILE = "words.yaml"


class TermWords(Shape):
    """What is said of a variant by the state of its term, before the months of that."""

    current: Text = Field(description="Of the current one.")
    upcoming: Text = Field(description="Of one whose term has not begun.")
    former: Text = Field(description="Of one whose term has ended.")


class StatementWords(Shape):
    """What the accessibility statement says besides what is the same in every factsheet."""

    contact: Link = Field(description="Where to tell of a barrier: an address, mailto: or https://.")
    reviewed: Day = Field(description="The date on which somebody last made sure that the statement is true.")
    tested: Text | None = Field(
        default=None, description="Who has tried the files with a screen reader or otherwise. If left out, nobody has."
    )
    complaints: Text | None = Field(
        default=None, description="Whom to turn to if an answer does not help, as the law of the place may require."
    )


class PageWords(Shape):
    """layouts/site/words.yaml: the words of the download page that are about this factsheet."""

    title: Text = Field(
        description="The heading. Bold words, `**like these**`, go on a line of their own, in capitals."
    )
    intro: Text = Field(description="The line under the heading.")
    editions: Text = Field(description='What several editions are called, as in "3 of 6 leaflets".')
    nothing_found: Text = Field(description="What is said when a search finds nothing: what to search for instead.")
    terms: Annotated[TermWords | None, BeforeValidator(lambda said: said or None)] = Field(
        default=None,
        description="What is said of each variant by the state of its term. If left out, only the months are.",
    )
    accessibility: Annotated[StatementWords | None, BeforeValidator(lambda said: said or None)] = Field(
        default=None,
        description="What the accessibility statement says of this factsheet. If left out, there is no statement.",
    )


def load(root: Root) -> PageWords:
    """Return the words of the download page. Raises Problems for all that is wrong in the file."""
    located = read(root, root.site / FILE)
    problems: list[Problem] = []
    words = checked(PageWords, located, problems)
    problems += slips.faults(located, (), "")
    if words:
        problems += markup_lint.of_text(words.title, lambda of: located.place(("title",), of=of), (), ())
    if problems or words is None:
        raise Problems(problems)
    return words
