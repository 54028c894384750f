"""Findings about line ends: where a paragraph may begin or not, where a word may go on."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.model import Finding, Severity
from pipeline.normalise.actors import apart, nouns_in_a_row
from pipeline.normalise.chapters import Chapters
from pipeline.normalise.doubts_cut import tail
from pipeline.normalise.gaps import COLUMNS, least_room
from pipeline.normalise.held import held_width
from pipeline.normalise.marks import is_marked
from pipeline.normalise.numbers import number_in
from pipeline.normalise.paragraphs import (
    PREPOSITION,
    are_nouns_in_a_row,
    begins_paragraph,
    is_unclear,
    may_be_held,
)
from pipeline.normalise.typesetting import Typesetting, is_title_above, left_over
from pipeline.normalise.word_breaks import leading_word
from pipeline.printed import Line, Row
from pipeline.vocabulary import Vocabulary
from pipeline.wording import ends_as_goal, ends_clause, is_amount_below_colon

_SENTENCE_LAST = re.compile(
    r"(?<!bzw)(?<!etc)(?<!evtl)(?<!ggf)(?<!inkl)(?<!insb)(?<!max)(?<!mind)(?<!sog)(?<!str)(?<!usw)(?<!vgl)(?<!zzgl)"
    r"(?<=[a-zäöüß\d)]{3})[.!?][“”)]?$"
)
"""The end of a sentence, not of an abbreviation."""
_SET_APART = 3
"""Paragraphs in cells that begin below a gap, from which on the catalogue is taken to set all of them apart."""
_WITHOUT_GAP = 3
"""Paragraphs that begin below a gap for each one without, at least, where gaps and no blank lines set them apart."""
_LISTS = re.compile(r"\w[,;] [A-ZÄÖÜ]")
_LISTING = 0.5
"""Share of the cells with several lines that hold a list, at least, where actors are listed."""
_WRAPPED = 2
"""Lines at least that end between two actors of such lists."""
_TITLED = 0.15
"""Share of the measures with a description below their title, from which on others may have one too."""
_WHERE = {"goal": "im Ziel", "measure": "im Text", "actors": "bei den Akteuren", "status": "im Status"}
_SEVERAL = 2
"""Words on a line from which on it may begin a paragraph: divided names ("Bahnhof" / "Süd") often end there."""
_ENDS, _SENTENCE_ENDS = (".", "!", "?", ":", ";"), (".", "!", "?")
_OPEN = (",", " /", " &")
"""What more of a list follows; some authors begin each of its items on a line of its own."""
_ADJECTIVE = re.compile(r"\s[a-zäöüß]{3,}e[mnrs]?$|^[A-ZÄÖÜ][a-zäöüß]{2,}es?$")
"""A word that may wait for its noun ("Offene" / "Jugendarbeit")."""
_ADJECTIVE_ASIDE = re.compile(r"[a-zäöüß]e[mnrs]?\)$")
_ADJECTIVE_CAPITAL = re.compile(
    r"(?:^|[\s„(])(?:\w*(?:isch|lich|ig|sam|bar|haft|ell|iv|al|ar|iert|end|nah|gerecht|los|frei|reich|voll|fach|är)"
    r"|Leicht|Deutsch|Neu|Alt|Groß|Klein|Hoh|Unter|Ober|Erst|Zweit|Dritt|Rund|Offen|All|Jed|Kein|Mein|Sein|Ihr|Unser)"
    r"e[mnrs]?$|(?:^|\s)(?:Mein|Kein|Ihr|Unser)$"
)
"""An adjective or pronoun with a capital: in a name ("in Leichter" / "Sprache") or at the beginning of a text."""
_ENDS_NAME = ("“", "”", "»", ")")
"""How a name or an aside ends; within a sentence another noun hardly ever follows."""


def about_breaks(chapters: Chapters, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Line ends where the author may have begun a paragraph.

    Catalogues that set paragraphs apart leave no doubt but where a page ends.
    """
    rows = [row for chapter in chapters.chapters for row in chapter.rows]
    set_apart = _sets_apart(chapters)
    known = "\n".join(
        [chapters.title] + [name for name, _ in vocabulary.actor_names] + [x.text for r in rows for x in r.actors.lines]
    )
    titled = _titles_are_usual(rows, chapters.typeset("measure"))
    listed = _are_listed([apart(row.actors.lines, vocabulary) for row in rows], chapters.typeset("actors"))
    printed = _printed(rows)
    above: Row | None = None
    for number, row, goal in numbered_rows(chapters):
        goes_on = above if above and not row.number.lines else None  # overleaf
        before = goes_on.measure.lines[-1:] if goes_on else ()
        actors = tuple(apart((*(goes_on.actors.lines[-1:] if goes_on else ()), *row.actors.lines), vocabulary))
        above = row
        if set_apart:
            if goes_on and (passage := nouns_in_a_row(actors[:2], chapters.typeset("actors"), known)):
                yield _joined(number, row, "bei den Akteuren", passage)
            continue
        passages = dict.fromkeys((
            *(("im Ziel", passage) for passage in _held(goal, chapters.typeset("goal"))),
            ("im Ziel", _unclear("goal", goal, chapters)),
            *((_WHERE.get(n, f"unter „{n}“"), at) for n, c in row.named for at in _held(c.lines, chapters.typeset(n))),
            ("im Text", _unclear("measure", row.measure.lines, chapters)),
            ("im Text", _end_of_title(row.measure.lines, chapters.typeset("measure")) if titled else None),
            ("im Text", _nouns_meet((*before, *row.measure.lines), chapters.typeset("measure"), printed)),
            ("im Status", _unclear("status", row.status.lines, chapters)),
            ("bei den Akteuren", None if listed else _unclear("actors", actors, chapters)),
            ("bei den Akteuren", None if listed else nouns_in_a_row(actors, chapters.typeset("actors"), known)),
            *((f"unter „{t}“", _nouns_meet(cell.lines, chapters.typeset(t), printed)) for t, cell in row.extra),
            *(
                (f"unter „{t}“", nouns_in_a_row(apart(cell.lines, vocabulary), chapters.typeset(t), known))
                for t, cell in row.extra
                if vocabulary.column(t) == "actors"
            ),
        ))  # fmt: skip
        for where, passage in passages:
            if passage:
                yield _joined(number, row, where, passage)


