# ruff: noqa: E501, RUF001
"""A factsheet of charts, in English and Arabic: one of each kind, and the numbers that they show."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from factsheet.build import plan
from factsheet.build.freshness import Selection
from factsheet.build.plan import RenderJob
from factsheet.core.names import TextKey
from factsheet.core.project import Root
from factsheet.page import page
from factsheet.page.page import Page

from .conftest import Result, once, pipeline_apart
from .examples import STARTER, begun

IMPORT = '{%- import "blocks.html.j2" as blocks -%}\n'
FACTS = """\
  years:
    kind: table
    note: How many people came.
    columns:
      year: {kind: date, note: The year.}
      sea: {kind: number, note: By sea., optional: yes}
      air: {kind: number, note: By air., optional: yes}
  shares:
    kind: table
    note: Where they went.
    columns:
      place: {kind: choice, names: places, note: The place.}
      share: {kind: percent, note: The share of them.}
  costs:
    kind: table
    note: What was spent and what was paid back.
    columns:
      country: {kind: country, note: Where.}
      money: {kind: money, currency: EUR, note: The balance., optional: yes}
"""
VALUES = """\
years:
  - {year: 2022, sea: 1022, air: 480}
  - {year: 2023, sea: 1310, air: 655.5}
  - {year: 2024, sea: 980, air: 720}
  - {year: 2025, air: 1204}
shares:
  - {place: towns, share: 46.5 %}
  - {place: camps, share: 31 %}
  - {place: villages, share: 15.5 %}
  - {place: elsewhere, share: 7 %}
costs:
  - {country: KE, money: 2400000 EUR}
  - {country: SS, money: -850000 EUR}
  - {country: UG, money: 1250000 EUR}
"""
SECTIONS = """\
  years: {caption: Title., year: A heading., sea: A heading., air: A heading.}
  shares: {caption: Title., place: A heading., share: A heading., total: In the middle.}
  costs: {caption: Title., country: A heading., money: A heading.}
  places: {towns: A place., camps: A place., villages: A place., elsewhere: A place.}
"""
ENGLISH = """\
years: {caption: People who arrived, year: Year, sea: By sea, air: By air}
shares: {caption: Where they live, place: Place, share: Share of all people, total: All people}
costs: {caption: Balance of the year, country: Country, money: Balance}
places: {towns: Towns, camps: Camps and settlements, villages: Villages, elsewhere: Elsewhere}
"""
ARABIC = """\
language: {locale: ar, digits: arab, status: official}
document: {title: صحيفة وقائع, subject: موضوع الصحيفة, author: الناشر}
head: {label: البرنامج, title: عنوان قصير, lead: جملة تفتتح الصحيفة.}
facts: {since: منذ, since_date: "{since}", people: المشاركون, people_number: "{people}", countries: البلدان, countries_names: "{countries}"}
what: {title: ماذا, text: "منذ {since} شارك {people} في {countries:count} بلدان."}
how: {title: كيف, intro: "ابدأ بالأهم:", first: أولا., second: ثانيا., third: ثالثا.}
why: {title: لماذا, text: نص قصير.}
connect: {title: للمزيد, website: "[{website}](#website)", email: "[{email}](#email)"}
terms: {unofficial_translation: ترجمة غير رسمية, draft: مسودة, all_leaflets: كل الصحائف}
years: {caption: الأشخاص الذين وصلوا, year: السنة, sea: بحرا, air: جوا}
shares: {caption: أين يقيمون, place: المكان, share: نسبة الأشخاص, total: كل الأشخاص}
costs: {caption: رصيد السنة, country: البلد, money: الرصيد}
places: {towns: المدن, camps: المخيمات والمستوطنات, villages: القرى, elsewhere: أماكن أخرى}
"""
COLOURS = """\
  sky: {screen: "#2a6fa8", dark: "#86bdec", press: [85, 40, 0, 10]}
  plum: {screen: "#7a3e70", dark: "#d49bc9", press: [40, 85, 0, 25]}
  dull: {screen: "#7c7c7c", press: [0, 0, 0, 60]}
"""
LOOK = "before: 2u, size: 8pt, colour: ink, grid: {colour: line, width: 1pt}"
CHARTS = f"""\
charts:
  columns: {{kind: columns, width: 84mm, height: 44mm, colours: [pine, brick], scale: true, {LOOK}}}
  stacked: {{kind: columns, stacked: true, width: 84mm, height: 44mm, colours: [pine, brick], {LOOK}}}
  bars: {{kind: bars, width: 84mm, height: 32mm, colours: [sky], {LOOK}}}
  line: {{kind: line, width: 84mm, height: 44mm, colours: [pine, brick], scale: true, {LOOK}}}
  donut: {{kind: donut, width: 84mm, height: 32mm, colours: [pine, brick, sky, plum], {LOOK}}}
  share: {{kind: share, height: 18mm, colours: [pine, brick, sky, plum], {LOOK}}}
  shares: {{kind: share, width: 84mm, height: 32mm, colours: [pine, brick], {LOOK}}}
  # Of a colour in which no words can be read.
  dull: {{kind: columns, stacked: true, width: 84mm, height: 44mm, colours: [pine, dull], {LOOK}}}
  bare: {{kind: columns, stacked: true, width: 84mm, height: 44mm, colours: [pine, dull], values: false, {LOOK}}}
  plain: {{kind: columns, width: 84mm, height: 44mm, colours: [pine, dull], {LOOK}}}
  ring: {{kind: donut, width: 84mm, height: 32mm, colours: [pine, dull], {LOOK}}}
