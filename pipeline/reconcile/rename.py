"""Fields of action, goals and further columns that got another name: what stands under it stayed as it was.

A catalogue prints such a name once for many measures. When nearly all of them stand under one new name, and hardly any
others do, the name is what changed, and that is one change, not one for each measure. So it is with the title of a
column that is gone, if another one came with nearly all of its values.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.model import Edition, Measure
from pipeline.reconcile.match import paired
from pipeline.reconcile.wording import same, unstyled

NEARLY_ALL = 0.8
"""Share of the measures under the old name that stand under the new one, and of those there that come from it."""
ALIKE_AND_MOST = 0.5
"""The same for a field of action whose names are alike."""
FEWEST = 2
"""One measure under another name may as well have moved."""

Both = tuple[Measure, Measure]
"""A measure of the older edition and what it became."""
Names = tuple[str, str]
"""What a heading was called and is called, without what carries no meaning (`unstyled`)."""
Moves = Mapping[Names, Sequence[Both]]
"""The measures by the names they stood and stand under."""


@dataclass(frozen=True, slots=True)
class Renaming:
    """A name (printed as `old`, then as `new`) and the measures that stand under it in both editions."""

    old: str
    new: str
    measures: tuple[Both, ...]


@dataclass(frozen=True, slots=True)
class Renamings:
    """The renamed fields of action, in the order of the newer edition, the renamed goals and further columns.

    Columns are known by their old title; their measures are those with the same value under both.
    """

    fields: Mapping[Names, Renaming] = field(default_factory=dict)
    goals: Mapping[Names, Renaming] = field(default_factory=dict)
    columns: Mapping[str, Renaming] = field(default_factory=dict)

    def same_field(self, old: str, new: str) -> bool:
        """Whether two names stand for one field of action."""
        return same(old, new) or (unstyled(old), unstyled(new)) in self.fields

    def same_goal(self, old: str, new: str) -> bool:
        """Whether two wordings stand for one goal of several measures."""
        return same(old, new) or (unstyled(old), unstyled(new)) in self.goals

    def title_now(self, old: str) -> str:
        """The title that a further column has in the newer edition."""
        return self.columns[old].new if old in self.columns else old

    def title_before(self, new: str) -> str:
        """The title that a further column had in the older edition."""
        return next((each.old for each in self.columns.values() if each.new == new), new)


def renamings(old: Edition, new: Edition, linked: Sequence[Both]) -> Renamings:
    """What was renamed between two editions, judged by the measures that go on.

    A field of action with a similar name ("Sport" → "Sport und Bewegung") is known again by fewer measures, or by
    none where it has none that go on. A goal is not: that of a single measure is a value of this measure.
    """
    names, others = ([each.name for each in edition.fields] for edition in (old, new))
    moves = _by_names(linked, lambda measure: measure.field_of_action)
    found = dict(_renamed(moves, names, others))
    fields = found | dict(_alike(moves, names, others, found))
    order = {unstyled(name): at for at, name in enumerate(others)}
    goals = [measure.goal for measure in old.measures], [measure.goal for measure in new.measures]
    return Renamings(
        dict(sorted(fields.items(), key=lambda item: order[item[0][1]])),
        dict(_renamed(_by_names(linked, lambda measure: measure.goal), *goals)),
        dict(_renamed_columns(_titles(old), _titles(new), linked)),
    )


def _titles(edition: Edition) -> list[str]:
    return list(dict.fromkeys(title for measure in edition.measures for title, _ in measure.extra))


def _renamed_columns(
    olds: Sequence[str], news: Sequence[str], linked: Sequence[Both]
) -> Iterator[tuple[str, Renaming]]:
    """Titles that are gone, each with the new one under which nearly all of its values stand."""
    free = [title for title in news if title not in olds]
    for gone in olds:
        if gone in news:
            continue
        for come in free:
            values = [(both, _value(both[0], gone), _value(both[1], come)) for both in linked]
            filled = [each for each in values if each[1] or each[2]]
            alike = tuple(both for both, before, after in filled if before == after)
            different = {before for _, before, after in filled if before == after}
            if len(different) >= FEWEST and len(alike) >= NEARLY_ALL * len(filled):
                free.remove(come)
                yield gone, Renaming(gone, come, alike)
                break


def _value(measure: Measure, title: str) -> str:
    """What a measure has in a column, without what carries no meaning; nothing for a dash."""
    value = unstyled(dict(measure.extra).get(title, ""))
    return value if any(map(str.isalnum, value)) else ""


def _by_names(linked: Iterable[Both], name: Callable[[Measure], str]) -> Moves:
    moves: dict[Names, list[Both]] = {}
    for one, other in linked:
        moves.setdefault((unstyled(name(one)), unstyled(name(other))), []).append((one, other))
    return moves


def _renamed(moves: Moves, olds: Iterable[str], news: Iterable[str]) -> Iterator[tuple[Names, Renaming]]:
    """Names that are gone, with the new ones that took nearly all of their measures; in the order of the links."""
    before = {unstyled(each): each for each in olds if each}
    after = {unstyled(each): each for each in news if each}
    most = _most(moves)
    for names, measures in moves.items():
        gone, come = names
        is_new_name = gone in before.keys() - after.keys() and come in after.keys() - before.keys()
        if is_new_name and len(measures) >= max(FEWEST, NEARLY_ALL * most(names)):
            yield names, Renaming(before[gone], after[come], tuple(measures))


def _alike(
    moves: Moves, olds: Sequence[str], news: Sequence[str], found: Mapping[Names, Renaming]
) -> Iterator[tuple[Names, Renaming]]:
    """Fields of action whose names are alike, unless most measures say otherwise."""
    left = [name for name in olds if unstyled(name) not in {gone for gone, _ in found}]
    free = [name for name in news if unstyled(name) not in {come for _, come in found}]
    most = _most(moves)
    for ours, theirs in paired(left, free):
        if ours is not None and theirs is not None and not same(left[ours], free[theirs]):
            names = unstyled(left[ours]), unstyled(free[theirs])
            measures = moves.get(names, ())
            if len(measures) >= ALIKE_AND_MOST * most(names):
                yield names, Renaming(left[ours], free[theirs], tuple(measures))


def _most(moves: Moves) -> Callable[[Names], int]:
    """How many measures at most left under the old name or arrived under the new one."""
    leaving, arriving = Counter[str](), Counter[str]()
    for (gone, come), measures in moves.items():
        leaving[gone] += len(measures)
        arriving[come] += len(measures)
    return lambda names: max(leaving[names[0]], arriving[names[1]])
