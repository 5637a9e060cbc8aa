"""The front door: the commands, their options, and what they print.

Nothing heavy is imported before a command needs it, so that help comes at once.
"""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from factsheet.core.diagnostics import Problem, Problems
from factsheet.core.project import Root

if TYPE_CHECKING:
    from factsheet.build.freshness import Wanted
    from factsheet.build.progress import Teller
    from factsheet.check.checks import Finding
    from factsheet.translation.importer import Import

app = typer.Typer(
    help="Make the Khartoum Process leaflet from its sources.",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

RootOption = Annotated[
    Path,
    typer.Option(
        "--root", metavar="DIR", help="The project: sources/, layouts/, fonts/ and output/.", show_default="this one"
    ),
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Say only what is wrong.")]


def _names(flag: str, what: str) -> Any:
    return typer.Option(flag, metavar="NAMES", help=what, show_default="all that are published")


def _whole(least: int, most: int) -> Callable[[str], int]:
    """Return what reads a whole number between two, both included, and repeats anything else as it was typed."""

    def read(value: str | int) -> int:
        if re.fullmatch("[0-9]{1,5}", str(value)) and least <= int(value) <= most:
            return int(value)
        raise typer.BadParameter(f'"{value}" is not a whole number from {least} to {most}')

    return read


def _seconds(value: str | float) -> float:
    """Return a time in seconds, as it was typed."""
    if re.fullmatch(r"[0-9]{1,5}(\.[0-9]{1,3})?", str(value)) and float(value) > 0:
        return float(value)
    raise typer.BadParameter(f'"{value}" is not a number of seconds, such as 120')


def _path(value: str) -> Path:
    """Return a path with the home that a ~ before it stands for, or as it is where that is nobody's."""
    path = Path(value)
    with suppress(RuntimeError):
        return path.expanduser()
    return path


HERE = Path(__file__).resolve().parent
STOPPED = 130  # the exit status after Ctrl-C: 128 and the number of SIGINT
PRINTED = 50  # problems; who sees more of them reads none


@contextmanager
def _reported() -> Iterator[None]:
    """Print every problem and end with exit status 1, if there are any."""
    try:
        yield
    except Problems as found:
        _print(found.problems)
        print(f"\n{_number(found.problems)}; nothing was written.", file=sys.stderr)
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        print("\nStopped. What was made so far is there; the next run makes the rest.", file=sys.stderr)
        raise typer.Exit(STOPPED) from None
    except (typer.Exit, typer.Abort):
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.filename is None:  # what is printed cannot be: see main
            raise
        if isinstance(error, OSError):
            print(f"{error.filename}: {error.strerror}; check that you are allowed to use it", file=sys.stderr)
            raise typer.Exit(1) from None
        if os.environ.get("FACTSHEET_TRACEBACK"):
            raise
        print(f"The program itself failed ({type(error).__name__}: {error}).", file=sys.stderr)
        print("Please tell a maintainer. FACTSHEET_TRACEBACK=1 before the command shows where.", file=sys.stderr)
        raise typer.Exit(1) from None


def _print(problems: Iterable[Problem]) -> None:
    """Print problems, in the order of the files; of very many, the first ones and how many there are besides."""
    found = sorted(set(problems))
    print(*found[:PRINTED], sep="\n", file=sys.stderr)
    if len(found) > PRINTED:
        print(f"... and {len(found) - PRINTED:,} more, not shown", file=sys.stderr)


def _number(problems: Iterable[Problem]) -> str:
    number = len(set(problems))
    return f"{number:,} problem{'s' if number > 1 else ''}"


@app.command()
def build(
    root: RootOption = HERE,
    chair: Annotated[str, _names("--chair", "Only these chairs, as in 2025-france.")] = "",
    lang: Annotated[str, _names("--lang", "Only these languages, as in fr or 'fr ar'.")] = "",
    format: Annotated[str, _names("--format", "Only these formats, as in pdf.")] = "",
    force: Annotated[bool, typer.Option("--force", help="Make everything, whether it has changed or not.")] = False,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs", "-j", metavar="NUMBER", parser=_whole(1, 999), help="Processes at once.", show_default="the cores"
        ),
    ] = None,
    patience: Annotated[
        float,
        typer.Option("--patience", metavar="SECONDS", parser=_seconds, help="Give an edition up after so long."),
    ] = 60,
    quiet: QuietOption = False,
) -> None:
    """Make the PDF and the Word file of every edition that has changed."""
    with _reported():
        from factsheet.workers.task import Limits

        asked = _wanted(chair, lang, format)
        _build(Root(root.resolve()), asked, quiet=quiet, force=force, processes=jobs, limits=Limits(patience))


