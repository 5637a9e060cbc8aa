"""Write sources/countries.xlsx, as somebody might keep it: numbers, shares, money and dates in formats of their own.

It has a row for each country, and on a second sheet its inhabitants in other years. Every figure is invented. The
neighbours are real, and so is the region; the rest only has a likely size. Run it from the folder of the repository:
.venv/bin/python examples/country-profile/make_table.py
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

TABLE = Path(__file__).parent / "sources" / "countries.xlsx"
SECTORS, PURPOSES = ("farming", "industry", "services"), ("surveys", "training", "systems")
HEADS = (
    *"country region income population urban economy support joined plan neighbours partners surveyed".split(),
    *(f"sectors_{each}" for each in SECTORS),
    *(f"planned_{each}" for each in PURPOSES),
    *(f"spent_{each}" for each in (*PURPOSES, "total")),
)
WIDTHS = (9, 18, 14, 14, 8, 22, 16, 16, 18, 30, 14, 13, *[16] * 3, *[18] * 7)
# How the values of a column are shown. The date on which a country joined is known to the day, the month or the year.
FORMATS = {
    "population": "#,##0",
    "urban": "0.0%",
    "economy": "#,##0 [$USD]",
    "support": "[$€-2] #,##0",
    "surveyed": "d mmm yyyy",
    **{head: "0%" for head in HEADS if head.startswith("sectors_")},
    **{head: "[$€-2] #,##0" for head in HEADS if head.startswith(("planned_", "spent_"))},
}
PRECISIONS = {3: "d mmm yyyy", 2: "mmm yyyy", 1: "yyyy"}
# The second sheet: the years, and by how much the inhabitants grow in one, in %, by income group and in some regions.
YEARS = (2006, 2011, 2016, 2021, 2026)
GROWTH = {"low": 2.8, "lower_middle": 2.1, "upper_middle": 0.9, "high": 0.5, "eastern_europe": -0.4}
# By income group, what farms and industry add to the economy, in %; the plan's money for surveys and for training, and
# what has been spent, in %. Each country is off these by a little.
PARTS = {"low": (34, 22), "lower_middle": (21, 28), "upper_middle": (10, 33), "high": (2, 27)}
SHARES, SPENT = (45, 30), (55, 40, 25)
# A country in each row: its region and income group, inhabitants in thousands, the share of people in towns in %, what
# its economy made in a year, in million dollars, the support, in thousand euros; when it joined, the years of its plan,
# its neighbours, who supports it, and the day of the last survey.
ROWS = """\
AT western_europe high 9_130 59.4 512_400 1_250 2015 2025/2028 CH,CZ,DE,HU,IT,LI,SI,SK network 2026-02-11
BE western_europe high 11_780 98.1 631_900 1_480 2015 2025/2028 DE,FR,LU,NL network 2026-03-04
BA southern_europe upper_middle 3_210 50.3 27_100 3_890 2018-02 2024/2027 HR,ME,RS AT,SI,fund 2025-11-27
BG eastern_europe upper_middle 6_440 77.2 101_700 4_310 2016-05 2024/2027 GR,MK,RO,RS,TR AT,fund 2026-01-20
CF middle_africa low 5_740 44.3 2_560 7_350 2019 2025/2028 CD,CG,CM,SD,SS,TD FR,fund 2025-11-18
CD middle_africa low 102_300 47.4 66_400 16_720 2019-09-30 2024/2028 AO,BI,CF,CG,RW,SS,TZ,UG,ZM BE,FR,fund 2025-10-07
HR southern_europe high 3_860 58.9 83_200 2_075 2016-05-12 2024/2027 BA,HU,ME,RS,SI AT,fund 2025-11-26
CY western_asia high 945 67.1 32_300 860 2015-03 2025/2028 - GR 2025-12-09
CZ eastern_europe high 10_880 74.6 331_500 1_905 2015-03 2025/2028 AT,DE,PL,SK network 2026-02-18
DK northern_europe high 5_960 88.6 404_800 1_120 2015 2026/2029 DE network 2026-04-15
DJ eastern_africa lower_middle 1_150 78.7 4_120 6_940 2015-06-09 2024-07/2027-06 ER,ET,SO FR,fund 2025-10-14
EG northern_africa lower_middle 112_700 43.2 396_000 18_600 2014-11-28 2024/2028 IL,LY,PS,SD IT,fund 2025-09-30
ER eastern_africa low 3_740 43.9 2_310 5_480 2014-11-28 2025/2028 DJ,ET,SD fund 2025-11-05
EE northern_europe high 1_370 69.9 41_200 745 2017 2026/2029 LV,RU FI,network 2026-03-25
ET eastern_africa low 126_500 23.4 163_800 21_350 2014-11-28 2024/2028 DJ,ER,KE,SD,SO,SS SE,fund 2025-10-02
FI northern_europe high 5_560 85.9 300_100 980 2015 2026/2029 NO,RU,SE network 2026-04-08
FR western_europe high 65_900 82.1 3_030_000 3_240 2014-11-28 2025/2028 AD,BE,CH,DE,ES,IT,LU,MC network 2026-01-28
DE western_europe high 84_100 77.9 4_450_000 3_610 2014-11-28 2025/2028 AT,BE,CH,CZ,DK,FR,LU,NL,PL network 2026-02-25
GR southern_europe high 10_340 80.9 238_300 2_480 2015-03 2025/2028 AL,BG,MK,TR fund 2025-12-16
HU eastern_europe high 9_660 73.1 212_600 2_230 2015-03 2024/2027 AT,HR,RO,RS,SI,SK,UA AT,fund 2026-01-13
IE northern_europe high 5_190 64.8 545_700 905 2016 2026/2029 GB network 2026-03-18
IT southern_europe high 58_900 72.2 2_255_000 3_420 2014-11-28 2025/2028 AT,CH,FR,SI,SM,VA network 2025-12-02
KE eastern_africa lower_middle 55_100 29.9 107_500 14_250 2014-11-28 2024/2028 ET,SO,SS,TZ,UG NL,fund 2025-09-16
LV northern_europe high 1_880 68.9 43_600 790 2017 2026/2029 BY,EE,LT,RU SE,network 2026-03-11
LY northern_africa upper_middle 6_890 81.8 45_100 8_320 2015-06-09 2025/2028 DZ,EG,NE,SD,TD,TN IT,MT,fund 2025-11-19
LT northern_europe high 2_720 69.0 77_900 865 2017 2026/2029 BY,LV,PL,RU network 2026-03-11
LU western_europe high 655 92.3 85_800 540 2015 2026/2029 BE,DE,FR BE 2026-04-22
MT southern_europe high 535 95.0 20_900 610 2014-11-28 2025/2028 - IT 2026-02-04
NL western_europe high 17_880 93.2 1_118_000 1_860 2015 2025/2028 BE,DE network 2026-01-21
NO northern_europe high 5_470 84.3 485_500 1_015 2016-05-12 2026/2029 FI,RU,SE network 2026-04-01
PL eastern_europe high 37_700 60.1 811_200 3_150 2015-03 2025/2028 BY,CZ,DE,LT,RU,SK,UA network 2026-02-03
PT southern_europe high 10_430 68.5 287_100 1_640 2014-11-28 2025/2028 ES network 2025-12-10
RO eastern_europe high 19_060 54.9 351_000 4_020 2016-05 2024/2027 BG,HU,MD,RS,UA FR,fund 2026-01-15
ST middle_africa lower_middle 232 76.4 603 2_460 2021 2025/2028 - PT 2025-12-11
SK eastern_europe high 5_430 54.1 132_800 2_010 2016-05 2024/2027 AT,CZ,HU,PL,UA CZ,fund 2026-01-14
SI southern_europe high 2_120 56.3 68_200 1_190 2016-05 2025/2028 AT,HR,HU,IT AT 2025-12-03
SO eastern_africa low 18_300 47.9 11_700 12_480 2015-06-09 2025/2028 DJ,ET,KE GB,SE,fund 2025-10-28
SS eastern_africa low 11_200 21.2 6_500 11_760 2015-06-09 2025-07/.. CD,CF,ET,KE,SD,UG NO,fund 2025-11-12
ES southern_europe high 48_300 81.6 1_581_000 2_970 2014-11-28 2025/2028 AD,FR,MA,PT network 2025-12-17
SD northern_africa low 48_100 36.6 26_900 13_910 2014-11-28 2025/2028 CF,EG,ER,ET,LY,SS,TD FR,GB,fund 2025-10-21
SE northern_europe high 10_540 88.9 593_300 1_310 2014-11-28 2026/2029 FI,NO network 2026-04-14
CH western_europe high 8_850 74.3 884_900 1_275 2016-05-12 2026/2029 AT,DE,FR,IT,LI network 2026-04-21
TN northern_africa lower_middle 12_460 70.8 48_500 9_180 2015-06-09 2024/2027 DZ,LY DE,fund 2025-09-23
UG eastern_africa low 48_600 27.4 49_300 12_890 2015-06-09 2024/2028 CD,KE,RW,SS,TZ NL,fund 2025-09-09
"""


def cells(row: str) -> list[str | float | date | None]:
    """Return what is typed into the cells of a row."""
    country, region, income, people, urban, economy, support, joined, plan, beside, partners, surveyed = row.split()
    return [
        country,
        region,
        income,
        float(people) * 1000,
        round(float(urban) / 100, 3),
        float(economy) * 1_000_000,
        float(support) * 1000,
        date(*[*map(int, joined.split("-")), 1, 1][:3]),
        plan,
        None if beside == "-" else beside.replace(",", ", "),
        partners.replace(",", ", "),
        date.fromisoformat(surveyed),
        *sectors(country, income),
        *money(country, int(support) * 1000),
    ]


def off(country: str, most: int) -> int:
    """Return a number from 0 to `most` that is always the same for a country."""
    return sum(place * ord(letter) for place, letter in enumerate(country, 7)) % (most + 1)


def sectors(country: str, income: str) -> list[float]:
    """Return what farms, industry and services add to the economy of a country, as shares."""
    farming, industry = PARTS[income]
    farming, industry = farming + off(country, farming // 2), industry + off(country, 6)
    return [farming / 100, industry / 100, (100 - farming - industry) / 100]


def money(country: str, support: int) -> list[float]:
    """Return what a plan has for each purpose, what has been spent on each, and what has been spent in all."""
    surveys, training = (round(support * (share + off(country, 8)) / 100, -4) for share in SHARES)
    planned = [surveys, training, support - surveys - training]
    spent = [round(each * (share + off(country, 15)) / 100, -4) for each, share in zip(planned, SPENT, strict=True)]
    return [*planned, *spent, sum(spent)]


def by_year(row: str) -> list[list[str | float]]:
    """Return the rows of a country on the second sheet: its inhabitants, in millions, in each of the years."""
    country, region, income, people, *_ = row.split()
    growth = GROWTH.get(region, GROWTH[income]) / 100 + off(country, 6) / 1000
    counts = [float(people) / 1000 / (1 + growth) ** (YEARS[-1] - year) for year in YEARS]
    return [[country, year, decimal(each)] for year, each in zip(YEARS, counts, strict=True)]


def decimal(count: float) -> float:
    """Return a number with one digit after the point, or two if it is small; never a whole one, which has none."""
    rounded = round(count, 1 if count >= 3 else 2)
    return rounded + 0.1 if rounded == int(rounded) else rounded


def write() -> None:
    """Write the workbook: on each sheet, heads that stay in sight, a table below them, and nothing else."""
    book = Workbook()
    sheet = book.active
    sheet.title = "countries"
    sheet.append(HEADS)
    for row in ROWS.splitlines():
        sheet.append(cells(row))
        for head, cell in zip(HEADS, sheet[sheet.max_row], strict=True):
            cell.number_format = FORMATS.get(head, "@")
            if head == "joined":
                cell.number_format = PRECISIONS[len(row.split()[7].split("-"))]
                cell.alignment = Alignment(horizontal="right")
    headed(sheet, WIDTHS)
    years = book.create_sheet("years")
    years.append(["country", "year", "people"])
    for each in (line for row in ROWS.splitlines() for line in by_year(row)):
        years.append(each)
        years.cell(years.max_row, 3).number_format = "#,##0.##"
    headed(years, (9, 8, 14))
    book.properties.creator = "Two Shores"
    book.save(TABLE)


def headed(sheet: Worksheet, widths: Sequence[int]) -> None:
    """Set the heads of a sheet off from its rows, and give its columns their widths."""
    for cell, width in zip(sheet[1], widths, strict=True):
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="431A3B")
        sheet.column_dimensions[cell.column_letter].width = width
    sheet.freeze_panes = "B2"


if __name__ == "__main__":
    write()
