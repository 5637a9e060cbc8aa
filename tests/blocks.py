# ruff: noqa: E501, RUF001
"""A factsheet with blocks of every kind on one sheet, in English and in Arabic, begun as the starter.

A test puts what it needs into the middle of the sheet; the theme has a style for whatever there is.
"""

from __future__ import annotations

from pathlib import Path

from factsheet.build import plan, worker
from factsheet.build.freshness import Selection
from factsheet.build.plan import RenderJob
from factsheet.core.diagnostics import Problems
from factsheet.core.project import Root
from factsheet.page import page
from factsheet.page.page import Page
from factsheet.typeset import copyfit
from factsheet.typeset.copyfit import Setting

from .examples import STARTER, begun

# What the sheet has in its middle, in place of what the starter has there.
MIDDLE = ('  <div class="row main">\n', "  {#- A band at the foot.")
IMPORT, MARK = '{%- import "blocks.html.j2" as blocks -%}\n', "  {#- The middle. #}\n"
STYLES = """\
  caption: {word: Caption, size: 10pt, leading: 3u, bold: true, colour: pine, keep: true}
  figcaption: {word: Figure Caption, size: 9.5pt, leading: 3u, colour: grey}
  th: {word: Table Head, size: 9.5pt, leading: 3u, bold: true, colour: ink}
  thead th: {word: Column Head, size: 9.5pt, leading: 3u, bold: true, colour: paper}
  td: {word: Table Text, size: 9.5pt, leading: 3u, colour: ink}
  ul li: {word: Plain Bullet, size: 11pt, leading: 3.4u, bullet: "•", hang: 12pt, colour: ink}
  ul ul li: {word: List Bullet 2, size: 10pt, leading: 3u, bullet: "–", indent: 12pt, hang: 14pt, colour: ink}
  ul ul ul li: {word: List Bullet 3, size: 10pt, leading: 3u, bullet: "·", indent: 26pt, hang: 10pt, colour: ink}
  ol li: {word: List Number, size: 11pt, leading: 3.4u, number: pine, hang: 16pt, colour: ink}
  ol ol li: {word: List Number 2, size: 10pt, leading: 3u, number: pine, indent: 16pt, hang: 16pt, colour: ink}
  blockquote p: {word: Quote, size: 12pt, leading: 4u, before: 2u, indent: 12pt, italic: true, colour: pine}
  ul.notes li: {word: Note, size: 8.5pt, leading: 2.4u, hang: 0pt, colour: grey}
  hr: {word: Rule, leading: 1u, before: 1u, after: 1u, rule_below: {colour: pine, width: 1pt}}
  p.middle: {word: Centred, size: 11pt, leading: 3.4u, align: center, colour: ink}
  p.end: {word: At the End, size: 11pt, leading: 3.4u, align: end, colour: ink}
"""
TABLES = """\
tables:
  figures:
    word: Figures
    before: 2u
    padding: .4u
    inset: 4pt
    widths: [40]
    head: {fill: pine}
    rows: {fill: sage, line: {colour: grey, width: 1pt}}
    totals: {line: {colour: pine, width: 1pt}}
"""
FACTS = """\
  years:
    kind: table
    note: How many people came, by country.
    columns:
      country: {kind: country, note: The country.}
      people: {kind: number, note: How many.}
      share: {kind: percent, note: Of all., optional: true}
      money: {kind: money, currency: EUR, note: The money.}
"""
TEXTS = """\
  notes:
    source: Where the figures are from.
    method: How they were counted.
  years:
    caption: What the table shows.
    country: Head of the column.
    people: Head of the column.
    share: Head of the column.
    money: Head of the column.
    total: What the last row is called.
"""
ROWS = """\
years:
  - {country: KE, people: 98111, share: 71 %, money: 1234567}
  - {country: ET, people: 1234, money: 25000.50}
  - {country: SO, people: 7, share: 0.5 %, money: 0}
"""
NOTES = {
    "en": "notes: {source: 'Figures of the **IOM**, {people} people.', method: Counted once a year.}\n",
    "ar": "notes: {source: 'أرقام **المنظمة**، {people} شخص.', method: تعد مرة في السنة.}\n",
}
WORDS = {
    "en": ("Arrivals by country", "Country", "People", "Share", "Money", "Total"),
    "ar": ("الوافدون حسب البلد", "البلد", "الأشخاص", "النسبة", "المال", "المجموع"),
}
ARABIC = """\
language: {locale: ar, status: unofficial}
terms: {unofficial_translation: ترجمة غير رسمية, draft: مسودة, all_leaflets: كل النشرات}
document: {title: نشرة للتجربة, subject: كل ما يمكن أن يكون على صفحة, author: البرنامج}
head: {label: اسم البرنامج, title: كل ما يمكن أن يكون على صفحة, lead: جملة أولى تقول لماذا يهم هذا القارئ.}
facts: {since: منذ, since_date: "{since}", people: مشاركون, people_number: "{people}", countries: البلدان, countries_names: "{countries}"}
connect: {title: للمزيد, website: "[{website}](#website)", email: "[{email}](#email)"}
what: {title: ما الذي نقوم به, text: "نص قصير عن البرنامج، منذ {since}، مع **{people}** مشارك من {countries:count} بلدان."}
how: {title: كيف نعمل, intro: "نبدأ بالأهم:", first: "**أولا**، ما يحدث.", second: "**ثم**، ما ينتج.", third: "**وأخيرا**، كيف نعرف."}
why: {title: لماذا, text: "إذا كان النص طويلا جدا{note:method} فإن الخط{note:source} يصغر قليلا{note:method}."}
"""
TABLE = '{{ blocks.data_table("figures", tables.years, text.years) }}'