def _build(root: Root, wanted: Wanted, *, quiet: bool = False, **how: Any) -> None:
    """Build, tell how it goes, and end with exit status 1 if anything could not be made."""
    from factsheet.build.builder import build
    from factsheet.build.progress import table

    report = build(root, wanted, _teller(quiet=quiet), **how)
    if not quiet and report.rows:
        print(*table(report.rows), sep="\n")
        print("in " + ", ".join(dict.fromkeys(f"output/{row.chair}" for row in report.rows)))
        if drafts := dict.fromkeys(row.language for row in report.rows if row.draft):
            print(f"what keeps a draft from being final: make check lang={next(iter(drafts))}")
    if not quiet and report.removed:
        print(*(f"removed output/{path}: {why}" for path, why in report.removed), sep="\n")
    if report.problems:
        _print(report.problems)
        rest = "what it does not touch is made" if report.rows else "nothing was written"
        print(f"\n{_number(report.problems)}; {rest}.", file=sys.stderr)
        raise typer.Exit(1)


def _wanted(*asked: str) -> Wanted:
    """Return what is asked for: chairs, languages, formats, each a list of names in words."""
    from factsheet.build.freshness import Wanted

    return Wanted(*(tuple(dict.fromkeys(names.replace(",", " ").split())) for names in asked))


def _teller(*, quiet: bool = False) -> Teller:
    from factsheet.build.progress import Log, Teller, Terminal

    return Teller() if quiet else Terminal() if sys.stderr.isatty() else Log()


@app.command()
def language(
    lang: Annotated[str, typer.Argument(metavar="CODE", help="Such as sw, el or am.")], root: RootOption = HERE
) -> None:
    """Start a language: write its file, with every text still to translate."""
    with _reported():
        from factsheet.authoring import scaffold
        from factsheet.core.atomic import put
        from factsheet.source import sources

        project = Root(root.resolve())
        started = scaffold.start(project, sources.read_all(project), lang)
        put(started, project)
        print(f"{project.name(started[0][0])} is there to be filled in. See it on the page: make factsheet lang={lang}")
        print(f"What a translator needs, in Word and XLIFF: make translate lang={lang}")


@app.command()
def chair(
    country: Annotated[str, typer.Argument(metavar="COUNTRY", help="Its code, such as KE.")],
    since: Annotated[str, typer.Argument(metavar="DAY", help="The first day of the term, such as 2026-04-09.")],
    root: RootOption = HERE,
) -> None:
    """Start a chair: write its file, tell what is still to fill in, and make its leaflets."""
    with _reported():
        from factsheet.authoring import scaffold
        from factsheet.core.atomic import put
        from factsheet.source import sources

        project = Root(root.resolve())
        told = sources.load(project)
        path, content = scaffold.chair(project, told.leaflet.members, country, since)
        put([(path, content)], project)
        print(f"{project.name(path)} is there. Still to fill in, where it is known:")
        print(*(f"  {line}" for line in scaffold.open_points(project, path)), sep="\n")
        print(f"To publish it, add {path.stem} to chairs in {told.located.place(('chairs',)).as_line()}.\n")
        _build(project, _wanted(path.stem, "", ""))


@app.command()
def budget(
    lang: Annotated[str, typer.Argument(metavar="CODE", help="The language, such as fr.")],
    chair: Annotated[str, typer.Option("--chair", metavar="NAME", show_default="the first")] = "",
    root: RootOption = HERE,
) -> None:
    """Tell how long each text is, and how long it may become before it has no room."""
    with _reported():
        from functools import partial

        from factsheet.build.budget import budgets, room
        from factsheet.build.plan import plan, read
        from factsheet.workers.pool import Workers
        from factsheet.workers.task import Task

        project = Root(root.resolve())
        planned = plan(project, _wanted(chair or read(project)[0].leaflet.chairs[0], lang, ""))
        jobs = planned.jobs
        if not jobs:
            raise Problems(planned.problems)
        with Workers() as workers:
            print(*workers.one(Task(jobs[0].edition.stem, partial(room, jobs[0]))), sep="\n")
            reckoned = budgets(project, jobs, workers)
        for of in reckoned.values():
            wide = max(map(len, of))
            print(f"{'text':<{wide}}  length  fits")
            for key, (length, fits) in of.items():
                print(f"{key:<{wide}}  {length:>6}  {'any' if fits is None else fits:>4}")


