# ruff: noqa: RUF001
"""Terms are found as people write them, in any script; and nothing else is."""

from __future__ import annotations

import pytest

from factsheet.text import term_search


def found(term: str, text: str, locale: str) -> list[str]:
    return [text[start:end] for start, end in term_search.spans(term, term_search.searchable(text, locale))]


THERE = [
    ("Khartoum Process", "The KHARTOUM PROCESS.", "en-GB"),
    ("Khartoum Process", "(Khartoum\u00a0 Process)", "en-GB"),
    ("Khartoum Process", "Khar\u00adtoum\nProcess", "en-GB"),
    ("IOM", "IOM’s", "en-GB"),
    ("Corne de l’Afrique", "la Corne de l'Afrique,", "fr"),
    ("UE-Corne", "route UE\u2011Corne", "fr"),
    ("Déclaration", "DE\u0301CLARATION", "fr"),
    ("partenar*", "le partenariat", "fr"),
    ("*ካርቱም ሂደት*", "የካርቱም ሂደትን", "am"),
    ("Straße", "STRASSE", "de"),
    ("süreci", "HARTUM SÜRECİ", "tr"),
    ("ırmak", "IRMAK", "tr"),
    ("Διαδικασία του Χαρτούμ", "ΔΙΑΔΙΚΑΣΙΑ ΤΟΥ ΧΑΡΤΟΥΜ", "el"),
    ("Хартумский процесс", "ХАРТУМСКИЙ ПРОЦЕСС", "ru"),
    ("समिति", "(समिति)", "hi"),
    ("喀土穆进程", "在喀土穆进程中", "zh"),
    ("กระบวนการคาร์ทูม", "ในกระบวนการคาร์ทูมและ", "th"),
    ("ICMPD", "由ICMPD负责", "zh"),
    ("اللجنة التوجيهية", "عضو لجنة توجيهية", "ar"),
    ("لجنة توجيهية", "اللجنة التوجيهية", "ar"),
    ("عملية الخرطوم", "العمليّة الخرطوم", "ar"),
    ("برنامج", "پبرنامج برنامج", "ar"),
]


@pytest.mark.parametrize(("term", "text", "locale"), THERE)
def test_a_term_is_found(term: str, text: str, locale: str) -> None:
    assert len(found(term, text, locale)) == 1


@pytest.mark.parametrize("before", ["", "و", "ف", "ب", "ل", "ك", "وب", "ول", "لـ"])
def test_arabic_particles(before: str) -> None:
    assert found("عملية الخرطوم", f"قال {before}عملية الخرطوم.", "ar") == [f"{before}عملية الخرطوم"]


@pytest.mark.parametrize("written", ["اللجنة", "للجنة", "وللجنة", "باللجنة", "واللجنة", "لجنة"])
def test_an_arabic_article_and_what_becomes_of_it(written: str) -> None:
    assert found("اللجنة", written, "ar") == [written]
    assert found("لجنة", written, "ar") == [written]


@pytest.mark.parametrize("written", ["للاتحاد", "والاتحاد", "بالاتحاد"])
def test_an_arabic_article_after_a_preposition(written: str) -> None:
    assert found("الاتحاد", written, "ar") == [written]


NOT_THERE = [
    ("Khartoum Process", "Khartoum Processes", "en-GB"),
    ("Khartoum Process", "Khartoum\0 Process", "en-GB"),
    ("Khartoum Process", "Khartoum. Process", "en-GB"),
    ("IOM", "axIOM IOMs", "en-GB"),
    ("partenar*", "départenariser partenaire", "fr"),
    ("Déclaration", "Declaration", "fr"),
    ("ırmak", "irmak", "tr"),
    ("समित", "समिति", "hi"),  # a vowel sign is a part of the word
    ("عملية الخرطوم", "بعمليةالخرطوم مستعملية الخرطوم", "ar"),
    ("عملية", "تعملية", "ar"),
    ("喀土穆进程", "喀土穆 进程", "zh"),
]


@pytest.mark.parametrize(("term", "text", "locale"), NOT_THERE)
def test_what_only_looks_like_a_term(term: str, text: str, locale: str) -> None:
    assert found(term, text, locale) == []


def test_each_place_is_that_of_the_text_itself() -> None:
    text = "Der Straßen-Rat, DER\u00a0 STRASSENRAT und ﬁn"
    assert found("Straßenrat", text, "de") == ["STRASSENRAT"]
    assert found("und fin", text, "de") == ["und ﬁn"]
    assert found("der*", text, "de") == ["Der", "DER"]
