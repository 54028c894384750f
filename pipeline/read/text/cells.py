"""Text exports: where one cell ends and the next begins, weighed from everything the lines show.

A stretch of lines from one running number to the next holds the cells of one row in a known order. The partition whose
cells and cuts score best wins, and its lead over the next best says how sure that is.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from pipeline.read.text.atoms import AFTER, Atom, Material
from pipeline.read.text.evidence import MISSING, NEVER, OVERLEAF, Habits, Judge
from pipeline.read.text.numbers import goes_on
from pipeline.read.text.words import is_broken, opens_item

SURE_LEAD = 1.5
"""Lead over the next best cut below which a person should look."""
_CUT_ROW = -4.0
_NEW_GOAL = -6.0
"""Rows cut by a page break are rare."""
_MOST_PAGE_BREAKS = 3


@dataclass(frozen=True, slots=True)
class Partition:
    """The atoms of a stretch and where each column begins and ends; `leads` per cut between two columns.

    `rival` is the lead over the best reading that cuts the row at another page break, or at none.
    `stray_status`: a line that is a known status stands in another cell than the status; `statuses` counts the
    lines on which a known status begins.
    """

    atoms: tuple[Atom, ...]
    columns: tuple[str, ...]
    bounds: tuple[int, ...]
    leads: tuple[float, ...]
    score: float = 0.0
    rival: float = float("inf")
    stray_status: bool = False
    statuses: int = 0

    def cell(self, position: int) -> tuple[Atom, ...]:
        """The atoms of the column at `position`."""
        return self.atoms[self.bounds[position] : self.bounds[position + 1]]

    def lines(self, position: int) -> list[str]:
        """The text of each line of the column at `position`."""
        parts = groupby(self.cell(position), key=lambda atom: id(atom.line))
        return [" ".join(atom.text for atom in part) for _, part in parts]

    @property
    def complete(self) -> bool:
        """Whether no cell is empty that hardly ever is."""
        return all(self.cell(at) for at, column in enumerate(self.columns) if MISSING.get(column, 0.0) < 0)

    @property
    def sure(self) -> bool:
        """Whether every cut leads clearly over the next best one."""
        return all(lead >= SURE_LEAD for lead in (*self.leads, self.rival)) and not self.stray_status


def partition(
    material: Material, own: Sequence[str], following: Sequence[str], habits: Habits, goal: str = ""
) -> Partition:
    """The best way to share out a stretch among the columns of its row and those that follow it, in order.

    A page break may have cut the row: then the rests of its goal (which ended in `goal`) and of all its cells stand
    overleaf, in order again.
    """
    if material.size < len(material.atoms):
        return _with_rest(partition(material.part(0, material.size), own, following, habits, goal), material.atoms)
    whole = _best(Judge(material, (*own, *following), habits))
    ways = [replace(whole, score=whole.score + _NEW_GOAL * _breaks_off(whole, len(own), following, goal))]
    page_breaks = [at for at in range(1, len(material.atoms)) if material.atoms[at].overleaf]
    ways += [_cut_row(material, at, own, following, habits, goal) for at in page_breaks[:_MOST_PAGE_BREAKS]]
    ways.sort(key=lambda way: -way.score)
    rival = ways[0].score - ways[1].score if len(ways) > 1 else float("inf")
    return replace(ways[0], rival=rival, stray_status=_has_stray_status(ways[0], material), statuses=material.statuses)


def _with_rest(found: Partition, atoms: tuple[Atom, ...]) -> Partition:
    """A partition whose last cell takes all atoms left over; that is only sure for the text after a table."""
    leads = found.leads if found.columns[-1] == AFTER else (*found.leads[:-1], 0.0)
    return replace(found, atoms=atoms, bounds=(*found.bounds[:-1], len(atoms)), leads=leads)


def _has_stray_status(found: Partition, material: Material) -> bool:
    """Whether a line, or a whole cell, that is a known status stands in another column.

    "→ Start im Mai" is a progress note, whatever its words.
    """
    cells = [
        (found.bounds[position], found.bounds[position + 1])
        for position, name in enumerate(found.columns)
        if name.removesuffix(OVERLEAF) in ("measure", "actors", "goal", AFTER)
    ]
    if any(start < end and end in material.status_ends[start] for start, end in cells):
        return True
    lines = (
        at
        for start, end in cells
        for at in range(start, end)
        if material.atoms[at].opens and not opens_item(material.texts[at])
    )
    return any(at + 1 in material.status_ends[at] for at in lines)


def _breaks_off(whole: Partition, own: int, following: Sequence[str], goal: str) -> bool:
    """Whether a new goal would begin overleaf although the one before it is not finished."""
    begun = next((whole.cell(own + at) for at, name in enumerate(following) if name == "goal"), ())
    return bool(begun) and begun[0].overleaf and (is_broken(goal) or goes_on(goal))


def _cut_row(
    material: Material, at: int, own: Sequence[str], following: Sequence[str], habits: Habits, goal: str
) -> Partition:
    above = _best(Judge(material.part(0, at), tuple(own), habits, cut=True))
    before = {"goal": goal} | {name: "".join(above.lines(position)[-1:]) for position, name in enumerate(own)}
    rest = (*(name + OVERLEAF for name in dict.fromkeys(("goal", *own))), *following)
    below = _best(Judge(material.part(at, len(material.atoms)), rest, habits, before=before))
    return Partition(
        material.atoms,
        (*above.columns, *below.columns),
        (*above.bounds, *(at + bound for bound in below.bounds[1:])),
        (*above.leads, float("inf"), *below.leads),
        above.score + below.score + _CUT_ROW,
    )


def _best(judge: Judge) -> Partition:
    forward, origins = _forward(judge)
    backward = _backward(judge)
    bounds = [len(judge.atoms)]
    for position in range(len(judge.columns), 0, -1):
        bounds.append(origins[position][bounds[-1]])
    bounds.reverse()
    leads = tuple(_lead(forward[cut], backward[cut], bounds[cut]) for cut in range(1, len(judge.columns)))
    return Partition(judge.atoms, judge.columns, tuple(bounds), leads, forward[-1][-1])


def _forward(judge: Judge) -> tuple[list[list[float]], list[list[int]]]:
    size = len(judge.atoms)
    scores = [[0.0] + [NEVER] * size]
    origins: list[list[int]] = [[0] * (size + 1)]
    for position in range(len(judge.columns)):
        row, origin = [NEVER] * (size + 1), [0] * (size + 1)
        for end in judge.ends(position):
            for start in judge.starts(position, end):
                score = scores[-1][start] + judge.score(position, start, end) if scores[-1][start] > NEVER else NEVER
                if score > row[end]:
                    row[end], origin[end] = score, start
        scores.append(row)
        origins.append(origin)
    return scores, origins


def _backward(judge: Judge) -> list[list[float]]:
    size = len(judge.atoms)
    scores = [[NEVER] * size + [0.0]]
    for position in range(len(judge.columns) - 1, -1, -1):
        row = [NEVER] * (size + 1)
        for end in judge.ends(position):
            if scores[0][end] == NEVER:
                continue
            for start in judge.starts(position, end):
                row[start] = max(row[start], scores[0][end] + judge.score(position, start, end))
        scores.insert(0, row)
    return scores


def _lead(forward: Sequence[float], backward: Sequence[float], chosen: int) -> float:
    totals = [before + after for before, after in zip(forward, backward, strict=True)]
    return totals[chosen] - max((total for at, total in enumerate(totals) if at != chosen), default=NEVER)