def _joined(number: str, row: Row, where: str, passage: str) -> Finding:
    return finding_at(
        "break-unclear", number, row,
        f"ob {where} nach „{passage}“ ein neuer Absatz beginnt, ist am Satz nicht zu erkennen; beides ist "
        "als ein Absatz übernommen",
        passage,
    )  # fmt: skip


def about_visions(chapters: Chapters) -> Iterator[Finding]:
    """Visions that may be two: a sentence ends where the line was full anyway."""
    printed = [(chapter.name, "\n".join(chapter.visions)) for chapter in chapters.chapters]
    for above, line in pairwise(chapters.outside.visions):
        if not (line.size and above.text.endswith(_SENTENCE_ENDS) and line.text[:1].isupper()):
            continue
        joined = f"{above.text} {line.text}"
        name = next((name for name, visions in printed if joined in visions), None)
        if name is not None:
            yield Finding(
                "break-unclear",
                Severity.INFO,
                f"Handlungsfeld „{name}“ (Seite {above.place.page}): ob in der Vision nach „{tail(above.text)}“ "
                "ein neuer Absatz beginnt, ist am Satz nicht zu erkennen; beides ist als ein Absatz übernommen: Bitte "
                "im Katalog nachsehen.",
                page=above.place.page,
                value=line.text,
            )


def about_parted(chapters: Chapters) -> Iterator[Finding]:
    """Paragraphs that begin in mid-sentence, and only because the line above seems to have had room.

    Where it would have become the longest line of its column, the column may as well be narrower than it looks.
    """
    least = least_room([row for chapter in chapters.chapters for row in chapter.rows])
    for number, row, goal in numbered_rows(chapters):
        for name, lines in (_columns(row) | {"goal": goal}).items():
            typesetting = chapters.typeset(name)
            for above, line in pairwise(lines):
                if _is_parted(above, line, least[name], typesetting):
                    where = _WHERE.get(name, f"unter „{name}“")
                    yield finding_at(
                        "break-unclear", number, row,
                        f"ob {where} nach „{above.text}“ wirklich ein neuer Absatz beginnt („{line.text}“), ist "
                        "am Satz nicht zu erkennen; beides ist als zwei Absätze übernommen",
                        above.text,
                    )  # fmt: skip


def _columns(row: Row) -> dict[str, Sequence[Line]]:
    """The lines of a row by the name or title of their column."""
    named = {name: cell.lines for name in COLUMNS if (cell := getattr(row, name))}
    return named | {title: cell.lines for title, cell in row.extra}


