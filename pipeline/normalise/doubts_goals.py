"""Findings about tables without rules: whether a goal, or a measure, begins or the one above goes on."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from pipeline.model import Feature, Finding, Measure, Place, Severity
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


def about_openings(measures: Sequence[Measure], raw: RawCatalogue) -> Iterator[Finding]:
    """Lines that begin with a figure that is a measure's number or not: named for every measure they may belong to."""
    for line in raw.doubtful:
        for index, measure in enumerate(measures):
            if not _is_in_text(line, measure):
                continue
            begins = any(holds(place, line) for place in dict(measure.cells).get(Feature.NUMBER, ()))
            for each in (*(measures[index - 1 : index] if begins else ()), measure):
                yield _about_opening(each, line, begins)


def is_in_cell(line: Line, measures: Sequence[Measure]) -> bool:
    """Whether a line was read as part of a goal or of a measure's text."""
    in_goal = any(holds(place, line) for measure in measures for place in measure.goal_places)
    return in_goal or any(_is_in_text(line, measure) for measure in measures)


def _is_in_text(line: Line, measure: Measure) -> bool:
    cells = dict(measure.cells)
    places = (*cells.get(Feature.NUMBER, ()), *cells.get(Feature.MEASURE, ()))
    return any(holds(place, line) for place in places)


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


def _about_opening(measure: Measure, line: Line, begins: bool) -> Finding:
    read = "eine neue Maßnahme beginnt" if begins else "der Text darüber weitergeht"
    return Finding(
        "number-unclear", Severity.WARNING,
        f"Maßnahme {measure.number or 'ohne Nummer'} (Seite {measure.page}): ob mit „{line.text[:60]}“ (Seite "
        f"{line.place.page}) eine neue Maßnahme beginnt oder der Text darüber weitergeht, ist am Satz nicht zu "
        f"erkennen; gelesen ist, dass {read}: Bitte im Katalog nachsehen.",
        measure.number, measure.page, value=line.text[:60],
    )  # fmt: skip


def _finding(measure: Measure, line: Line, begins: bool) -> Finding:
    read = "ein neues Ziel beginnt" if begins else "das Ziel darüber weitergeht"
    return Finding(
        "goal-doubtful", Severity.WARNING,
        f"Maßnahme {measure.number or 'ohne Nummer'} (Seite {measure.page}): ob mit „{line.text[:60]}“ (Seite "
        f"{line.place.page}) ein neues Ziel beginnt oder das darüber weitergeht, ist am Satz nicht zu erkennen; "
        f"gelesen ist, dass {read}: Bitte im Katalog nachsehen.",
        measure.number, measure.page, value=line.text[:60],
    )  # fmt: skip