@app.command()
def check(
    root: RootOption = HERE,
    chair: Annotated[str, _names("--chair", "Only these chairs, as in 2025-france.")] = "",
    lang: Annotated[str, _names("--lang", "Only these languages, as in fr or 'fr ar'.")] = "",
    json: Annotated[bool, typer.Option("--json", help="For other programs.")] = False,
) -> None:
    """Check every edition, and tell what was found, worst first; exit status 1 if there is an error."""
    with _reported():
        from factsheet.check import checks
        from factsheet.check.runner import review

        findings = review(Root(root.resolve()), _wanted(chair, lang, ""), _teller(quiet=json))
        if json:
            from json import dumps

            print(dumps([checks.as_json(finding) for finding in findings], ensure_ascii=False, indent=1))
        else:
            _tell(findings)
        if any(finding.weight is checks.Weight.ERROR for finding in findings):
            raise typer.Exit(1)


def _tell(findings: Sequence[Finding]) -> None:
    """Print findings, worst first, and how many there are of each weight."""
    for finding in findings:
        about = f"  ({finding.edition})" if finding.edition else ""
        head, newline, rest = str(finding.problem).partition("\n")
        print(f"{finding.weight.name.lower()}: {head}{about}{newline}{rest}")
    counts = Counter(finding.weight.name.lower() for finding in findings)
    print(
        ", ".join(f"{number} {name}{'s' if number > 1 else ''}" for name, number in counts.items()) or "nothing found"
    )


@app.command()
def preview(
    lang: Annotated[str, typer.Option("--lang", metavar="CODE", help="Such as fr.", show_default="the first")] = "",
    chair: Annotated[str, typer.Option("--chair", metavar="NAME", show_default="the first")] = "",
    port: Annotated[
        int, typer.Option("--port", metavar="NUMBER", parser=_whole(1024, 65000), help="Or the next that is free.")
    ] = 8000,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the browser.")] = True,
    root: RootOption = HERE,
) -> None:
    """Show an edition in the browser, and show it anew whenever a source, the layout or a font is saved."""
    with _reported():
        import webbrowser

        from factsheet.preview.server import bound
        from factsheet.preview.server import preview as serve
        from factsheet.preview.session import Live
        from factsheet.source import sources
        from factsheet.workers.pool import Workers

        project = Root(root.resolve())
        told = sources.read_all(project).leaflet
        chair, lang = chair or told.chairs[0], lang or told.languages[0]
        listener = bound(port)
        if (taken := listener.getsockname()[1]) != port:
            print(f"port {port} is taken; it is {taken} instead", flush=True)

        def ready(address: str) -> None:
            print(f"{chair} {lang}: {address}  (end it with Ctrl-C)", flush=True)
            if browser:
                webbrowser.open(address)

        with Workers() as workers:
            serve(project, Live(project, chair, lang, workers), listener, f"{chair} {lang}", ready)
        print("\nThe preview has ended.", flush=True)


@app.command()
def preflight(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Any PDF.", parser=_path)],
    press: Annotated[
        str, typer.Option("--press", metavar="NAME", help="A file in layouts/press.", show_default="the leaflet's")
    ] = "",
    root: RootOption = HERE,
) -> None:
    """Prove that a printer will take a PDF: every check, passed or failed; exit status 1 if one fails."""
    with _reported():
        from functools import partial

        from factsheet.core import inputs
        from factsheet.core.diagnostics import Place
        from factsheet.core.printable import printable
        from factsheet.preflight.runner import preflighted, table
        from factsheet.source import sources
        from factsheet.theme import layout, printer
        from factsheet.workers.pool import Workers
        from factsheet.workers.task import Task

        project = Root(root.resolve())
        told = sources.read_all(project)
        place = Place(f"press={press}") if press else told.located.place(("press",))
        wanted = printer.load(project, press or told.leaflet.press, place)
        page = layout.load(project).page
        content = inputs.read_named(file, inputs.LEAFLET, "name a PDF, with its folder")
        with Workers() as workers:
            task = partial(preflighted, content, file.name, wanted, (page.width, page.height), page.clear)
            verdicts = workers.one(Task(file.name, task))
        print(*map(printable, table(verdicts)), sep="\n")
        if any(verdict.faults for verdict in verdicts):
            raise typer.Exit(1)


