"""Which part of a photo is shown."""

from __future__ import annotations

import pytest

from factsheet.core.diagnostics import Invalid
from factsheet.photos import cutting

SIZE = (3000, 2000)


@pytest.mark.parametrize("proportion", [0.2, 0.75, 1.5, 3.5])
@pytest.mark.parametrize("focus", [(0.5, 0.5), (0, 0), (1, 1), (0.3, 0.9)])
def test_a_part_has_its_proportion_and_the_focus_is_in_it(proportion: float, focus: tuple[float, float]) -> None:
    left, top, right, bottom = cutting.cut(SIZE, proportion, focus)
    assert (right - left) * SIZE[0] / ((bottom - top) * SIZE[1]) == pytest.approx(proportion)
    assert left <= focus[0] <= right
    assert top <= focus[1] <= bottom
    assert max(right - left, bottom - top) == pytest.approx(1)
    assert min(left, top) >= 0
    assert max(right, bottom) <= 1


def test_a_focus_is_in_the_middle_if_it_can_be() -> None:
    assert cutting.cut(SIZE, 0.75, (0.4, 0.5)) == pytest.approx((0.15, 0, 0.65, 1))


def test_what_was_kept_is_there_for_the_bleed_and_no_more() -> None:
    box = cutting.inside(cutting.WHOLE, (0.1, 0.2))
    assert cutting.grown(box, (0.125, 1 / 3, 0, 0)) == pytest.approx((0, 0, 0.9, 0.8))
    with pytest.raises(Invalid, match="nothing left of it for the bleed"):
        cutting.grown(box, (0, 0, 0.13, 0))


def test_a_whole_photo_is_as_large_as_its_room_allows() -> None:
    assert cutting.fitted(SIZE, (90, 90)) == pytest.approx((90, 60))
    assert cutting.fitted(SIZE, (90, 30)) == pytest.approx((45, 30))
