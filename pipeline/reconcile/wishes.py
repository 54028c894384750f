"""What the analyst decided about links, in positions of both editions."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model import LinkWishes, Measure

At = tuple[int, int]
"""Positions of an old and of a new measure."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """`LinkWishes` by position; `alone_olds` and `alone_news` must stay without counterpart."""

    required: frozenset[At] = frozenset()
    forbidden: frozenset[At] = frozenset()
    alone_olds: frozenset[int] = frozenset()
    alone_news: frozenset[int] = frozenset()

    def allow(self, old: int, new: int) -> bool:
        """Whether the program may link the two of its own accord."""
        return (old, new) not in self.forbidden and old not in self.alone_olds and new not in self.alone_news


def by_position(old: Sequence[Measure], new: Sequence[Measure], wishes: LinkWishes) -> Wishes:
    """The wishes by position. Whoever reads them from a file has made sure that each uid exists.

    Raises:
        KeyError: a uid that its edition does not hold.
    """
    olds = {measure.uid: at for at, measure in enumerate(old)}
    news = {measure.uid: at for at, measure in enumerate(new)}
    return Wishes(
        frozenset((olds[one], news[other]) for one, other in wishes.required if one and other),
        frozenset((olds[one], news[other]) for one, other in wishes.forbidden),
        frozenset(olds[one] for one, other in wishes.required if not other),
        frozenset(news[other] for one, other in wishes.required if not one),
    )
