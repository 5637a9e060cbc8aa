# ruff: noqa: E501, RUF001
"""What is odd in a translation and what is not: known bad, and known good in the harder scripts."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest

from factsheet.check import source_checks
from factsheet.core.project import Root
from factsheet.edition import locales, wording_lint
from factsheet.source import loader
from factsheet.text import markup
from factsheet.text.oddity import Oddity


def odd(english: str, translation: str, language: str = "fr") -> list[Oddity]:
    script = locales.script(language)
    found = wording_lint.of_translation(markup.read(english), markup.read(translation), language, script)
    return list(wording_lint.open_ones(found, {}))


def things(english: str, translation: str, language: str = "fr") -> list[tuple[str, str]]:
    return [(each.kind, each.thing) for each in odd(english, translation, language)]


# Addresses

ADDRESSES = [
    *("www.khartoum-process.net", "khartoum-process.com", "evil.org", "Evil.Org", "EVIL.ORG", "évil.fr", "evil.agency"),
    *("https://evil.org/x", "hxxps://evil.org", "http://192.168.0.1/x", "bit.ly/abc", "t.me/evil", "x.com", "evil.co.uk"),
    *("info@evil.org", "KhartoumProcess@icrnpd.org", "name@icmpd.org.evil.com", "mailto:a@b.org", "@evil"),
    *("info (at) evil (dot) org", "evil(.)org", "evil .org", "evil. org", "evil . org", "www .evil.org"),
    *("evil\u2060.org", "KhartoumProces\u200ds@icrnpd.org", "ｅｖｉｌ．ｏｒｇ", "evil。org", "evil۔org"),
    *("хартум.рф", "сайт.бг", "χαρτούμ.ελ", "عملية-الخرطوم.شبكة", "https://عملية.السودان/x", "xn--80ak6aa92e.com"),
    *("+33 1 23 45 67 89", "0033 1 23 45 67 89", "01 23 45 67 89", "01.23.45.67.89", "1-800-123-4567", "+٣٣ ١ ٢٣ ٤٥ ٦٧ ٨٩"),
]  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_that_the_english_has_not(address: str) -> None:
    language = next(
        (id for id, letter in {"bg": "х", "uk": "с", "el": "χ", "ar": "ع"}.items() if address[0] == letter), "fr"
    )
    (first, *_) = odd("Contact", f"Contact : {address}", language)
    assert (first.kind, first.thing, first.grave) == ("address", address, True)


@pytest.mark.parametrize(
    ("typed", "thing"),
    [
        ("Voir ev**il**.org.", "evil.org"),
        ("Voir *evil*.**org**", "evil.org"),
        ("Voir [evil.org](#website)", "evil.org"),
        ("Voir evil.org.Elle offre", "evil.org"),
        ("Voir www.evil.org.", "www.evil.org"),
        ("(evil.org)", "evil.org"),
        ("«\u00a0evil.org\u00a0»", "evil.org"),
        ("evil{chair}.org", "evil\0.org"),
    ],
)
def test_marks_and_signs_around_an_address_hide_none(typed: str, thing: str) -> None:
    assert [each for kind, each in things("Contact [us](#website)", typed) if kind == "address"] == [thing]


def test_a_prefix_that_is_joined_to_an_address_is_no_part_of_it() -> None:
    assert things("See www.x.net", "በwww.x.net ይመልከቱ", "am") == []
    assert things("See www.x.net", "راجعوا لـwww.x.net", "ar") == []
    assert things("See www.x.net", "በwww.evil.net ይመልከቱ", "am") == [("address", "www.evil.net")]


@pytest.mark.parametrize(
    ("english", "translation"),
    [
        ("www.khartoumprocess.net", "https://www.KhartoumProcess.net/"),
        ("KhartoumProcess@icmpd.org", "khartoumprocess@icmpd.org"),
        ("[@Khartoum Process](#linkedin)", "Voir [@Khartoum Process](#linkedin)"),
        ("Call +43 1 504 46 77.", "Appeler le 0043 150 44677."),
        ("Write to a@b.org, or see c.org/d.", "Voir c.org/d ou écrire à a@b.org"),
    ],
)
def test_an_address_of_the_english_in_another_spelling(english: str, translation: str) -> None:
    assert [each for each in odd(english, translation) if each.kind == "address"] == []


def test_another_page_or_mailbox_of_the_same_host_is_another_address() -> None:
    english = "linkedin.com/company/khartoum-process and info@icmpd.org"
    found = things(english, "linkedin.com/company/khartoum et info2@icmpd.org")
    assert found == [("address", "linkedin.com/company/khartoum"), ("address", "info2@icmpd.org")]


PROSE = [
    *("etc.", "e.g.", "i.e.", "n.d.", "n.d.l.r.", "c.-à-d.", "av. J.-C.", "p.m.", "U.S.A.", "z.B.", "d.h.", "m.in.", "d.m.th."),
    *("t.sk.", "sp. z o.o.", "p.ex.", "EE.UU.", "RR.HH.", "Ex.mo Sr.", "St.Gallen", "J.-P. Sartre", "bl.a.", "f.eks.", "t.ex."),
    *("10.30", "09.30-11.45", "a.m./p.m.", "2014.", "en 2014.Elle", "09.04.2025", "9.4.2025", "2014-11-30", "2014, 2015 et 2025"),
    *("1 000 000", "1.000.000", "10 000 000 000", "20.000,00 EUR", "24/7", "et/ou", "km/h", "pp.12-14", "art.5", "vol. 2, no. 3"),
    *("le dialogue.Il offre", "Europe.La Commission", "diálogo.Com isso", "Khartoum.Die Mitglieder", "Khartoum . La suite"),
    *("fin…Elle", "étudiant·e·s", "col·laboració", "amig@s", "M. Dupont", "No. 12", "1.2.3", "3,5 %"),
]  # fmt: skip


@pytest.mark.parametrize("prose", PROSE)
def test_prose_is_no_address(prose: str) -> None:
    for text in (prose, f"Le dialogue {prose} et la suite", f"({prose})"):
        assert [each for each in odd("", text) if each.kind == "address"] == []


@pytest.mark.parametrize(
    ("language", "prose"),
    [
        ("el", "π.χ. η Επιτροπή, κ.λπ.Οι χώρες"),
        ("bg", "и т.н. в гр. София, т.е. през 2014 г.Комисията"),
        ("ar", "في القاهرة.وهي منبر للتعاون، إلخ."),
        ("am", "ይህ ነው።እና እ.ኤ.አ. በ2014 ዓ.ም."),
        ("zh", "欧盟。ICMPD。EU。地区"),
        ("ur", "یہ ہے۔ICMPD کی"),
    ],
)
def test_prose_in_other_scripts_is_no_address(language: str, prose: str) -> None:
    assert [each for each in odd("EU, ICMPD, 2014", prose, language) if each.kind == "address"] == []


# Letters


@pytest.mark.parametrize(
    ("language", "english", "word", "says"),
    [
        ("fr", "Members", "mеmbres", '"е" (U+0435) is a Cyrillic letter'),
        ("fr", "Europe", "l’Еurope", '"Е" (U+0415) is a Cyrillic letter'),
        ("fr", "Members", "Νombres", '"Ν" (U+039D) is a Greek letter'),
        ("bg", "Members", "Члeнове", '"e" (U+0065) is a Latin letter'),
        ("el", "LinkedIn", "LinkedΙn", '"Ι" (U+0399) is a Greek letter'),
        ("ar", "Frontex", "Frоntex", '"о" (U+043E) is a Cyrillic letter'),
        ("fr", "Members", "ｍembres", "a full-width letter"),
        ("fr", "Members", "𝐦embres", "a mathematical letter"),
        ("fr", "Members", "ℂomité", "a mathematical letter"),
        ("fr", "Members", "Ⓜembres", "a letter in a circle"),
        ("fr", "Part 4", "Ⅳ", "a Roman numeral typed as a single character"),
        ("fr", "Members", "ⅿembres", "a Roman numeral typed as a single character"),
    ],
)
def test_a_letter_that_passes_for_another(language: str, english: str, word: str, says: str) -> None:
    (found,) = [each for each in odd(english, f"{word}.", language) if each.kind == "letters"]
    assert says in found.what
    assert found.grave


def test_a_letter_that_passes_for_another_in_the_english_itself() -> None:
    found = wording_lint.of_master(markup.read("The Сommission, ｔhe 4\u200bth"))
    assert [each.thing for each in found] == ["Сommission", "ｔhe", "U+200B"]


def test_a_slip_in_the_english_itself() -> None:
    found = wording_lint.of_master(markup.read("It is the the dialogue.It had had {chair}. See www.example.org.It"))
    assert [(each.kind, each.thing, each.grave) for each in found] == [
        ("doubled", "the the", False),
        ("joined", "dialogue.It", False),
    ]


NAMES = [
    ("el", "Follow us on LinkedIn", "Ακολουθήστε μας στο LinkedIn"),
    ("el", "The agency Frontex takes part", "Ο Frontex συμμετέχει"),
    ("el", "The agency eu-LISA takes part", "Ο eu-LISA συμμετέχει"),
    ("bg", "The agency Frontex takes part", "Агенцията Frontex участва"),
    ("bg", "ICMPD and IT firms", "ICMPD-то и IT-фирмите"),
    ("am", "Follow us on LinkedIn", "በLinkedIn ይከተሉን"),
    ("ar", "Follow us on LinkedIn", "تابعونا على LinkedIn"),
    ("fa", "Follow us on LinkedIn", "صفحه‌های LinkedIn‌ها"),
    ("ja", "EU members", "地域対話のEU加盟国"),
    ("ko", "EU members", "EU 회원국은 ICMPD의 동반자"),
    ("zh", "The agency Frontex takes part", "Frontex机构参与"),
    ("ka", "ICMPD", "ICMPD-ს"),
    ("fr", "10 µm", "10 µm, 2ᵉ, nº 2, œuvre, Île"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "english", "translation"), NAMES)
def test_a_name_of_the_english_is_fine_in_any_script(language: str, english: str, translation: str) -> None:
    assert [each for each in odd(english, translation, language) if each.kind == "letters"] == []


@pytest.mark.parametrize(
    ("english", "translation", "thing"),
    [
        ("Steering Committee members in green", "Μέλη in green", "in green"),
        ("Members", "Μέλη friends", "friends"),
        ("Member States", "Member States", "Member"),
        ("Members", "Μέλη и друзья", "и друзья"),
    ],
)
def test_what_was_left_in_english_is_not(english: str, translation: str, thing: str) -> None:
    (found,) = odd(english, translation, "el")
    assert (found.thing, found.grave, found.stops) == (thing, True, True)


@pytest.mark.parametrize(
    ("english", "translation"), [("Frontex takes part", "Ο Frontex συμμετέχει"), ("Our e-mail", "Το e-mail μας")]
)
def test_a_word_that_may_be_a_name_is_a_doubt(english: str, translation: str) -> None:
    (found,) = odd(english, translation, "el")
    assert (found.grave, found.stops) == (False, False)
    assert "leave it if it is a name" in found.hint


# Signs that nobody sees

UNSEEN = {
    "a word joiner": ("fr", "Processus\u2060", "U+2060"),
    "a joiner in Latin": ("fr", "Proces\u200dsus", "U+200D"),
    "a joiner in Latin inside Persian": ("fa", "فرایند Proces\u200ds است", "U+200D"),
    "a space without width": ("fr", "Proces\u200bsus", "U+200B"),
    "a direction where none turns": ("fr", "Proces\u200fsus", "U+200F"),
    "a tag": ("fr", "Processus\U000e0041", "U+E0041"),
    "a blank that is no space": ("fr", "Proces\u2800sus", "U+2800"),
    "a filler": ("fr", "Proces\u3164sus", "U+3164"),
    "a variation": ("fr", "Processus\ufe0f", "U+FE0F"),
    "a grapheme joiner": ("fr", "Processu\u034fs", "U+034F"),
    "what a program could not read": ("fr", "Proc\ufffdssus", "U+FFFD"),
    "where an object stood": ("fr", "Processus \ufffc", "U+FFFC"),
}


@pytest.mark.parametrize("case", UNSEEN)
def test_a_sign_that_nobody_sees(case: str) -> None:
    language, text, thing = UNSEEN[case]
    english = "The Proces, s, Process" if "Persian" in case else "Process"
    (found,) = [each for each in odd(english, text, language) if each.kind == "invisible"]
    assert (found.thing, found.grave) == (thing, True)
    assert thing in found.what


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fa", "می\u200cخواهم کتاب\u200cها"),
        ("fa", "PDF\u200cها"),
        ("ar", "ه\u200d هجرية \u200f(٢)\u200f \u2067abc\u2069"),
        ("he", "ל\u200fABC\u200e"),
        ("hi", "क्\u200dष क्\u200cष"),
        ("si", "ශ්\u200dරී ලංකා"),
        ("km", "ដំណើរ\u200bការ"),
        ("th", "กระบวน\u200bการ"),
        ("fr", "pro\u00adces\u00adsus\u00a0: l’Europe\u202f!"),
        ("am", "የካርቱም ሂደት"),
    ],
)
def test_a_sign_that_the_script_needs(language: str, text: str) -> None:
    assert [each for each in odd("A PDF, ABC, abc (2)", text, language) if each.kind == "invisible"] == []


# HTML


@pytest.mark.parametrize(
    ("text", "thing"),
    [("<b>Travaux</b>", "<b>"), ("Travaux</p>", "</p>"), ("a&nbsp;b", "&nbsp;"), ("l&#8217;Europe", "&#8217;"), ("l&#x2019;E", "&#x2019;"), ("a<br/>b", "<br/>"), ('<a href="x">y</a>', '<a href="x">'), ("R&amp;D", "&amp;")],
)  # fmt: skip
def test_html_that_was_typed(text: str, thing: str) -> None:
    assert things("Work", text) == [("html", thing)]


@pytest.mark.parametrize("text", ["a < b et c > d", "R&D", "AT&T; etc.", "<3", "5 <10 mais >2", "« & »", "&c;"])
def test_what_only_looks_like_html(text: str) -> None:
    assert [each for each in odd("Work 3 5 10 2", text) if each.kind == "html"] == []


def test_html_of_the_english() -> None:
    assert things("Type <b> &amp; </b>", "Tapez <b> &amp; </b>") == []


# Sentences and length

ONE = (
    "The African Union Commission and the European Commission are in charge of the Secretariat of the Khartoum Process."
)


@pytest.mark.parametrize(
    ("language", "translation", "kind"),
    [
        ("fr", "Les Commissions assurent le secrétariat. Le Soudan a quitté le Processus. Voir ailleurs.", "sentences"),
        ("el", "Έχουν τη γραμματεία; Ναι, βέβαια; Όχι πια;", "sentences"),
        ("ar", "تتولى مفوضية الاتحاد الأمانة؟ غادر السودان العملية. انظروا هنا.", "sentences"),
        ("ur", "کمیشن ذمہ دار ہے۔ سوڈان چلا گیا۔ یہاں دیکھیں۔", "sentences"),
        ("hi", "आयोग प्रभारी है। सूडान चला गया है। यहाँ देखें।", "sentences"),
        ("am", "ኮሚሽኑ ኃላፊ ነው። ሱዳን ወጥታለች። እዚህ ይመልከቱ።", "sentences"),
        ("zh", "委员会负责喀土穆进程秘书处的工作。苏丹退出了喀土穆进程。请访问其他网站。", "sentences"),
        ("fr", "Les Commissions assurent le secrétariat, " * 6 + "voilà.", "length"),
        ("fr", "Elles assurent le secrétariat.", "length"),
    ],
)
def test_far_more_or_far_less_than_the_english(language: str, translation: str, kind: str) -> None:
    found = odd(ONE, translation, language)
    assert kind in [each.kind for each in found]
    assert not any(each.grave for each in found)


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("fr", "TBD", "À déterminer"),
        ("ar", "E-mail", "البريد الإلكتروني"),
        ("de", "2nd Ministerial Conference", "2. Ministerkonferenz"),
        ("fr", "Mr Smith, e.g., met Mr Li.", "M. Smith, p. ex., a rencontré M. Li."),
        ("zh", ONE, "非洲联盟委员会和欧洲联盟委员会负责喀土穆进程秘书处的工作。"),
        ("ja", ONE, "アフリカ連合委員会と欧州委員会がハルツーム・プロセスの事務局を担当する。"),
        ("ko", ONE, "아프리카연합 집행위원회와 유럽위원회가 하르툼 프로세스 사무국을 맡고 있다."),
        ("am", ONE, "የአፍሪካ ህብረት ኮሚሽን እና የአውሮፓ ኮሚሽን የካርቱም ሂደት ሴክሬታሪያትን ይመራሉ።"),
        ("th", "One. Two words here. Three words here too.", "กระบวนการคาร์ทูม เป็นการเจรจา ระดับภูมิภาค"),
    ],
)
def test_as_much_as_the_english(language: str, english: str, translation: str) -> None:
    found = odd(english, translation, language)
    assert [each for each in found if each.kind in ("sentences", "length")] == []


# The project itself


def test_nothing_is_odd_in_the_texts_of_the_project(project: Root) -> None:
    sources = loader.load(project)
    assert list(source_checks.of_wording(sources, list(sources.languages))) == []


def test_a_text_that_is_made_to_take_long_does_not(tmp_path: Path) -> None:
    for part in (
        "a.",
        "1 ",
        "@",
        "a@",
        "www. ",
        "a(.",
        "aa   .",
        "a://",
        "\u0639-",
        "\U0001d400 ",
        "a\u200d",
        "<b>",
        "(",
        "-",
    ):
        begun = process_time()
        odd("English", (part * 20_000)[:20_000])
        assert process_time() - begun < 3, part
