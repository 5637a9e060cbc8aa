"""A style takes what it does not say from less special ones, as it would in CSS; so Word has it too."""

from __future__ import annotations

import pytest

from factsheet.theme import cascade
from factsheet.theme.selectors import covers, depth
from factsheet.theme.styles import Style

COVERED = [("p", "p.lead"), ("li", "ul.points li"), ("ul li", "ul ul li"), (".note", "p.note"), ("a", "p.contact a")]
APART = [("p.lead", "p"), ("ul ul li", "ul li"), ("ol li", "ul li"), ("p", "li"), ("p.a", "p.b"), ("h2 a", "p a")]


@pytest.mark.parametrize(("general", "special"), COVERED)
def test_a_general_selector_covers_a_special_one(general: str, special: str) -> None:
    assert covers(general, special)


@pytest.mark.parametrize(("one", "other"), APART)
def test_others_do_not(one: str, other: str) -> None:
    assert not covers(one, other)


@pytest.mark.parametrize(
    ("selector", "level"), [("li", 1), ("ul li", 1), ("ul ul li", 2), ("ol ul li", 2), ("li li", 2), ("ol ol ol li", 3)]
)
def test_a_selector_says_how_deep_its_items_are(selector: str, level: int) -> None:
    assert depth(selector) == level


def styled(**styles: dict[str, object]) -> dict[str, Style]:
    named = {name.replace("__", " ").replace("_", "."): {"word": name, **said} for name, said in styles.items()}
    return cascade.completed({name: Style.model_validate(said) for name, said in named.items()})


def test_what_is_not_said_is_taken_from_less_special_styles_in_their_order() -> None:
    found = styled(
        p={"size": "10pt", "colour": "ink", "leading": "14pt", "before": "3pt", "bold": "true"},
        p_lead={"size": "12pt"},
        div__p_lead={"colour": "blue"},
    )
    assert (found["p.lead"].size, found["p.lead"].colour, found["p.lead"].leading) == (12, "ink", 14)
    assert (found["div p.lead"].size, found["div p.lead"].colour) == (12, "blue")
    # White space, weight, slant, division and bullets are a style's own.
    assert (found["p.lead"].before, found["p.lead"].bold) == (0, False)


def test_the_order_in_the_theme_does_not_matter() -> None:
    found = styled(p_lead={"size": "12pt"}, p={"size": "10pt", "face": "display"})
    assert list(found) == ["p.lead", "p"]
    assert (found["p.lead"].size, found["p.lead"].face) == (12, "display")


def test_an_indent_is_taken_as_a_whole() -> None:
    found = styled(li={"indent": "10pt", "hang": "5pt"}, li_one={"hang": "8pt"}, li_two={})
    assert (found["li.one"].indent, found["li.one"].hang) == (0, 8)
    assert (found["li.two"].indent, found["li.two"].hang) == (10, 5)


def test_a_style_without_a_bullet_or_indent_says_so() -> None:
    found = styled(li={"bullet": "x", "hang": "5pt"}, li_plain={"hang": "0pt"}, p={})
    assert [selector for selector in found if cascade.unmarked(found, selector)] == ["li.plain"]
    assert [selector for selector in found if cascade.flush(found, selector)] == ["li.plain"]
