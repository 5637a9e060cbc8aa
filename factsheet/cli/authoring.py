"""Start languages and variants, see the state of the texts, and confirm translations."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..core.names import LanguageTag, TextKey, VariantId
from ..core.project import Root
from ..core.wording import counted
from .axis import OfVariants
from .building import make
from .options import a_variant, by_option, date_option, language_argument, root_option, selection, signed_by
from .terminal import reported, say, tabulate

if TYPE_CHECKING:
    from ..authoring.reviews import Reviews


@click.command()
@click.argument("lang", metavar="CODE", help="For example, sw, el or am.")
@root_option
def language(lang: str, root: Path) -> None:
    """Add a language: write its file, with every text to translate."""
    with reported():
        from ..authoring import scaffold
        from ..core.atomic import put
        from ..source import loader

        here = Root(root.resolve())
        started = scaffold.start(here, loader.read_all(here), LanguageTag(lang))
        put(started, here)
        print(f"{here.name(started[0][0])} is ready to fill in.")
        print(say(f"To see it on the page: make factsheet lang={lang}"))
        print(say(f"To write the files for a translator, in Word and XLIFF: make translate lang={lang}"))


@click.command()
@click.argument("facts", nargs=-1, metavar="FACT=VALUE...", help="What its name is made of: country=KE.")
@root_option
def variant(facts: tuple[str, ...], root: Path) -> None:
    """Set up a variant, such as a country: write its file, and make its leaflets."""
    with reported():
        from ..authoring import scaffold, succession
        from ..core.atomic import put
        from ..source import loader, terms

        here = Root(root.resolve())
        sources = loader.load(here)
        given = {key: value for key, _, value in (each.partition("=") for each in facts)}
        path, content = scaffold.variant(here, sources, given)
        first = terms.first_key(sources)
        begins = date.fromisoformat(given[first]) if first in given else None
        before = succession.superseded(sources, begins) if begins else None
        ended = succession.ended(here, sources, before, begins) if before and begins else None
        put([(path, content), *([(ended.path, ended.content)] if ended else [])], here)
        print(f"{here.name(path)} was written. Still to fill in, where known:")
        print(*(f"  {line}" for line in scaffold.open_points(here, path)), sep="\n")
        assert sources.declared.axis
        plural = sources.declared.axis.plural
        print(f"To publish it, add {path.stem} to {plural} in {sources.located.place((plural,)).as_line()}.")
        if ended:
            print(*succession.lines(ended), sep="\n")
        if begins:
            print(*succession.standing(loader.load(here), VariantId(path.stem)), "", sep="\n")
        make(here, selection(path.stem))


@click.command(cls=OfVariants)
@a_variant("the current one")
@click.argument("lang", help="For example, fr.")
@click.argument("key", help="For example, lead.title.")
@root_option
def explain(variant: str, lang: str, key: str, root: Path) -> None:
    """Show where each part of a printed text comes from."""
    with reported(""):
        from ..authoring import explain
        from ..source import loader, terms

        sources = loader.load(Root(root.resolve()))
        text = TextKey(key)
        printed, origins = explain.explain(
            sources, VariantId(variant) or terms.leading(sources), LanguageTag(lang), text
        )
        needs = sources.declared.when.get(text.partition(".")[0], "")
        print(*explain.lines(text, printed, origins, needs), sep="\n")


@click.command()
@click.argument("lang", default="", metavar="[CODE]", help="A language: list what is still to be done in it.")
@root_option
def status(lang: str, root: Path) -> None:
    """Show the state of each translation, and who has signed it off."""
    with reported(""):
        from ..authoring import reviews
        from ..authoring import status as standing
        from ..core.printable import printable
        from ..source import loader

        sources = loader.load(Root(root.resolve()))
        if lang:
            found = standing.open_texts(sources, LanguageTag(lang))
            lines = [f"{place}: {key} is {state}" for place, key, state in found]
            terms = standing.against_glossary(sources, LanguageTag(lang))
            lines += [f"{each.place.as_line()}: {each.what}; {each.hint}" for each in terms]
            print(*map(printable, lines or ["nothing left to do"]), sep="\n")
            _signed(reviews.of(sources, sources.translation(LanguageTag(lang))), lang)
            return
        columns = [state.value for state in standing.COLUMNS]
        tabulate(["language", *columns, "reviewed", "status"], standing.table(sources))
        for language in sources.languages.values():
            for line in reviews.of(sources, language).lines():
                print(printable(f"{language.id}: {line}"))


def _signed(found: Reviews, lang: str) -> None:
    """Print who has signed off a language, and what nobody has reviewed."""
    from ..core.printable import printable

    for line in found.lines():
        print(printable(line))
    if found.any:
        number, keys = len(found.unreviewed), ", ".join(pair.id for pair in found.unreviewed)
        print(f"no review is recorded for {counted(number, 'text')}: {keys}" if number else "every text is reviewed")
    else:
        print(say(f"no review is recorded; to record one: make confirm lang={lang} all=yes by=reviewer"))


@click.command()
@language_argument
@click.argument("keys", nargs=-1, metavar="[KEY]...", help="For example, facts.established.")
@click.option("--all", "everything", is_flag=True, help="Every text that is translated.")
@by_option
@date_option
@root_option
def confirm(lang: str, keys: tuple[str, ...], everything: bool, by: str, date: str, root: Path) -> None:
    """Confirm that a translation is right for the current English, and record who says so."""
    with reported():
        from ..authoring import status as standing
        from ..core.atomic import put
        from ..source import loader, lock

        here, language = Root(root.resolve()), LanguageTag(lang)
        named = " ".join(keys).replace(",", " ").split()
        by_whom = signed_by(by, date)
        entries = standing.confirmed(loader.load(here), language, named, everything=everything, by=by_whom)
        path = lock.path(here, language)
        put([(path, lock.written(language, entries))], here)
        signed = f", signed off by a {by_whom.role} on {by_whom.date}" if by_whom else ""
        print(f"{here.name(path)}: confirmed {', '.join(named) or 'everything that is translated'}{signed}")


@click.command()
@root_option
def fonts(root: Path) -> None:
    """Accept the fonts in fonts/; a build refuses any others."""
    with reported():
        from ..core.atomic import put
        from ..theme.fonts import ACCEPTED, accepting

        here = Root(root.resolve())
        path = here.fonts / ACCEPTED
        text = accepting(here)
        put([(path, text.encode())], here)
        print(f"{here.name(path)} lists {counted(len(text.splitlines()), 'font')}.")


@click.command()
@root_option
def migrate(root: Path) -> None:
    """Bring a factsheet of an earlier version up to date, in place."""
    with reported():
        from ..authoring.json_schema import schemas
        from ..authoring.migration import migrated
        from ..core.atomic import put
        from ..core.printable import printable

        here = Root(root.resolve())
        done = migrated(here)
        put(done.files, here)
        fresh = Root(here.folder)
        put([(path, text.encode()) for path, text in schemas(fresh).items()], fresh)
        print(*(f"{here.name(path)}{' is gone' if content is None else ''}" for path, content in done.files), sep="\n")
        print(*(printable(str(each)) for each in done.notes), sep="\n", end="\n" * bool(done.notes))
        print(say("to see that everything is as it was: make factsheet"))


@click.command()
@root_option
def schema(root: Path) -> None:
    """Write the JSON Schemas that editors check sources with."""
    with reported():
        from ..authoring.json_schema import schemas
        from ..core.atomic import put

        here = Root(root.resolve())
        written = {path: text.encode() for path, text in schemas(here).items()}
        put(written.items(), here)
        print(*map(here.name, written), sep="\n")