def _is_parted(above: Line, line: Line, least: float, typesetting: Typesetting) -> bool:
    """Whether a line in mid-sentence was taken for a paragraph, although it fits above only on the longest line."""
    in_sentence = (line.text[:1].islower() or line.text[:1].isdigit()) and not above.text.endswith(_ENDS)
    before_noun = line.text[:1].isupper() and _ADJECTIVE.search(above.text)
    names = line.text.startswith("„") and above.text[-1:].isalpha()
    waits = above.text.endswith((";", *_OPEN)) or PREPOSITION.search(above.text) or before_noun or names
    marked = is_marked(line.text) or is_marked(above.text)
    titled = typesetting.titled and is_title_above(above, line)
    left = left_over(above, line, None, splits=False)
    by_syllable = left < 0 and (_may_be_whole(line, typesetting) or _fits_narrowly(above, line, typesetting))
    if not (in_sentence or waits or by_syllable) or marked or titled or not line.size or line.starts is not None:
        return False
    if not begins_paragraph(above, line, typesetting):
        return False
    if by_syllable:
        return True
    held = above.room - above.space < held_width(above, line)
    unproven = least + line.size if least > line.size else least  # no line shows how wide the column is
    waits = above.text.endswith(_OPEN) or PREPOSITION.search(above.text) is not None
    return waits or held or left < max(unproven, above.space)  # authors type two


def _may_be_whole(line: Line, typesetting: Typesetting) -> bool:
    """Whether the first word of a line may have been left whole, though its first syllable would have fitted above."""
    return not typesetting.proven or len(leading_word(line.text)) < typesetting.shortest_word


def _fits_narrowly(above: Line, line: Line, typesetting: Typesetting) -> bool:
    """Whether the first syllable of a line fits above by less than a blank: a typesetter may leave it below."""
    return 0 <= left_over(above, line, typesetting.shortest, typesetting.splits) < above.space


def numbered_rows(chapters: Chapters) -> Iterator[tuple[str, Row, Sequence[Line]]]:
    """The rows of numbered measures, each with the number and the lines of the goal that hold for it."""
    for chapter in chapters.chapters:
        number, goal = "", tuple[Line, ...]()
        for row in chapter.rows:
            number = number_in(row.number.lines) or number
            if row.goal is not None and row.goal.lines:
                goal = row.goal.lines
            if number:
                yield number, row, goal


def _unclear(column: str, lines: Sequence[Line], chapters: Chapters) -> str | None:
    """The line of a cell behind which a paragraph may end: also if only because words are broken in other columns."""
    own = chapters.typeset(column)
    said = ""
    for index, (above, line) in enumerate(pairwise(lines)):
        begins = begins_paragraph(above, line, own)
        said = f"{said} {above.text}"
        elsewhere = begins_paragraph(above, line, chapters.cells) and not begins
        if elsewhere or is_unclear(above, line, own) or _opens_list(above, line, own):
            return above.text
        if not begins and line.size and line.starts is None and line.text[:1].isupper() and ends_clause(said):
            return above.text
        if column == "goal" and not begins and _ends_sentence(above, line):
            return above.text
        said = "" if begins else said
        if column == "goal" and _is_whole(lines[max(index - 1, 0) : index + 2], own):
            return above.text
    return None


def _held(lines: Sequence[Line], typesetting: Typesetting) -> Iterator[str]:
    """The lines behind which a figure goes on that would have fitted above: perhaps without what it counts."""
    for above, line in pairwise(lines):
        belongs = is_amount_below_colon(above.text, line.text) or may_be_held(above, line, typesetting)
        if belongs and line.size and line.starts is None and left_over(above, line, None, splits=False) >= 0:
            yield above.text


def about_sentences(chapters: Chapters) -> Iterator[Finding]:
    """Sentences that end where a line was full anyway, in cells of measures and further columns.

    There a paragraph may end as well, but not within quotes; catalogues that set them apart leave no doubt.
    """
    if _sets_apart(chapters):
        return
    for number, row, _ in numbered_rows(chapters):
        for name, cell in (("measure", row.measure), *row.extra):
            typesetting = chapters.typeset(name)
            quoted = 0
            for above, line in pairwise(cell.lines):
                quoted += above.text.count("„") - above.text.count("“")
                if quoted <= 0 and _ends_sentence(above, line) and not begins_paragraph(above, line, typesetting):
                    where = _WHERE.get(name, f"unter „{name}“")
                    yield replace(_joined(number, row, where, above.text), severity=Severity.INFO)


def _sets_apart(chapters: Chapters) -> bool:
    """Whether gaps stand above paragraphs, and hardly any begins without one only because a line had room."""
    apart = without = 0
    for row in (row for chapter in chapters.chapters for row in chapter.rows):
        for name, lines in _columns(row).items():
            pairs = list(pairwise(lines))
            apart += sum(line.starts is True for _, line in pairs)
            told = [pair for pair in pairs if pair[1].size and pair[1].starts is None]
            without += sum(begins_paragraph(above, line, chapters.typeset(name)) for above, line in told)
    return apart >= max(_SET_APART, _WITHOUT_GAP * without)


