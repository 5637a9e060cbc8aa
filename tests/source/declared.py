"""A factsheet with facts of every kind, whose editions are the rows of a table: as small as it can be."""

from __future__ import annotations

from pathlib import Path

from factsheet.core.project import Root

CONTENT = """\
version: 2
facts:
  total: {kind: number, note: The total.}
  members:
    kind: group
    optional: yes
    note: Who takes part.
    facts:
      africa: {kind: countries, note: In Africa.}
      europe: {kind: countries, note: In Europe.}
  years:
    kind: table
    optional: yes
    note: The figures of each year.
    columns:
      year: {kind: date, note: The year.}
      arrivals: {kind: number, note: Those who arrived.}
      share: {kind: percent, optional: yes, note: Their share.}
variants:
  axis: country
  plural: countries
  from: countries.csv
  named_by: country
  title: country
  facts:
    country: {kind: country, note: The country.}
    population: {kind: number, note: Its inhabitants.}
    aid: {kind: money, currency: EUR, note: What it received.}
    urban: {kind: percent, optional: yes, note: The share of people in towns.}
    joined: {kind: date, note: Since when it takes part.}
    plan: {kind: period, note: The years of its plan.}
    neighbours: {kind: countries, optional: yes, note: Its neighbours.}
    lead: {kind: party, bodies: bodies, note: Who leads there.}
    income: {kind: choice, names: income, note: Its income group.}
    visit: {kind: group, optional: yes, note: The last visit., facts: {day: {kind: day, note: The day.}}}
texts:
  document: {title: The title., subject: The subject., author: The author.}
  profile: {numbers: A line of figures.}
  bodies: {auc: A body.}
  income: {low: Low., high: High.}
"""
FACTSHEET = "name: profile\nrevised: 2026-11-30\nlanguages: [en, fr]\npress: coated\ntotal: 1022\n"
TEXT = """\
language: {{locale: {locale}, status: official}}
document: {{title: Profile, subject: A profile, author: Us}}
profile:
  numbers: "{{{{country}}}}: {{{{population}}}}, {{{{aid:short}}}}"
bodies: {{auc: {auc}}}
income: {{low: low, high: high}}
terms: {{unofficial_translation: Unofficial}}
"""
HEADS = "country,population,aid,urban,joined,plan,neighbours,lead,income,visit_day"
KENYA = 'KE,54000000,12500000,29.5 %,2014-11,2024/2027,"ET, UG",auc,low,2026-03-01'
UGANDA = "UG,49000000,900000,,2015,2024-01/..,,UG,high,"


def factsheet(folder: Path, *rows: str, heads: str = HEADS) -> Root:
    """Write a factsheet into a folder, with some rows of its table."""
    files = {
        "layouts/profile/content.yaml": CONTENT,
        "sources/factsheet.yaml": FACTSHEET,
        "sources/text/en.yaml": TEXT.format(locale="en-GB", auc="the African Union"),
        "sources/text/fr.yaml": TEXT.format(locale="fr", auc="l'Union africaine"),
        "sources/countries.csv": "\n".join([heads, *rows]) + "\n",
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text.replace("{{", "{").replace("}}", "}") if "text/" in name else text, "utf-8")
    return Root(folder)
