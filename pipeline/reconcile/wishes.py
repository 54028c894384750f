"""What the analyst decided about links, in positions of both editions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.model import LinkWishes, Measure

At = tuple[int, int]
"""Positions of an old and of a new measure."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """`LinkWishes` by position; `alone_olds` and `alone_news` must stay without counterpart.

    `reasons` are those for required and forbidden links, None standing for no counterpart.
    """

    required: frozenset[At] = frozenset()
    forbidden: frozenset[At] = frozenset()
    alone_olds: frozenset[int] = frozenset()
    alone_news: frozenset[int] = frozenset()
    reasons: Mapping[tuple[int | None, int | None], str] = field(default_factory=dict)

    def reason(self, old: int | None, new: int | None, otherwise: str) -> str:
        """Why a link is as it is: who wanted it so, or ruled another one out, and what the texts say of it."""
        parted = (said for pair, said in self.parted if pair[0] == old or pair[1] == new)
        wanted = " ".join(filter(None, (self.reasons.get((old, new)), *parted)))
        return f"{wanted} Die Texte: {otherwise}" if wanted else otherwise

    @property
    def parted(self) -> list[tuple[At, str]]:
        """The pairs ruled out with who did so and why, in the order of the editions."""
        return [(pair, self.reasons[pair]) for pair in sorted(self.forbidden) if pair in self.reasons]

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
        {(olds.get(one), news.get(other)): reason for (one, other), reason in wishes.reasons.items()},
    )
