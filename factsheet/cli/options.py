"""Options and arguments that commands share, and how their values are read."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ..core.names import LanguageTag, VariantId
from .axis import VariantOption

if TYPE_CHECKING:
    from ..build.freshness import Selection
    from ..source.signoff import SignOff

Name = TypeVar("Name", bound=str)
Function = TypeVar("Function", bound=Callable[..., Any])


def path(value: str) -> Path:
    """Return a path with ~ expanded, or unchanged if there is no such home."""
    typed = Path(value)
    with suppress(RuntimeError):
        return typed.expanduser()
    return typed


def folder(value: str | Path) -> Path:
    """Return an existing folder."""
    found = path(str(value))
    if not found.is_dir():
        raise click.BadParameter(f'there is no folder "{value}"')
    return found


def names(flag: str, what: str, default: str = "all that are published") -> Callable[[Function], Function]:
    """Return an option that takes any number of names; `default` says what is meant without it."""
    return click.option(flag, default="", metavar="NAMES", help=what, show_default=default)


def a_variant(default: str) -> Callable[[Function], Function]:
    """Return an option that takes a variant; `default` says which is meant without it."""
    return click.option(
        "--variant", cls=VariantOption, default="", metavar="NAME", help="Which one, by its name.", show_default=default
    )


root_option = click.option(
    "--root",
    type=folder,
    default=Path(),  # the current folder; for a checkout, see app.main
    metavar="DIR",
    help="The project: sources/, layouts/, fonts/ and output/.",
    show_default="this one",
)
quiet_option = click.option("--quiet", "-q", is_flag=True, help="Print problems only.")
variants_option = click.option(
    "--variant",
    cls=VariantOption,
    default="",
    metavar="NAMES",
    help="Only these, by their names.",
    show_default="all that are published",
)
languages_option = names("--lang", "Only these languages, such as fr or 'fr ar'.")
variant_option = a_variant("the first that is published")
language_argument = click.argument("lang", metavar="CODE", help="The language, such as fr.")
by_option = click.option(
    "--by",
    default="",
    metavar="ROLE",
    help='Who translated or reviewed it: translator, reviewer, or "reviewer: A. Name".',
)
date_option = click.option(
    "--date", default="", metavar="DATE", help="The date, such as 2026-11-29.", show_default="today"
)


def signed_by(by: str, on: str) -> SignOff | None:
    """Return who signs off, and when: today if there is no date. Raises Problems for what is not a role or a date."""
    from datetime import date

    from ..core.diagnostics import Invalid, Place, Problem, Problems
    from ..kinds.dates import day
    from ..source import signoff

    try:
        when = day(on) if on else date.today()
    except Invalid as error:
        raise Problems([Problem(Place(f"date={on}"), error.what, error.hint)]) from None
    if on and not by:
        what = "a date was given, but not who is signing off"
        raise Problems([Problem(Place(f"date={on}"), what, "add by=reviewer")])
    return signoff.read(by, when) if by else None


def selection(variants: str = "", languages: str = "", formats: str = "", without: str = "") -> Selection:
    """Return what was asked for; `without` are languages to leave out. Each is a list of words."""
    from ..build.freshness import Selection

    return Selection(
        _each(variants, VariantId), _each(languages, LanguageTag), _each(formats, str), _each(without, LanguageTag)
    )


def _each(typed: str, kind: Callable[[str], Name]) -> tuple[Name, ...]:
    """Return the names in a list, each once."""
    return tuple(dict.fromkeys(map(kind, typed.replace(",", " ").split())))


def whole(least: int, most: int) -> Callable[[str], int]:
    """Return a parser of whole numbers in a range, both ends included; it quotes anything else as it was typed."""

    def read(value: str | int) -> int:
        if re.fullmatch("[0-9]{1,5}", str(value)) and least <= int(value) <= most:
            return int(value)
        raise click.BadParameter(f'"{value}" is not a whole number from {least} to {most}')

    return read


def seconds(value: str | float) -> float:
    """Return a typed time in seconds."""
    if re.fullmatch(r"[0-9]{1,5}(\.[0-9]{1,3})?", str(value)) and float(value) > 0:
        return float(value)
    raise click.BadParameter(f'"{value}" is not a number of seconds, such as 120')
