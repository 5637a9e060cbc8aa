"""Make one semantic HTML page of an edition and a layout; it is the source of every format."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from . import codes, svg
from .edition import Edition
from .errors import Place, Problem, Problems, did_you_mean
from .markup import Inline, dressed
from .root import Root
from .theme import Theme, inline

INSERT = re.compile(r'<aside class="insert ([\w-]+)">')
# The elements of a page that hold a text.
TEXTS = {"p", "h1", "h2", "h3", "h4", "dt", "dd", "li"}


@dataclass(frozen=True)
class Page:
    """The leaflet as HTML, its style inside, and the pictures that it names as `picture:<file>`, as SVG.

    `inserts` names the sheets onto which its last pages are printed, and only printed: each `<aside class="insert
    SHEET">` is one.
    """

    html: str
    pictures: Mapping[str, bytes]
    direction: str = "ltr"
    inserts: tuple[str, ...] = ()


def make(edition: Edition, theme: Theme, root: Root) -> Page:
    """Set an edition in the layout. Raise Problems for a fault of the layout, at its line."""
    layout = _Layout(edition, theme, root)
    text = _nested(edition.text)
    stylesheet = layout.render("leaflet.css.j2")
    page = layout.render("leaflet.html.j2", text=text, stylesheet=Markup(stylesheet))
    if unused := [key for key in edition.text if key not in text.printed]:
        content = root.name(root.layout / "content.yaml")
        raise Problems(
            Problem(
                Place(content),
                f'"{key}" is never printed',
                "print it in leaflet.html.j2, or take it out of content.yaml and the texts",
            )
            for key in unused
        )
    return Page(page, layout.pictures, edition.direction, tuple(INSERT.findall(page)))


@cache
def _environment(layout: Path) -> ImmutableSandboxedEnvironment:
    """Return what renders a layout's templates, held to its own folder: autoescaped, sandboxed, strict.

    Remembered, since reading the templates takes as long as five pages of them.
    """
    environment = ImmutableSandboxedEnvironment(
        loader=jinja2.FileSystemLoader(layout),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
    )
    environment.filters |= {"stacked": stacked, "plain": str}  # plain: for titles and attributes
    environment.globals["inline"] = inline
    return environment


class _Layout:
    """A layout set with the values of one edition."""

    def __init__(self, edition: Edition, theme: Theme, root: Root) -> None:
        self.root = root
        self.pictures: dict[str, bytes] = {}
        families = {
            name: Markup(", ".join(f'"{face.family}"' for face in reversed(typeface.faces(edition.script))))
            for name, typeface in theme.typefaces.items()
        }
        self.values = {
            "edition": edition,
            "theme": theme,
            "colours": {name: colour.screen for name, colour in theme.colours.items()},
            "families": families,
            "latin": {name: Markup(f'"{typeface.family}"') for name, typeface in theme.typefaces.items()},
            "scale": theme.typefaces["text"].faces(edition.script)[-1].scale,
            "widths": theme.widths,
            "picture": self.picture,
            "codes": list(self.codes(edition, theme)),
        }

    def render(self, name: str, **values: Any) -> str:
        try:
            return _environment(self.root.layout).get_template(name).render(self.values | values)
        except jinja2.TemplateError as error:
            raise Problems([self._explained(error, name)]) from None

    def codes(self, edition: Edition, theme: Theme) -> Iterator[dict[str, Any]]:
        """Yield the QR codes that print needs, each with the address of its picture."""
        for number, code in enumerate(codes.codes(edition.text, theme), 1):
            file = f"code-{number}.svg"
            self.pictures[file] = code.svg
            yield {"picture": f"picture:{file}", "words": code.words, "section": code.section, "of": code.address}

    def picture(self, file: str) -> str:
        """Note a picture of the layout and return the address that stands for it on the page."""
        if not (self.root.layout / "pictures" / file).is_file():
            raise jinja2.TemplateNotFound(f"pictures/{file}")
        if file not in self.pictures:
            drawn = self.render(f"pictures/{file}").encode()
            path = self.root.layout / "pictures" / file
            if problems := [Problem(_line(self.root, path, line), *said) for line, *said in svg.faults(drawn)]:
                raise Problems(problems)
            self.pictures[file] = drawn
        return f"picture:{file}"

    def _explained(self, error: jinja2.TemplateError, name: str) -> Problem:
        """Say where a layout goes wrong. A template's own frames carry its file and line."""
        if isinstance(error, jinja2.TemplateNotFound):
            folder = self.root.layout / "pictures"
            near = did_you_mean(Path(error.name or "").name, (path.name for path in folder.glob("*")))
            return Problem(
                self._place(name, error),
                f"the file {self.root.name(self.root.layout / (error.name or ''))} is missing",
                near,
            )
        what = f"the layout cannot be read: {error.message}"
        if isinstance(error, jinja2.UndefinedError):
            asked = re.search(r"has no (?:attribute|element) '?([^']+)'?", str(error.message))
            what = f'the layout asks for "{asked[1]}", which is not there' if asked else str(error.message)
            return Problem(
                self._place(name, error), what, "a text is named in content.yaml; correct the one or the other"
            )
        if isinstance(error, jinja2.TemplateSyntaxError):
            path = self.root.layout / (error.name or name)
            return Problem(_line(self.root, path, error.lineno), what)
        return Problem(self._place(name, error), what)

    def _place(self, name: str, error: jinja2.TemplateError) -> Place:
        line, file = 0, self.root.layout / name
        trace = error.__traceback__
        while trace:
            path = Path(trace.tb_frame.f_code.co_filename)
            if path.is_relative_to(self.root.layout):
                file, line = path, trace.tb_lineno
            trace = trace.tb_next
        return _line(self.root, file, line)


def _line(root: Root, path: Path, line: int) -> Place:
    lines = path.read_text("utf-8").splitlines() if path.is_file() else []
    return Place(root.name(path), line, 0, lines[line - 1] if 0 < line <= len(lines) else "")


def stacked(text: Inline) -> Markup:
    """Set what is bold in a text on a line of its own (a wordmark's second word)."""
    lines = ["".join(map(dressed, runs)) for _, runs in groupby(text.runs, lambda run: run.bold)]
    return Markup(text.marked("<br>".join(lines)))


class _Texts(dict[str, Any]):
    """The texts as a layout asks for them, `text.lead.title`; it remembers which were printed."""

    def __init__(self, printed: set[str], prefix: str = "") -> None:
        self.printed = printed
        self.prefix = prefix

    def __getitem__(self, key: str) -> Any:
        self.printed.add(self.prefix + key)
        return super().__getitem__(key)


def _nested(text: Mapping[str, Inline]) -> _Texts:
    nested = _Texts(set())
    for dotted, words in text.items():
        section, _, key = dotted.partition(".")
        nested.setdefault(section, _Texts(nested.printed, f"{section}."))
        dict.__getitem__(nested, section)[key] = words
    return nested
