"""Old and new measures that belong together."""

from dataclasses import dataclass, field

from pipeline.reconcile.evidence import Pair


@dataclass(slots=True)
class Group:
    """Old and new measures (indices) that belong together; at least one side has but one.

    `likelihoods` says for each of `pairs` how likely it is; none for a group of `identical` wordings.
    """

    olds: list[int]
    news: list[int]
    identical: bool = False
    pairs: list[Pair] = field(default_factory=list)
    likelihoods: list[float] = field(default_factory=list)

    def add(self, pair: Pair, likelihood: float) -> None:
        """Take in what `pair` names and the group does not hold yet."""
        self.olds += [old for old in (pair.old,) if old not in self.olds]
        self.news += [new for new in (pair.new,) if new not in self.news]
        self.pairs.append(pair)
        self.likelihoods.append(likelihood)
