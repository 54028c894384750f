"""Findings about goals in tables without rules: whether one begins or the one above goes on."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from pipeline.model import Finding, Measure, Place, Severity
from pipeline.printed import Line, RawCatalogue


def about_goals(measures: Sequence[Measure], raw: RawCatalogue) -> Iterator[Finding]:
    """Lines within goals that may begin one or not: named for every measure whose goal would be another."""
    groups = [list(group) for _, group in groupby(measures, key=lambda measure: measure.goal_places)]
    for line in raw.doubtful:
        for index, group in enumerate(groups):
            goal = next((place for place in group[0].goal_places if holds(place, line)), None)
            if goal is None:
                continue
            begins = _is_first(goal, line)
            for measure in (*(groups[index - 1] if begins and index else ()), *group):
                yield _finding(measure, line, begins)


def is_in_goal(line: Line, measures: Sequence[Measure]) -> bool:
    """Whether a line was read as part of a goal."""
    return any(holds(place, line) for measure in measures for place in measure.goal_places)


def holds(place: Place, line: Line) -> bool:
    """Whether a line stands within a place of the same page."""
    if place.page != line.place.page or place.bbox is None or line.place.bbox is None:
        return False
    x0, top, x1, bottom = line.place.bbox
    left, head, right, foot = place.bbox
    return left <= (x0 + x1) / 2 <= right and head <= (top + bottom) / 2 <= foot


def _is_first(goal: Place, line: Line) -> bool:
    top, head = (box[1] if (box := place.bbox) else 0.0 for place in (line.place, goal))
    return top - head < line.size / 2


def _finding(measure: Measure, line: Line, begins: bool) -> Finding:
    read = "ein neues Ziel beginnt" if begins else "das Ziel darüber weitergeht"
    return Finding(
        "goal-doubtful", Severity.WARNING,
        f"Maßnahme {measure.number or 'ohne Nummer'} (Seite {measure.page}): ob mit „{line.text[:60]}“ (Seite "
        f"{line.place.page}) ein neues Ziel beginnt oder das darüber weitergeht, ist am Satz nicht zu erkennen; "
        f"gelesen ist, dass {read}: Bitte im Katalog nachsehen.",
        measure.number, measure.page, value=line.text[:60],
    )  # fmt: skip
