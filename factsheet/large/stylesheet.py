"""Write the style sheet of large print from its look: one column, and nothing that is parted from what it belongs to.

The rules for what a theme names are in `parts`.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..edition.edition import Edition
from ..page import values
from ..theme import cascade
from ..theme.model import Theme
from ..theme.styles import Style, inline
from . import parts
from .look import FOOT, MARGIN, least

LEADING, OF_TITLES = 1.5, 1.25
# A table that is too wide as it is has less white between its columns, then is on a page turned on its side.
TIGHT, TURNED = "tight", "turned"
# What does not depend on the theme. Raised and lowered letters keep their size; any higher, and PDFium reads them as a
# line of their own. Totals come once, at the end.
FIXED = """
* { box-sizing: border-box; margin: 0; padding: 0 }
body { overflow-wrap: break-word }
p, ul, ol, dl, figure, blockquote, table, .chart { margin-top: .6rem }
p, li, dt, dd { orphans: 2; widows: 2 }
h1, h2, h3, h4 { margin-top: 1.2rem }
h1, h2, h3, h4, dt, caption, p.picture { break-after: avoid; break-inside: avoid }
h1 + *, h2 + *, h3 + *, h4 + * { margin-top: .3rem }
li, dl > div, tr, tfoot, figure, .plot { break-inside: avoid }
ul, ol { list-style: none; counter-reset: item }
li + li { margin-top: .25rem }
:is(li, dl > div):first-child { break-after: avoid }
:is(li, dl > div):last-child { break-before: avoid }
dl > div + div, dd + dt { margin-top: .6rem }
.row { margin-top: 1rem }
.row > :first-child, .row > * > :first-child { margin-top: 0 }
.row > * + *, .column + .column { margin-top: 1rem }
.row > :is(h1, h2, h3, h4) + * { margin-top: .3rem }
em, cite { font-style: normal }
abbr { text-decoration: none }
strong { font-weight: bold }
sup { font-size: inherit; vertical-align: .3em; line-height: 0 }
sub { font-size: inherit; vertical-align: -.15em; line-height: 0 }
a { overflow-wrap: anywhere }
.tied { white-space: nowrap }
img { max-width: 100%; vertical-align: middle }
p.picture img { display: block }
hr { border: 0 }
table { width: 100%; border-collapse: collapse }
table :is(th, td) { padding: .35em .5em; vertical-align: top; text-align: start }
table.tight :is(th, td), table.turned :is(th, td) { padding: .35em .2em }
table tr > :first-child { padding-inline-start: 0 }
table .number { text-align: right; font-variant-numeric: tabular-nums }
tfoot { display: table-row-group }
caption { text-align: start }
mark strong, mark a { color: inherit !important }
.chart .plot { position: relative }
.chart .plot img { display: block; width: 100% }
.chart .plot .chart-label { position: absolute; margin: 0; white-space: nowrap }
.turned { page: turned }
"""


def written(theme: Theme, edition: Edition) -> str:
    """Return the style sheet of an edition in a look that was enlarged."""
    return "\n".join([*_pages(theme, edition), FIXED, *_styles(theme), *parts.rules(theme, edition)])


def _pages(theme: Theme, edition: Edition) -> Iterator[str]:
    """Yield the rules for the pages and their numbers, and for body text."""
    of_type = values.of_type(theme, edition.script)
    body, page, colour = least(of_type["scale"]), theme.page, theme.colours[theme.roles.text].screen
    family = of_type["families"]["text"]
    symbols = " ".join(f'"{digit}"' for digit in edition.digits)
    number = 'counter(page, own-digits) " / " counter(pages, own-digits)'
    yield f"@counter-style own-digits {{ system: numeric; symbols: {symbols} }}"
    yield f"@page {{ size: {page.width}pt {page.height}pt; margin: {MARGIN}pt {page.side}pt {FOOT}pt }}"
    yield f"@page turned {{ size: {page.height}pt {page.width}pt }}"
    yield (
        f"@page {{ @bottom-center {{ content: {number}; font: {body}pt {family}; color: {colour}; "
        f"direction: {edition.direction} }} }}"
    )
    yield f"html {{ font: {body}pt/{LEADING} {family}; color: {colour} }}"
    latin = of_type["latin"]["text"]
    yield f"bdi, mark[dir] {{ direction: ltr; font-family: {latin}; font-size: {100 / of_type['scale']}% }}"


def _styles(theme: Theme) -> Iterator[str]:
    for selector, style in theme.styles.items():
        if style.bullet or style.number:
            yield from _sign(selector, style, theme)
        elif style.hang:
            yield f"{selector} {{ text-indent: -{style.hang}pt }}"
        if cascade.unmarked(theme.styles, selector):
            yield f"{selector}::before {{ content: none }}"
        if cascade.flush(theme.styles, selector):
            yield f"{selector} {{ padding-inline-start: 0 }}"
        if style.indent or style.hang:  # a list in an item begins where the item does
            yield f"{selector} > :is(ul, ol) {{ margin-inline-start: -{style.indent + style.hang}pt }}"
        yield f"{selector} {{ {'; '.join(_declared(selector, style, theme))} }}"
        if style.keep:
            yield f"{selector} + * {{ margin-top: .2rem }}"


def _declared(selector: str, style: Style, theme: Theme) -> Iterator[str]:
    """Yield what a style says of its element."""
    colour, fill = (theme.colours[name].screen if name else "" for name in (style.colour, style.fill))
    said: list[tuple[object, str]] = [
        (style.size, f"font-size: {style.size}pt"),
        (selector.split()[-1].startswith("h"), f"line-height: {OF_TITLES}"),
        (colour and fill, f"--on: {colour}"),
        (colour, f"color: var(--on, {colour})"),
        (fill, f"background: {fill}"),
        (style.bold or not inline(selector), f"font-weight: {'bold' if style.bold else 'normal'}"),
        (style.underline, "text-decoration: underline"),
        (style.keep, "break-after: avoid"),
        (style.indent or style.hang, f"padding-inline-start: {style.indent + style.hang}pt"),
    ]
    yield from (words for holds, words in said if holds)
    if rule := style.rule_below:
        yield f"border-bottom: {rule.width}pt solid {theme.colours[rule.colour].screen}; padding-bottom: .3em"


def _sign(selector: str, style: Style, theme: Theme) -> Iterator[str]:
    """Yield the rules for what is before an item: its number, or a bullet that is no smaller than the text."""
    before = f"{selector}::before {{ display: inline-block; width: {style.hang}pt; margin-inline-start: -{style.hang}pt"
    if style.number:
        colour = theme.colours[style.number].screen
        content = 'counter(item, own-digits) "."; counter-increment: item; font-weight: bold'
        yield f"{before}; content: {content}; color: var(--on, {colour}) }}"
    else:
        face = theme.typefaces[style.bullet_face]
        font = f"{'bold' if face.bold else 'normal'} {(style.size or 0) * style.bullet_size}pt/0"
        content, family = map(parts.quoted, (style.bullet or "", face.family))
        yield f"{before}; content: {content}; font: {font} {family} }}"
