"""Call variants what the factsheet calls them: --country in one, --year in another; --variant works in each.

The word is found in content.yaml without reading the YAML. What uses the declaration reads it properly, with all its
mistakes; but help, and a build with nothing to do, need this one word, and would take twice as long for it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from ..core import inputs
from ..core.diagnostics import Problems
from ..core.project import Root

NEUTRAL = "variant"
WORD = re.compile(r"^variants:[^\n]*\n(?:(?:[ #][^\n]*)?\n)*?  axis: *([a-z][a-z0-9_]*) *(?:#.*)?$", re.MULTILINE)


def of(root: Path) -> str:
    """Return what a factsheet calls one of its variants: "country"; "variant" if it has none, or cannot be read."""
    here = Root(root)
    with suppress(Problems, OSError):
        if found := WORD.search(inputs.text(here, here.layout / "content.yaml", inputs.SOURCE)):
            return found[1]
    return NEUTRAL


def asked(ctx: click.Context, arguments: Sequence[str]) -> Path:
    """Return the project that a command line asks for: its --root, or else the default."""
    given = list(arguments[: arguments.index("--")] if "--" in arguments else arguments)
    for number, word in enumerate(given):
        if word.startswith("--root="):
            return Path(word.removeprefix("--root="))
        if word == "--root" and number + 1 < len(given):
            return Path(given[number + 1])
    defaults: Any = ctx.default_map or {}
    return Path(defaults.get("root", "."))


class OfVariants(click.Command):
    """A command that takes variants by the factsheet's own word for them."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the options, under whichever name."""
        word = ctx.meta[NEUTRAL] = of(asked(ctx, args))
        end = args.index("--") if "--" in args else len(args)
        own = re.compile(rf"--{word}(?==|$)")
        try:
            return super().parse_args(ctx, [*(own.sub(f"--{NEUTRAL}", each) for each in args[:end]), *args[end:]])
        except click.NoSuchOption as error:
            if error.possibilities:
                raise
            here = f"its editions are chosen with --{word}" if word != NEUTRAL else "it has no variants"
            raise click.UsageError(f"No such option {error.option_name!r} in this factsheet: {here}.", ctx) from None


class VariantOption(click.Option):
    """An option that help, and messages, show under the factsheet's own word."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return how to write the option, and what it does."""
        record = super().get_help_record(ctx)
        word = ctx.meta.get(NEUTRAL, NEUTRAL)
        return record and (record[0].replace(f"--{NEUTRAL}", f"--{word}"), record[1])


class Commands(click.Group):
    """Commands in the order in which they were added; the one for a new variant has the factsheet's name too."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return their names."""
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is asked for, its name, and its arguments."""
        name, *rest = args
        defaults: Any = (ctx.default_map or {}).get(NEUTRAL)
        here = click.Context(self.commands[NEUTRAL], default_map=defaults)
        if name not in self.commands and name == of(asked(here, rest)):
            args = [NEUTRAL, *rest]
        return super().resolve_command(ctx, args)
