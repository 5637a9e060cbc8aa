"""Choose the scale of a chart: where it begins and ends, and the round numbers on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..edition import quantities
from ..edition.locales import Locale
from ..kinds.money import Money

# Into how many steps a scale is divided, about; and how long a step may be, in the power of ten below it.
STEPS = 4
ROUND = (1, 2, 5, 10)
# If all points of a line are above this share of the highest, its scale need not begin at nothing.
HIGH = 0.6
# From this on, the numbers on a scale are in short: "€2M", "2 million".
LONG = 10**6


@dataclass(frozen=True)
class Scale:
    """From where to where a chart reaches, and what stands on its lines."""

    low: float
    high: float
    ticks: tuple[Decimal, ...] = ()

    def share(self, number: float) -> float:
        """Return how far up a number is, from 0 to 1."""
        return (number - self.low) / (self.high - self.low)


def scale(numbers: Sequence[float], *, ticked: bool, floating: bool = False) -> Scale:
    """Return the scale for some numbers: from 0 or to 0; one that is `floating`, only if they are far apart."""
    low, high = min(0, *numbers, 0), max(0, *numbers, 0)
    if floating and min(numbers) > HIGH * high > 0:
        low = min(numbers) - (high - min(numbers)) / 2
    if low == high:
        high = low + 1
    if not (ticked or floating):
        return Scale(low, high)
    step = _step(low, high, whole=all(float(number).is_integer() for number in numbers))
    first, last = (Decimal(str(low)) // step) * step, -(-Decimal(str(high)) // step) * step
    first -= step if first > Decimal(str(low)) else 0  # `//` of decimals rounds towards 0
    last += step if last < Decimal(str(high)) else 0
    ticks = tuple(first + step * number for number in range(int((last - first) / step) + 1))
    return Scale(float(first), float(last), ticks if ticked else ())


def _step(low: float, high: float, *, whole: bool) -> Decimal:
    rough = (Decimal(str(high)) - Decimal(str(low))) / STEPS
    power = Decimal(10) ** rough.adjusted()
    step = next(power * each for each in ROUND if power * each >= rough * Decimal("0.8"))
    return max(step, Decimal(1)) if whole else step


def written(ticks: Sequence[Decimal], unit: str, locale: Locale) -> list[str]:
    """Return the numbers on a scale as a language writes them, all with as many decimals."""
    short = max(map(abs, ticks), default=Decimal(0)) >= LONG
    places = max((max(0, -int(tick.normalize().as_tuple().exponent)) for tick in ticks), default=0)
    exact = [tick.quantize(Decimal(1).scaleb(-places)) for tick in ticks]
    if unit == "%":
        return [quantities.percent(tick, locale) for tick in exact]
    if unit:
        return [quantities.money(Money(tick, unit), locale, short=short) for tick in exact]
    return [quantities.number(tick, locale, short=short) for tick in exact]
