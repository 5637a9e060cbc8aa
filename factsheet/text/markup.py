"""The inline markup of a text: Markdown's bold, italic and links, and {placeholders}, which may have a form.

Nothing else.

A text is data. HTML in it shows as typed, and it is never run as a template. What is read here can be written again.
"""

from __future__ import annotations

import html
import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import groupby

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markupsafe import Markup

from ..core.names import NO_KEY, TextKey

# The placeholder that refers to a note, whose form is its key.
NOTE = "note"


@dataclass(frozen=True)
class Run:
    """A stretch of text in one style. `link` is an address, or `#key` before it is resolved."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""
    placeholder: bool = False
    isolated: bool = False  # in another direction from the text around it
    raised: bool = False  # the letters of an ordinal
    verbatim: bool = False  # an address that was filled in, the same in every language
    note: str = ""  # the key of a note that it refers to

    @property
    def name(self) -> str:
        """Return the name in a placeholder that is not filled in yet: "variant" of {country:in}."""
        return self.text.partition(":")[0]

    @property
    def form(self) -> str:
        """Return the form in a placeholder that is not filled in yet: "in" of {country:in}."""
        return self.text.partition(":")[2]


@dataclass(frozen=True)
class Inline:
    """A text, read: runs in reading order. Prints itself as HTML in a layout, and plain as `str`.

    `key` is its own; the page notes it in a comment, so that what is laid out can be told apart.
    `draft` says what is wrong with it ("missing", "outdated", "long"); then it is marked on the page,
    and `language` is that of the words that stand in for it.
    """

    runs: tuple[Run, ...]
    draft: str = ""
    language: str = ""
    key: TextKey = NO_KEY

    def __str__(self) -> str:
        return "".join(run.text for run in self.runs)

    def __html__(self) -> str:
        return self.marked(_html(self.runs))

    def marked(self, inner: str) -> str:
        """Return HTML of this text, its key before it, with the mark of a draft around it, where it is one."""
        note = f"<!--{self.key}-->" if self.key else ""
        if not self.draft:
            return note + inner
        language = f' lang="{html.escape(self.language)}" dir="ltr"' if self.language else ""
        return f'{note}<mark class="{self.draft}"{language}>{inner}</mark>'

    @property
    def placeholders(self) -> list[str]:
        """Return the names of the values that are printed here, in whichever form."""
        return [run.name for run in self.runs if run.placeholder]

    @property
    def formed(self) -> list[str]:
        """Return the placeholders as they are typed, name and form: "country:in"."""
        return [run.text for run in self.runs if run.placeholder]

    @property
    def lone(self) -> bool:
        """Tell whether a placeholder is all of this text, as in the value of a fact."""
        return len(self.runs) == 1 and self.runs[0].placeholder

    @property
    def links(self) -> list[str]:
        return [link for link, _ in groupby(self.runs, lambda run: run.link) if link]

    def linked(self) -> Iterator[tuple[str, tuple[Run, ...]]]:
        """Yield each address that this text links to, with the words that do."""
        for link, runs in groupby(self.runs, lambda run: run.link):
            if link:
                yield link, tuple(runs)

    def filled(self, values: Mapping[str, str], links: Mapping[str, str], addresses: Container[str] = ()) -> Inline:
        """Return this text with its placeholders and links resolved; `addresses` are placeholders that print one.

        A placeholder with a form is found in `values` as it is typed, "country:in".
        """
        linked = [replace(run, link=run.link and links[run.link[1:]]) for run in self.runs]

        def printed(run: Run) -> Run:
            if run.name == NOTE:
                return replace(run, text="", note=run.form)
            return replace(run, text=values[run.text], verbatim=run.text in addresses)

        return replace(self, runs=tuple(printed(run) if run.placeholder else run for run in linked))

    def cut(self, length: int) -> Inline:
        """Return this text cut to a length, at the end of a word where there is one."""
        runs, left = [], length
        for run in self.runs:
            text = run.text if len(run.text) <= left else run.text[: left + 1].rpartition(" ")[0] or run.text[:left]
            left -= len(run.text)
            if text:
                runs.append(replace(run, text=text))
            if left <= 0:
                break
        return replace(self, runs=tuple(runs))


def stacked(text: Inline) -> Markup:
    """Set what is bold in a text on a line of its own (a wordmark's second word)."""
    lines = [_html(runs) for _, runs in groupby(text.runs, lambda run: run.bold)]
    return Markup(text.marked("<br>".join(lines)))


def _html(runs: Iterable[Run]) -> str:
    """Return runs as HTML, links and all."""
    return "".join(_linked(list(linked), link) for link, linked in groupby(runs, lambda run: run.link))


def dressed(run: Run) -> str:
    """Return a run as HTML, without its link; of a note, the place of its number (page.notes)."""
    if run.note:
        return f'<sup><a class="note" href="#note-{html.escape(run.note)}"></a></sup>'
    return _marked(html.escape(run.text), run)


def _marked(inner: str, run: Run) -> str:
    """Return HTML with the marks of a run around it, except its link."""
    inner = f"<sup>{inner}</sup>" if run.raised else inner
    inner = f"<em>{inner}</em>" if run.italic else inner
    inner = f"<strong>{inner}</strong>" if run.bold else inner
    return f"<bdi>{inner}</bdi>" if run.isolated else inner


def _linked(runs: list[Run], link: str) -> str:
    """Return the runs of a link as HTML.

    A link goes innermost: inside it, WeasyPrint makes an annotation of each mark, over that of the link. Where its runs
    have different marks, it is one for each.
    """
    if not link:
        return "".join(map(dressed, runs))
    alike = groupby(runs, lambda run: replace(run, text="", placeholder=False, verbatim=False))
    return "".join(_link([*same], link) for _, same in alike)


def _link(runs: list[Run], link: str) -> str:
    words = "".join(run.text for run in runs)
    return _marked(f'<a href="{html.escape(link)}">{html.escape(words)}</a>', runs[0])


def _placeholder(state: StateInline, silent: bool) -> bool:
    """Read `{name}` or `{name:form}` as one token; `\\{` is a brace as typed."""
    match = re.compile(r"\{[^{}\n]*\}").match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        token = state.push("placeholder", "", 0)
        token.content = match[0][1:-1]
    state.pos = match.end()
    return True


@cache
def _reader() -> MarkdownIt:
    return new_reader()


def new_reader() -> MarkdownIt:
    """Return a reader of marks, which may be changed."""
    reader = MarkdownIt("zero").enable(["escape", "emphasis", "link", "balance_pairs"])
    reader.inline.ruler.before("link", "placeholder", _placeholder)
    # An address is checked against the sources, so Markdown's own filter must let it through to be named.
    reader.validateLink = lambda url: True  # type: ignore[method-assign]
    reader.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return reader


@lru_cache(maxsize=2048)  # each edition asks for each text several times
def read(text: str) -> Inline:
    """Read a text. White space counts as one space, however the YAML was folded."""
    runs: list[Run] = []
    bold = italic = 0
    link = ""
    for token in _reader().parseInline(" ".join(text.split()))[0].children or ():
        if token.type in ("strong_open", "strong_close"):
            bold += token.nesting
        elif token.type in ("em_open", "em_close"):
            italic += token.nesting
        elif token.type == "link_open":
            link = str(token.attrs["href"]) or "#"
        elif token.type == "link_close":
            link = ""
        elif token.content:
            runs.append(Run(token.content, bold > 0, italic > 0, link, token.type == "placeholder"))
        elif token.type == "placeholder":
            runs.append(Run("", placeholder=True))
    return Inline(tuple(runs))
