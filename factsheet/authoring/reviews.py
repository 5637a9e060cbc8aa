"""Tell who has signed off a translation, and which of its texts nobody has reviewed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..core.wording import counted
from ..edition import overlays
from ..edition.overlays import Pair
from ..source.lock import State
from ..source.model import Language, Sources
from ..source.signoff import REVIEWER, SignOff


@dataclass(frozen=True)
class Reviews:
    """The sign-offs of a language: `whole` are those of all of it, and the texts are those that are confirmed."""

    whole: Sequence[SignOff]
    reviewed: Sequence[Pair]
    unreviewed: Sequence[Pair]

    @property
    def any(self) -> bool:
        """Tell whether anybody has reviewed anything."""
        return bool(self.reviewed) or any(each.role == REVIEWER for each in self.whole)

    def lines(self) -> Iterator[str]:
        """Yield in words who has signed off, and when: the whole language, then numbers of texts."""
        for each in self.whole:
            yield f"{each.who} signed off the whole language on {each.date}"
        texts: dict[str, list[SignOff]] = defaultdict(list)
        for pair in (*self.reviewed, *self.unreviewed):
            for each in pair.made.signed if pair.made else ():
                texts[each.who].append(each)
        for who, signed in sorted(texts.items()):
            days = sorted({each.date for each in signed})
            when = f"on {days[0]}" if len(days) == 1 else f"between {days[0]} and {days[-1]}"
            yield f"{who} signed off {counted(len(signed), 'text')} {when}"


def of(sources: Sources, language: Language) -> Reviews:
    """Return the sign-offs of a language, and of its texts that are confirmed."""
    pairs = [pair for pair in overlays.pairs(sources, language) if pair.state is State.TRANSLATED]
    whole = language.settings.signed
    reviewed = [pair for pair in pairs if _reviewed(pair, whole)]
    kept = {pair.id for pair in reviewed}
    return Reviews(whole, reviewed, [pair for pair in pairs if pair.id not in kept])


def _reviewed(pair: Pair, whole: Sequence[SignOff]) -> bool:
    """Tell whether somebody has reviewed a text: it alone, or the whole language after the text was last signed."""
    own = pair.made.signed if pair.made else ()
    if any(each.role == REVIEWER for each in own):
        return True
    return any(each.role == REVIEWER and all(each.date >= one.date for one in own) for each in whole)
