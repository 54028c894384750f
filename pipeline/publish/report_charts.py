"""The report's charts: their figures, and what they show in words for those who cannot see them."""

from collections.abc import Sequence

from pipeline.model import Edition, Measure
from pipeline.publish.german import listed
from pipeline.publish.report_changes import NO_FIELD
from pipeline.publish.report_figures import by_status, fields_in_order, implemented, in_order
from pipeline.publish.word_charts import Chart, Series
from pipeline.vocabulary import Vocabulary

Bar = tuple[str, Sequence[Measure]]
"""What stands beside a bar, and the measures that it divides."""

BY_FIELD, OVER_YEARS = "diagramm_handlungsfelder", "diagramm_verlauf"
"""Names of the charts in the template, and of the tags with their alternative texts."""
_MOST_LINES = 28
"""Lines of text that fit beside the bars; with more bars the older edition is left out, longer names are shortened."""
_LINE = 50
"""Letters that fit into such a line."""


def by_field(editions: Sequence[Edition], labels: Sequence[str], vocabulary: Vocabulary) -> Chart:
    """One bar per field of action and edition, divided by status; `labels` name the editions."""
    what = f"die Maßnahmen jedes Handlungsfelds nach Status, Ausgabe {listed(labels)}"
    return _chart(what, "Handlungsfeld", _bars(editions, labels), vocabulary)


def over_years(editions: Sequence[Edition], vocabulary: Vocabulary) -> Chart:
    """One bar per edition, divided by status."""
    bars = [(str(edition.year), edition.measures) for edition in editions]
    return _chart("die Maßnahmen jeder Ausgabe nach Status", "Ausgabe", bars, vocabulary)


def _bars(editions: Sequence[Edition], labels: Sequence[str]) -> list[Bar]:
    filled = {measure.field_of_action for edition in editions for measure in edition.measures}
    fields = [field for field in fields_in_order(editions) if field in filled]
    shown = list(zip(editions, labels, strict=True))
    if len(fields) * len(shown) > _MOST_LINES:
        shown = shown[-1:]
    return [
        (
            f"{field or NO_FIELD} {label}" if len(labels) > 1 else field or NO_FIELD,
            [measure for measure in edition.measures if measure.field_of_action == field],
        )
        for field in fields
        for edition, label in shown
    ]


def _beside(names: Sequence[str]) -> tuple[str, ...]:
    """The names as they fit beside the bars: words left out where a long name has no room, its last word kept."""
    room = max(_MOST_LINES // max(len(names), 1), 1) * _LINE
    return tuple(_shortened(name, room) for name in names)


def _shortened(name: str, room: int) -> str:
    if len(name) <= room:
        return name
    start, _, last = name.rpartition(" ")
    return f"{start[: room - len(last) - 2].rpartition(' ')[0] or start[: room - len(last) - 2]} … {last}"


def _chart(what: str, unit: str, bars: Sequence[Bar], vocabulary: Vocabulary) -> Chart:
    counts = [by_status(measures) for _, measures in bars]
    occurring = {status for count in counts for status in count}
    told = [f"{name} {implemented(measures, vocabulary)} von {len(measures)}" for name, measures in bars]
    return Chart(
        f"Balkendiagramm: {what}. Als umgesetzt gelten: {'; '.join(told)}. Alle Zahlen stehen in der Tabelle darunter.",
        unit,
        _beside([name for name, _ in bars]),
        tuple(
            Series(vocabulary.label(status), tuple(count[status] for count in counts))
            for status in in_order(occurring, vocabulary)
        ),
    )