def factsheet(folder: Path) -> Root:
    """Write the factsheet into an empty folder; what is in the middle of its sheet is a table of data."""
    root = Root(begun(folder, STARTER))
    _change(root.layout / "theme.yaml", "\n# Parts side by side", f"{STYLES}\n{TABLES}\n# Parts side by side")
    _change(root.layout / "content.yaml", "  links:\n    kind: map", f"{FACTS}  links:\n    kind: map")
    _change(root.layout / "content.yaml", "\n  connect:", f"{TEXTS}\n  connect:")
    source = root.folder / "sources/factsheet.yaml"
    source.write_text(source.read_text("utf-8").replace("languages: [en]", "languages: [en, ar]") + ROWS, "utf-8")
    keys = ("caption", "country", "people", "share", "money", "total")
    said = {
        of: NOTES[of] + "years:\n" + "".join(f"  {key}: {word}\n" for key, word in zip(keys, WORDS[of], strict=True))
        for of in WORDS
    }
    english = root.folder / "sources/text/en.yaml"
    whole = english.read_text("utf-8")
    whole = whole.replace("too long for the sheet", "too long{note:method} for the sheet{note:source}")
    whole = whole.replace("down to a limit", "down to a limit{note:method}")
    english.write_text(whole.replace("\nconnect:", f"\n{said['en']}\nconnect:"), "utf-8")
    (root.folder / "sources/text/ar.yaml").write_text(f"{ARABIC}\n{said['ar']}", "utf-8")
    put(root, TABLE)
    return root


def put(root: Root, html: str) -> int:
    """Put something into the middle of the sheet; return the line on which it begins."""
    path = root.layout / "page.html.j2"
    source = path.read_text("utf-8")
    if IMPORT not in source:
        source = IMPORT + source
    begins, ends = source.index(MARK if MARK in source else MIDDLE[0]), source.index(MIDDLE[1])
    printed = ", ".join(f"text.{each}" for each in _printed())
    path.write_text(f"{source[:begins]}{MARK}{{% set printed = [{printed}] %}}\n{html}\n{source[ends:]}", "utf-8")
    return source[:begins].count("\n") + 2


def _printed() -> list[str]:
    keys = ["what.title", "what.text", "how.title", "how.intro", "how.first", "how.second", "how.third", "why.title"]
    keys += ["why.text", "facts.since", "facts.since_date", "facts.people", "facts.people_number", "facts.countries"]
    keys += ["notes.source", "notes.method"]
    return [*keys, "facts.countries_names", *(f"years.{key}" for key in ("caption", "country", "people"))] + [
        f"years.{key}" for key in ("share", "money", "total")
    ]


def _change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1, (path, old)
    path.write_text(text.replace(old, new), "utf-8")


EVERYTHING = f"""{TABLE}
<hr>
<section>
  <h2>{{{{ text.what.title }}}}</h2>
  <p>1. {{{{ text.what.text }}}} ({{{{ facts.people.text }}}} + <bdi>H<sub>2</sub>O</bdi>)</p>
  <ul>
    <li>{{{{ text.how.first }}}}<ul><li>{{{{ text.how.second }}}}<ul><li>{{{{ text.how.third }}}}</li></ul></li></ul></li>
    <li>{{{{ text.how.intro }}}}</li>
  </ul>
  <ol>
    <li>{{{{ text.facts.since }}}}<ol><li>{{{{ text.facts.since_date }}}}</li><li>{{{{ text.facts.people_number }}}}</li></ol></li>
    <li>{{{{ text.facts.people }}}}<ol><li>{{{{ text.facts.countries }}}}</li></ol></li>
  </ol>
  <ol start="3"><li>{{{{ text.facts.countries_names }}}}</li></ol>
  <blockquote><p>{{{{ text.why.text }}}}</p></blockquote>
  <p class="middle"><abbr title="x">{{{{ text.why.title }}}}</abbr></p>
  <p class="end"><time datetime="2026">{{{{ facts.since.text }}}}</time></p>
  {{{{ blocks.notes(text.notes) }}}}
</section>
"""


class Blocks:
    """The factsheet, planned: what its editions are in each format."""

    def __init__(self, root: Root) -> None:
        self.root = root

    def job(self, language: str = "en") -> RenderJob:
        """Return what is to be made of a language. Raises Problems for what is wrong with it."""
        planned = plan.plan(self.root, Selection(languages=(language,)))
        if planned.problems:
            raise Problems(planned.problems)
        return planned.jobs[0]

    def page(self, language: str = "en") -> Page:
        job = self.job(language)
        return page.make(job.edition, job.theme, self.root)

    def set(self, language: str = "en") -> Setting:
        job = self.job(language)
        return copyfit.fitted(job.edition, job.theme, self.root).setting

    def made(self, language: str = "en") -> dict[str, bytes]:
        """Return the files of an edition, by their formats. It has to be final, and without a fault."""
        whole = worker.whole(self.job(language), lambda name, doing: None)
        assert not whole.made.draft, whole.made.problems
        assert not whole.made.problems, whole.made.problems
        return {each.format: each.content for each in whole.contents}
