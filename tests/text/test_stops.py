# ruff: noqa: E501, RUF001
"""The full stops of a translation: at its end as in the English, and a space behind each inside it."""

from __future__ import annotations

import pytest

from factsheet.edition.locales import script
from factsheet.text import stops
from factsheet.text.oddity import Oddity
from factsheet.text.spot import HOLE


def odd(english: str, translation: str, language: str) -> list[Oddity]:
    return list(stops.odd(english, translation, language, script(language), ()))


# Each as it should end; without its last sign, the stop is missing.
SENTENCES = {
    "fr": "Elle facilite la collaboration.",
    "de": "Sie erleichtert die Zusammenarbeit.",
    "el": "Διευκολύνει τη συνεργασία.",
    "bg": "Тя улеснява сътрудничеството.",
    "ar": "وهي تيسر التعاون بين الدول.",
    "he": "הוא מקל על שיתוף הפעולה.",
    "fa": "این فرایند همکاری را تسهیل می\u200cکند.",
    "ur": "یہ تعاون کو آسان بناتا ہے۔",
    "am": "ትብብርን ያመቻቻል።",
    "ti": "ምትሕብባር የቃልል።",
    "hi": "यह सहयोग को आसान बनाता है।",
    "zh": "它促进合作。",
    "ja": "協力を促進する。",
    "ko": "이것은 지역 협력을 촉진한다.",
    "hy": "Այն հեշտացնում է համագործակցությունը։",
    "km": "វាជួយសម្រួលដល់កិច្ចសហប្រតិបត្តិការ។",
    "my": "ပူးပေါင်းဆောင်ရွက်မှုကို လွယ်ကူစေသည်။",
    "sw": "Mchakato huu unarahisisha ushirikiano.",
    "vi": "Nó tạo thuận lợi cho hợp tác.",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_a_full_stop_at_the_end(language: str) -> None:
    english, text = "It facilitates collaboration.", SENTENCES[language]
    assert odd(english, text, language) == []
    assert odd(english, f"{text[:-1]}» ", language)[0].what == "does not end with a full stop, as the English does"
    (found,) = odd("Collaboration is made easier", f"{text} ", language)
    assert (found.kind, found.thing, found.grave) == ("full stop", "full stop", False)
    assert found.what == "ends with a full stop, which the English does not"


@pytest.mark.parametrize(
    ("english", "translation", "language"),
    [
        ("It is so.", "C’est ainsi !", "fr"),
        ("It is so.", "Il a dit : « C’est ainsi. »", "fr"),
        ("It is so.", "هكذا هو؟", "ar"),
        ("What is it?", "Qu’est-ce", "fr"),  # not a full stop
        ("What is it?", "Τι είναι;", "el"),
        ("It is so.", "Έτσι είναι;", "el"),
        ("It is so.", "እንዲህ ነው፡፡", "am"),
        ("It is so.", "እንዲህ ነው::", "am"),
        ("It is so.", "ऐसा है|", "hi"),
        ("It is so.", "เป็นเช่นนั้น", "th"),  # nothing but a space ends a sentence
        ("TBD", "k. A.", "de"),
        ("TBD", "À dét.", "fr"),
        ("TBD", "N. t. b.", "nl"),
        ("Ministers, envoys and others", "Minister, Gesandte usw.", "de"),
        ("Ministers, envoys and others", "Министри, пратеници и др.", "bg"),
        ("Ministers, envoys, etc.", "Des ministres, des envoyés, etc", "fr"),
        ("Jan.", "janvier", "fr"),
        ("Meeting of 2025", "Skup održan 2025.", "hr"),
        (f"On {HOLE}.", f"Dana {HOLE}", "hr"),  # its dates end with a stop
        (f"The chair is {HOLE}", f"La présidence est {HOLE}", "fr"),
        ("It seeks to create:", "Il vise à créer :", "fr"),
        ("", "", "fr"),
    ],
)
def test_an_end_that_is_right(english: str, translation: str, language: str) -> None:
    assert odd(english, translation, language) == []


JOINED = {
    "fr": "Un dialogue régional.Il offre un cadre.",
    "de": "Ein Dialog (ICMPD).Die Länder arbeiten.",
    "es": "¿Qué es?Una plataforma.",
    "el": "Είναι διάλογος;Ναι, είναι.",
    "bg": "Това е диалог.Държавите участват.",
    "ar": "في القاهرة.وهي منبر.",
    "he": "זהו דיאלוג.הוא מקל.",
    "fa": "این گفت\u200cوگو است.این فرایند است.",
    "ur": "یہ مکالمہ ہے۔یہ آسان ہے۔",
    "am": "ውይይት ነው።በመስመሩ ላይ ነው።",
    "hi": "यह संवाद है।यह आसान है।",
    "ko": "지역 대화이다.이것은 협력이다.",
    "sw": "Ni mazungumzo!Nchi zinashiriki.",
}


@pytest.mark.parametrize("language", JOINED)
def test_sentences_without_a_space_between(language: str) -> None:
    text = JOINED[language]
    (found,) = odd("It is a dialogue. Countries take part.", text, language)
    assert (found.kind, found.grave) == ("joined", False)
    assert text[found.start : found.end] == found.thing
    stop = next(sign for sign in found.thing if sign in "።।۔.!?;")
    apart = text.replace(found.thing, found.thing.replace(stop, f"{stop} "))
    assert odd("It is a dialogue. Countries take part.", apart, language) == []


@pytest.mark.parametrize(
    "prose",
    [
        *("St.Gallen", "J.-P. Sartre", "U.S.A.", "z.B.", "Ph.D.", "etc.)", "e.g.", "km/h.", "www.example.org", "3.5", "10.30"),
        *("1.Teil", "art.5", "pp.12-14", "Node.js", "fin…", "fin. Elle", "fin.\u00a0Elle", "fin.»", "fin.)", "fin.) Elle"),
        *("No.12", "p.ex.", "a.m./p.m.", "n.d.l.r.", "EU.", f"fin.{HOLE}", f"{HOLE}.", "Dr.med.", "1.000.000", "2014-11.", "A.B.C.Dupont"),
    ],
)  # fmt: skip
def test_a_stop_that_needs_no_space(prose: str) -> None:
    assert list(stops.joined("", f"Voir {prose}", ())) == []


def test_a_stop_in_an_address_or_a_name_of_the_english() -> None:
    text = "Voir Booking.Compagnie"
    assert list(stops.joined("See Booking.Compagnie", text, ())) == []
    assert list(stops.joined("", text, range(5, len(text)))) == []
    assert [each.thing for each in stops.joined("", text, ())] == ["Booking.Compagnie"]


def test_scripts_without_spaces_have_none_between_sentences() -> None:
    assert odd("One. Two.", "这是对话。它促进合作。EU.地区。", "zh") == []
    assert odd("One. Two.", "対話である.協力する。", "ja") == []