@app.command()
def release(
    root: RootOption = HERE,
    chair: Annotated[str, _names("--chair", "Only these chairs, as in 2025-france.")] = "",
    drafts: Annotated[bool, typer.Option("--drafts", help="Let drafts out as well; they stay marked.")] = False,
) -> None:
    """Make a ZIP for each chair, if every edition is translated, confirmed, fits, and checks clean."""
    with _reported():
        from factsheet.check.release import release
        from factsheet.check.runner import review
        from factsheet.source import sources

        project = Root(root.resolve())
        wanted = _wanted(chair, "", "")
        findings = review(project, wanted, _teller())
        told = sources.read_all(project).leaflet
        try:
            packed = release(project, told, wanted.chairs or told.chairs, findings, drafts=drafts)
        except Problems as found:
            _print(found.problems)
            print(f"\n{_number(found.problems)}; no ZIP was packed.", file=sys.stderr)
            raise typer.Exit(1) from None
        for path in packed:
            print(f"{project.name(path)}  {path.stat().st_size / 1000:,.0f} kB")
        if findings:
            print("\nReleased. What was found, and does not keep it back:")
            _tell(findings)


@app.command()
def explain(
    chair: Annotated[str, typer.Argument(help="Such as 2025-france.")],
    lang: Annotated[str, typer.Argument(metavar="LANG", help="Such as fr.")],
    key: Annotated[str, typer.Argument(help="Such as facts.current_chair_name.")],
    root: RootOption = HERE,
) -> None:
    """Tell what an edition prints for a text, and the file and line that each part of it comes from."""
    with _reported():
        from factsheet.authoring import explain
        from factsheet.source import sources

        told = sources.load(Root(root.resolve()))
        print(*explain.lines(key, *explain.explain(told, chair, lang, key)), sep="\n")


def _tabulate(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table, as wide as the terminal, or 120 signs where there is none."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    from factsheet.core.printable import printable

    table = Table(*columns, box=box.SIMPLE)
    for row in rows:
        table.add_row(*map(printable, row))
    width = None if sys.stdout.isatty() else 120
    Console(width=width, markup=False, emoji=False, highlight=False).print(table)


@app.command()
def status(
    lang: Annotated[str, typer.Argument(metavar="[CODE]", help="What is still to do in one language.")] = "",
    root: RootOption = HERE,
) -> None:
    """Tell how each translation stands towards the English."""
    with _reported():
        from factsheet.authoring import status as standing
        from factsheet.source import sources

        told = sources.load(Root(root.resolve()))
        if lang:
            lines = [f"{place}: {key} is {state}" for place, key, state in standing.open_texts(told, lang)]
            print(*lines or ["nothing is to be done"], sep="\n")
            return
        _tabulate(["language", *(state.value for state in standing.COLUMNS), "status"], standing.table(told))


@app.command()
def confirm(
    lang: Annotated[str, typer.Argument(metavar="CODE", help="The language, such as fr.")],
    keys: Annotated[list[str] | None, typer.Argument(metavar="[KEY]...", help="Such as facts.established.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Every text that is translated.")] = False,
    root: RootOption = HERE,
) -> None:
    """Say that a translation holds: it was made from the English of today, or still fits it."""
    with _reported():
        from factsheet.authoring import status as standing
        from factsheet.core.atomic import put
        from factsheet.source import lock, sources

        project = Root(root.resolve())
        entries = standing.confirmed(sources.load(project), lang, keys or [], everything=everything)
        path = lock.path(project, lang)
        put([(path, lock.written(lang, entries))], project)
        print(f"{project.name(path)}: confirmed {', '.join(keys) if keys else 'everything that is translated'}")


@app.command()
def translate(
    lang: Annotated[str, typer.Argument(metavar="CODE", help="The language, such as fr.")],
    everything: Annotated[bool, typer.Option("--all", help="Every text, not only what is still to do.")] = False,
    tmx: Annotated[bool, typer.Option("--tmx", help="The memory of what is confirmed as well.")] = False,
    root: RootOption = HERE,
) -> None:
    """Write what a translator needs: the texts as a Word table and as XLIFF, and the leaflet with their numbers."""
    with _reported():
        from factsheet.core.atomic import put
        from factsheet.translation.bundle import translating

        project = Root(root.resolve())
        out, made = translating(project, lang, everything=everything, memory=tmx)
        put(made, project)
        print(f"{out.title}: {out.told}")
        print(*(f"  {project.name(path)}  {len(content) / 1000:,.0f} kB" for path, content in made), sep="\n")
        print("Send the Word file or the XLIFF, and the PDF with it. What comes back: make import file=...")


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What a translator sent: Word or XLIFF.", parser=_path)],
    lang: Annotated[str, typer.Option("--lang", metavar="CODE", help="Its language.", show_default="as it says")] = "",
    root: RootOption = HERE,
) -> None:
    """Take a translation in, and tell what became of each text; exit status 1 if one was not taken in."""
    with _reported():
        from factsheet.core.atomic import alone, put
        from factsheet.translation import importer

        project = Root(root.resolve())
        with alone(project.output, project, _teller().waiting):
            brought = importer.importing(project, file, lang)
            put(brought.files, project)
        _show(brought, project)
        if brought.open:
            raise typer.Exit(1)


