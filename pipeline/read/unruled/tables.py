"""Tables without (enough) rules: columns from the title words and the gaps in the text, rows from numbers and rules.

The result is a `Grid` as a ruled table gives, so that everything after works the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import inf

from pipeline.model import Place
from pipeline.printed import Line
from pipeline.read.glyphs import Segment
from pipeline.read.page import Column, Grid, Page, Rule, without_banners
from pipeline.read.unruled.columns import (
    Region,
    Row,
    Titled,
    best_titles,
    between_gaps,
    has_number,
    is_number,
    with_lines_to_rule,
)
from pipeline.read.unruled.ends import NUMBERED, End, are_footnotes, crosses, end_of_table, opens_text
from pipeline.read.unruled.gutters import common_starts, divided, with_titles_parted
from pipeline.read.unruled.numbered import marked, openings
from pipeline.read.unruled.rows import grid_of
from pipeline.read.unruled.widths import right_limits
from pipeline.vocabulary import Vocabulary

_CONTIGUOUS = 0.5
"""Share of the type size by which two lines of a cell stand apart at most."""
_BESIDE = 3.0
"""Points behind the beginning of a column at which its texts begin at most."""
_AMID = 0.6
"""Share of the type size by which a number may stand out of the middle of its row."""


@dataclass
class _OnPage:
    """What was found on one page; `columns` hold for a table that goes on overleaf if it `is_open`.

    `titles` are these columns as wide as their titles, `starts` where texts begin on several lines below them. `lines`
    are all lines of the page where the columns have none for numbers, which may stand in the texts then. `undone` are
    grids that rules between columns alone draw around the rest of a table.
    """

    regions: list[Region] = field(default_factory=list)
    doubtful: list[Segment] = field(default_factory=list)
    columns: tuple[Column, ...] = ()
    is_open: bool = False
    titles: tuple[Column, ...] = ()
    starts: frozenset[float] = frozenset()
    lines: Sequence[Row] = ()
    undone: tuple[Grid, ...] = ()

    @property
    def unnumbered(self) -> bool:
        """Whether a table may be on the page, without a column for numbers."""
        return bool(self.columns) and all(column.name != "number" for column in self.columns)


@dataclass(frozen=True, slots=True)
class Unruled:
    """The tables without rules on one page, and lines of which it is doubtful whether they belong to one.

    `goals` are lines within them of which it is doubtful whether a goal begins there, `numbers` those of which it is
    doubtful whether they begin with the number of a measure. `undone` are ruled grids that hold parts of these tables.
    """

    grids: tuple[Grid, ...]
    undone: tuple[Grid, ...]
    doubtful: tuple[Line, ...]
    goals: tuple[Line, ...]
    numbers: tuple[Line, ...]

    @property
    def all_doubtful(self) -> tuple[Line, ...]:
        """All lines about which something is doubtful."""
        return (*self.doubtful, *self.goals, *self.numbers)


def unruled_tables(pages: Sequence[Page], vocabulary: Vocabulary) -> tuple[Unruled, ...]:
    """The tables without rules, page by page, from the glyphs that stand in no ruled grid."""
    found = list(_page_by_page(pages, vocabulary, {}))
    opening = openings([(page.number, on.columns, on.lines) for page, on in zip(pages, found, strict=True)])
    if opening.lines:
        found = list(_page_by_page(pages, vocabulary, opening.lines))
    tables = [(page, region) for page, on in zip(pages, found, strict=True) for region in on.regions]
    grids: dict[int, list[Grid]] = {page.number: [] for page in pages}
    goals: dict[int, list[Segment]] = {page.number: [] for page in pages}
    for (page, region), limits in zip(tables, right_limits(tables), strict=True):
        grid, doubtful = grid_of(region, page.rules, limits)
        grids[page.number].append(grid)
        goals[page.number] += doubtful
    return tuple(
        Unruled(
            tuple(grids[page.number]),
            on.undone,
            _lines(on.doubtful, page.number),
            _lines(goals[page.number], page.number),
            _lines(opening.doubtful.get(page.number, ()), page.number),
        )
        for page, on in zip(pages, found, strict=True)
    )


def _page_by_page(
    pages: Sequence[Page], vocabulary: Vocabulary, opening: Mapping[int, Sequence[Segment]]
) -> Iterator[_OnPage]:
    """What is found on each page; `opening` are lines, by page, that begin with the number of their measure."""
    before = _OnPage()
    for page in pages:
        before = _regions(page.opened(), before, vocabulary, opening.get(page.number, ()))
        yield before


def _lines(found: Sequence[Segment], page: int) -> tuple[Line, ...]:
    return tuple(Line(s.text, Place(page, (s.x0, s.top, s.x1, s.bottom)), size=s.size) for s in found)


def _regions(page: Page, before: _OnPage, vocabulary: Vocabulary, opening: Sequence[Segment]) -> _OnPage:
    """The table regions of a page; the table of the page before may go on at the top."""
    undone = _rests(page, before)
    page = page.with_grids(grid for grid in page.grids if grid not in undone) if undone else page
    lines = marked(divided(page.lines, before.titles, page, before.starts), opening)
    on = replace(before, regions=[], doubtful=[], undone=undone)
    index = used = 0
    while index < len(lines):
        amid = False
        titled = _titled(lines, index, page, vocabulary)
        if titled:
            titles, count = with_lines_to_rule(lines, index, titled, page.rules, vocabulary)
            on.titles = titles
            lines[index + count :] = marked(divided(lines[index + count :], titles, page, on.starts), opening)
            on.starts = common_starts(lines, titles)
            below = _below(lines, index + count, on, page, vocabulary)
            on.columns = between_gaps(titles, below, page.width, on.starts)
        elif on.columns and (on.is_open or has_number(lines[index], on.columns)):
            count = 0
            if not index and _titles_others(lines, on.columns, vocabulary):
                on.is_open = False
                index = used = 1
                continue
            first = _beginning_of_row(lines, used, index, on.columns, page.rules)
            if not used and not on.is_open:
                on.doubtful += [line[0] for line in lines[:first] if _may_go_on(line, on.columns)]
            amid, index = first < index and not on.is_open, first
        else:
            index += 1
            continue
        left = on.titles[0].x0 if on.titles else inf
        end = end_of_table(lines, index + count, on.columns, page.rules, vocabulary, left)
        if not titled:
            end = _rest_of_cell(lines, index, end, on.columns)
        if end.index > index:
            goes_on = before.is_open and not on.regions and not index
            rows = tuple(lines[index : end.index])
            on.regions.append(Region(on.columns, rows, count, goes_on or not (titled or amid)))
        on.doubtful += [end.doubtful] if end.doubtful else []
        on.is_open = _reaches_foot(lines, index, end.index, page.rules)
        index = used = len(lines) if on.is_open else max(end.index, index + 1)
    ruled = bool(page.grids) and not on.regions
    on.lines = lines if on.unnumbered else ()
    return replace(on, columns=() if ruled else on.columns, is_open=bool(on.regions) and on.is_open)


def _titled(lines: list[Row], index: int, page: Page, vocabulary: Vocabulary) -> Titled | None:
    """As `best_titles`; those that touch are parted in the lines."""
    titled = best_titles(lines, index, vocabulary)
    if titled or any(vocabulary.column(segment.text) == "measure" for segment in lines[index]):
        foot = index + (titled[1] if titled else 1)
        lines[index:foot] = with_titles_parted(lines[foot:], lines[index:foot], page)
        titled = best_titles(lines, index, vocabulary) or titled
    return titled


def _rests(page: Page, before: _OnPage) -> tuple[Grid, ...]:
    """The first grid of a page if rules between its columns alone draw it, and the table of the page before goes on.

    Where numbers stand in the texts of that one, its rest may hold several measures; else it tells by columns beside
    the outermost rules.
    """
    first = min(page.grids, key=lambda grid: grid.box[1], default=None)
    if not first or not before.is_open:
        return ()
    (boxes, *others) = without_banners(first).rows
    middles = [(title.x0 + title.x1) / 2 for title in before.titles]
    inside = [middle for middle in middles if first.box[0] < middle < first.box[2]]
    fits = len(boxes) == len(inside) and all(
        box and box[0] < middle < box[2] for box, middle in zip(boxes, inside, strict=True)
    )
    return (first,) if fits and not others and (before.unnumbered or len(inside) < len(middles)) else ()


def _reaches_foot(lines: Sequence[Row], start: int, end: int, rules: Sequence[Rule]) -> bool:
    """Whether nothing but footnotes stands below a table."""
    return end == len(lines) or (end > start and are_footnotes(lines[end:], lines[start:end], rules))


def _beginning_of_row(
    lines: Sequence[Row], used: int, index: int, columns: Sequence[Column], rules: Sequence[Rule]
) -> int:
    """The first line of a row whose number stands at `index`: as far above it as its last line stands below.

    So it does where cells are centred. Their lines go on without a gap or a rule; those before `used` are others'. A
    number that opens a text is as high as that.
    """
    first = last = index
    while first > used and _is_above(lines[first - 1], lines[first], columns, rules):
        first -= 1
    while last + 1 < len(lines) and _is_close(lines[last], lines[last + 1], rules):
        if has_number(lines[last + 1], columns):
            break
        last += 1
    (number,) = [segment for segment in lines[index] if is_number(segment, columns)][:1] or lines[index][:1]
    beside = [s for line in lines[index : last + 1] for s in line if abs(s.x0 - number.x0) < _BESIDE]
    own = beside if number.opens else [number]
    above = number.top - min(s.top for s in lines[first])
    below = max(s.bottom for s in lines[last]) - max(s.bottom for s in own)
    return first if abs(above - below) < _AMID * number.size else index


def _may_go_on(line: Row, columns: Sequence[Column]) -> bool:
    """Whether several texts of a line begin where columns do: at the top of a page it may be the rest of a row."""
    begun = [column for column in columns[1:] if any(abs(s.x0 - column.x0) < _BESIDE for s in line)]
    return len(line) > 1 and len(begun) >= len(line) - 1


def _is_above(line: Row, below: Row, columns: Sequence[Column], rules: Sequence[Rule]) -> bool:
    """Whether a line without anything in the first column belongs to the one right below it."""
    return _is_close(line, below, rules) and not crosses(line, columns) and all(s.x0 >= columns[1].x0 for s in line)


def _is_close(line: Row, below: Row, rules: Sequence[Rule]) -> bool:
    foot, top = max(s.bottom for s in line), min(s.top for s in below)
    return top - foot <= _CONTIGUOUS * line[0].size and not any(foot - 1 < rule.y < top + 1 for rule in rules)


def _titles_others(lines: Sequence[Row], columns: Sequence[Column], vocabulary: Vocabulary) -> bool:
    """Whether a page begins with titles of other columns and has no measures: the last ones of a wide sheet."""
    known = {vocabulary.column(segment.text) for segment in lines[0]} - {None}
    return bool(known) and "measure" not in known and not any(has_number(line, columns) for line in lines)


def _below(lines: Sequence[Row], start: int, on: _OnPage, page: Page, vocabulary: Vocabulary) -> Sequence[Row]:
    """The lines below column titles that tell where the columns are: the table's first part.

    Where a heading across the table stands right below the titles, those of all its parts, without text across columns.
    """
    titles = on.titles
    first = lines[start : end_of_table(lines, start, titles, page.rules, vocabulary, titles[0].x0).index]
    if first:
        return first
    until = next((i for i in range(start, len(lines)) if best_titles(lines, i, vocabulary)), len(lines))
    rows = [line for line in lines[start:until] if not (crosses(line, titles) or opens_text(line, vocabulary))]
    return [line for line in rows if len(line) > 1 or not _runs_over(line[0], on.starts)]


def _runs_over(stretch: Segment, starts: frozenset[float]) -> bool:
    return any(stretch.x0 < start < stretch.x1 for start in starts)


def _rest_of_cell(lines: Sequence[Row], start: int, end: End, columns: Sequence[Column]) -> End:
    """At the top of a page, lines in the first column alone with text below are the rest of a cell or a heading."""
    first = lines[start][0]
    alone = all(len(line) == 1 and line[0].x0 < columns[0].x1 for line in lines[start : end.index])
    if not alone or end.index in (start, len(lines)) or has_number(lines[start], columns) or first.text[:1].islower():
        return end
    return End(start, None if NUMBERED.match(first.text) else first)