"""
HERE = "  {#- A row has its parts"
PAGE = """\
<div class="row charts">
  <div>
    <h2>{{ text.years.caption }}</h2>
    {{ blocks.chart(chart("columns", tables.years, text.years)) }}
    {{ blocks.chart(chart("stacked", tables.years, text.years)) }}
    {{ blocks.chart(chart("donut", tables.shares, text.shares)) }}
  </div>
  <div>
    <h2>{{ text.costs.caption }}</h2>
    {{ blocks.chart(chart("bars", tables.costs, text.costs)) }}
    {{ blocks.chart(chart("line", tables.years, text.years)) }}
    {{ blocks.chart(chart("shares", tables.years, text.years)) }}
  </div>
</div>
<h2 class="further">{{ text.shares.caption }}</h2>
{{ blocks.chart(chart("share", tables.shares, text.shares)) }}
"""


# A text that no chart prints is printed nowhere: these are those of the starter.
PRINTED = """\
{%- for section in [text.what, text.how, text.why, text.facts] %}{% for key in section %}
{%- if section[key] %}{% endif %}{% endfor %}{% endfor %}
"""
PLACES = {
    "columns": "years",
    "stacked": "years",
    "bars": "costs",
    "line": "years",
    "donut": "shares",
    "share": "shares",
    "shares": "years",
}


def charted(folder: Path, *, page: str = PAGE, values: str = VALUES, charts: str = CHARTS) -> Root:
    """Write a factsheet with charts in place of its texts into a folder that is empty."""
    root = Root(begun(folder, STARTER))
    theme, content, template = (root.layout / name for name in ("theme.yaml", "content.yaml", "page.html.j2"))
    _change(content, "\n  links:\n", f"\n{FACTS}  links:\n")
    _append(content, f"\n{SECTIONS}")
    _append(root.sources / "factsheet.yaml", f"\n{values}")
    _change(root.sources / "factsheet.yaml", "languages: [en]", "languages: [en, ar]")
    english = root.sources / "text/en.yaml"
    short = english.read_text("utf-8").replace("**", "").replace("Say in a few words what this is about", "Charts")
    english.write_text(f"{short}\n{ENGLISH}", "utf-8")
    (root.sources / "text/ar.yaml").write_text(ARABIC, "utf-8")
    _change(theme, "\n# Which of these", f"\n{COLOURS}\n# Which of these")
    _append(theme, f"\n{charts}")
    _change(theme, "  main: {cells", "  charts: {cells: [6, 6], before: 2u}\n  main: {cells")
    _change(theme, "height: 86mm", "height: 60mm")
    said = template.read_text("utf-8")
    begin, end = said.index("  {#- This one has two panels"), said.index("  {#- A band at the foot")
    template.write_text(f"{IMPORT}{said[:begin]}{PRINTED}{page}{said[end:]}", "utf-8")
    return root


def built(factory: pytest.TempPathFactory) -> Path:
    """Return the factsheet with everything that is made of it, by the command line."""

    def build(folder: Path) -> Result:
        folder.rmdir()
        charted(folder)
        return pipeline_apart("build", "--root", folder)

    return once(factory, "charts", build)[0]


def job(root: Root, language: str = "en") -> RenderJob:
    """Return what is to be made of the factsheet in a language."""
    files = sorted(path for folder in (root.sources, root.layout) for path in folder.rglob("*") if path.is_file())
    state = tuple((path, (about := path.stat()).st_mtime_ns, about.st_size) for path in files)
    return next(each for each in _planned(root, state) if each.edition.language == language)


@cache
def _planned(root: Root, state: tuple[object, ...]) -> Sequence[RenderJob]:
    """Return what is to be made, planned once for each state of the files: every test asks for it many times."""
    return plan.plan(root, Selection()).jobs


def made(root: Root, language: str = "en") -> Page:
    return page.make((of := job(root, language)).edition, of.theme, root)


def facts(root: Root, language: str = "en") -> dict[str, dict[str, list[list[Any]]]]:
    """Return the numbers of each chart, by series, as they are and as they are printed: straight from the facts."""
    data, text = job(root, language).edition.data, job(root, language).edition.text
    found: dict[str, dict[str, list[list[Any]]]] = {}
    for chart, table in PLACES.items():
        rows = data[table]
        for column in [key for key in rows[0] if f"{table}.{key}" in text]:
            cells = [row[column] for row in rows]
            if any(cell and isinstance(cell["value"], (int, float)) for cell in cells):
                name = str(text[TextKey(f"{table}.{column}")])
                found.setdefault(chart, {})[name] = [
                    [cell["value"], cell["text"]] if cell else [None, "–"] for cell in cells
                ]
    return found


def _change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1, (path, old, text.count(old))
    path.write_text(text.replace(old, new), "utf-8")


def _append(path: Path, more: str) -> None:
    path.write_text(path.read_text("utf-8") + more, "utf-8")