def _show(brought: Import, project: Root) -> None:
    """Print what a file has brought: what became of each text, its wording, how many there are, what is to be done."""
    from factsheet.core.printable import printable

    if rows := list(brought.table()):
        _tabulate(["where", "text", "what", "why"], rows)
    _compare(brought)
    print(brought.counted)
    print(
        *(f"{place}: a comment: {printable(said)}" for place, said in brought.comments),
        sep="\n",
        end="\n" * bool(brought.comments),
    )
    written = [project.name(path) for path, content in brought.files if content is not None]
    if not written:
        print("nothing was written: there is nothing new in it")
        return
    print(f"written: {', '.join(written)}")
    if any(name.startswith("sources/") for name in written):
        print(f"see it on the page: make factsheet lang={brought.language}")


def _compare(brought: Import) -> None:
    """Print the old and the new wording of each text that was taken in; in colour on a terminal."""
    from rich.console import Console

    from factsheet.translation import wordings

    console = Console(markup=False, emoji=False, highlight=False, soft_wrap=True)
    for line in wordings.lines(brought, isolated=console.is_terminal):
        console.print(line)


@app.command()
def schema(root: RootOption = HERE) -> None:
    """Write the JSON Schemas by which editors check the sources while you type."""
    with _reported():
        from factsheet.authoring.json_schema import schemas
        from factsheet.core.atomic import put

        project = Root(root.resolve())
        written = {path: text.encode() for path, text in schemas(project).items()}
        put(written.items(), project)
        print(*map(project.name, written), sep="\n")


@app.command()
def fonts(root: RootOption = HERE) -> None:
    """Accept the fonts in fonts/ as they are: a build refuses any other under the same name."""
    with _reported():
        from factsheet.core.atomic import put
        from factsheet.theme.fonts import ACCEPTED, accepting

        project = Root(root.resolve())
        path = project.fonts / ACCEPTED
        text = accepting(project)
        put([(path, text.encode())], project)
        print(f"{project.name(path)} knows {len(text.splitlines())} fonts.")


def main() -> None:
    """Run a command, and end with its exit status, whatever the terminal can show and wherever the output goes."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that knows ASCII alone
    status: Any = 1
    try:
        app()
    except SystemExit as ended:
        status = ended.code
    except OSError as error:  # click itself prints too
        print(f"The output cannot be written ({error.strerror}).", file=sys.stderr)
    try:
        sys.stdout.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what waits to be written is written nowhere
        print(f"The output cannot be written ({error.strerror}).", file=sys.stderr)
        status = 1
    sys.exit(status)


if __name__ == "__main__":
    main()