def _are_listed(cells: Sequence[Sequence[Line]], typesetting: Typesetting) -> bool:
    """Whether the actors of a catalogue stand in one paragraph each, with commas between: none of several begins."""
    several = [lines for lines in cells if len(lines) > 1]
    listing = [lines for lines in several if _LISTS.search(" ".join(line.text for line in lines))]
    wrapped = sum(line.text.endswith((",", ";")) for lines in several for line in lines[:-1])
    if len(listing) < max(_SET_APART, _LISTING * len(several)) or wrapped < _WRAPPED:
        return False
    return not any(begins_paragraph(above, line, typesetting) for lines in several for above, line in pairwise(lines))


def _ends_sentence(above: Line, line: Line) -> bool:
    """Whether a sentence ends with a line and another begins with the next, which were joined as one paragraph."""
    ends = _SENTENCE_LAST.search(above.text) is not None and line.text[:1].isupper()
    return ends and bool(line.size) and line.starts is None


def _titles_are_usual(rows: Sequence[Row], typesetting: Typesetting) -> bool:
    """Whether many measures are a title and, from a new line on, its description."""
    titled = [_first_paragraph(row.measure.lines, typesetting) for row in rows]
    described = [row for row, first in zip(rows, titled, strict=True) if _is_described(row.measure.lines, len(first))]
    return len(described) > max(1.0, _TITLED * len(rows))


def _first_paragraph(lines: Sequence[Line], typesetting: Typesetting) -> Sequence[Line]:
    ends = (index for index, (a, b) in enumerate(pairwise(lines), 1) if begins_paragraph(a, b, typesetting))
    return lines[: next(ends, len(lines))]


def _is_described(lines: Sequence[Line], title: int) -> bool:
    return title < len(lines) and not is_marked(lines[title].text)


def _end_of_title(lines: Sequence[Line], typesetting: Typesetting) -> str | None:
    """The line behind which the title of a measure may end: two nouns meet, or a goal's wording does."""
    for above, line in pairwise(_first_paragraph(lines, typesetting)):
        meets = line.size and line.text[:1].isupper() and ends_as_goal(above.text)
        if meets or are_nouns_in_a_row(above, line, typesetting):
            return above.text
    return None


def _printed(rows: Sequence[Row]) -> str:
    """All lines of measures and further columns, in which words that belong together stand side by side elsewhere."""
    return "\n".join(
        line.text for row in rows for cell in (row.measure, *(cell for _, cell in row.extra)) for line in cell.lines
    )


def _nouns_meet(lines: Sequence[Line], typesetting: Typesetting, printed: str) -> str | None:
    """The line that ends with a noun behind which another begins a line of several words, joined as one paragraph.

    Not behind an adjective with a capital, within quotes, or where both words stand side by side in `printed` lines.
    """
    quoted = 0
    for above, line in pairwise(lines):
        quoted += above.text.count("„") - above.text.count("“")
        words = line.text.split()
        alone = len(words) < _SEVERAL and not {above.text, line.text} & typesetting.values
        if quoted > 0 or alone or words[0].isupper():
            continue
        meets = are_nouns_in_a_row(above, line, typesetting)
        if (
            meets
            and not _ADJECTIVE_CAPITAL.search(above.text)
            and f"{above.text.split()[-1]} {words[0]}" not in printed
        ):
            return above.text
    return None


def _is_whole(lines: Sequence[Line], typesetting: Typesetting) -> bool:
    """Whether lines end as goals do, although the last one was joined ("Wohnraum sichern" / "Wege bauen")."""
    *whole, line = lines
    joined = line.size > 0 and line.starts is None and not begins_paragraph(whole[-1], line, typesetting)
    return joined and line.text[:1].isupper() and ends_as_goal(" ".join(x.text for x in whole))


def _opens_list(above: Line, line: Line, typesetting: Typesetting) -> bool:
    """Whether a line that was joined begins as paragraphs like to do: with a noun and a colon, or behind a name.

    Or it ends with a colon, and above a goal or a measure is told whole ("Treffpunkte einrichten").
    """
    named = above.text.endswith(_ENDS_NAME) and not _ADJECTIVE_ASIDE.search(above.text)
    if named and line.text[:1].isupper() and line.starts is None and line.size:
        return not begins_paragraph(above, line, typesetting)
    if line.text.endswith(":") and line.text[:1].isupper() and ends_as_goal(above.text):
        return line.starts is None and bool(line.size) and not begins_paragraph(above, line, typesetting)
    return line.text.split(maxsplit=1)[0].endswith(":") and are_nouns_in_a_row(above, line, typesetting)


def finding_at(code: str, number: str, row: Row, message: str, value: str = "") -> Finding:
    """A finding about a measure, of which `message` says what is open."""
    page = row.place.page
    text = f"Maßnahme {number} (Seite {page}): {message}: Bitte im Katalog nachsehen."
    return Finding(code, Severity.WARNING, text, number, page, value=value)
