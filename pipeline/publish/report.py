"""The progress report: a Word document for the council's papers, from one edition or from the comparison of two.

The figures, sentences and chapters are made here, the layout is the template's (`templates/fortschrittsbericht.docx`).
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from pipeline.model import Change, Comparison, Edition, Finding
from pipeline.publish import report_chapters as chapters
from pipeline.publish import report_charts as charts
from pipeline.publish import report_sentences as sentences
from pipeline.publish.history import History
from pipeline.publish.report_changes import changes
from pipeline.publish.report_figures import under_new_names
from pipeline.publish.report_history import MOST_YEARS, over_years
from pipeline.publish.tables import HISTORY_NAME, changes_name, crosswalk_name
from pipeline.publish.word import Properties, fill, legible
from pipeline.publish.word_charts import Chart
from pipeline.publish.word_sandbox import Value
from pipeline.vocabulary import Vocabulary

TEMPLATE_NAME = "templates/fortschrittsbericht.docx"


def report(
    comparison: Comparison | None,
    edition: Edition,
    vocabulary: Vocabulary,
    template: bytes,
    *,
    past: History | None = None,
    decided: Sequence[Change] = (),
) -> bytes:
    """The DOCX of the report on `edition`; with a comparison, `edition` is its newer one.

    Same input, same bytes. `template` is the content of the Word template;
    `past` are all editions where there are more than two, `decided` the analyst's decisions about a first edition
    (those about two stand in the comparison).

    Raises:
        TemplateInvalid: the template has an unknown tag, a broken loop, or is no Word document.
    """
    values, replaced = legible(contents(comparison, edition, vocabulary, past, decided))
    values["ersetzte_zeichen"] = sentences.replaced_note(replaced) if replaced else ""
    title, subject = str(values["titel"]), str(values["katalog"])
    properties = Properties(
        f"{title}: {subject}" if subject else title, subject, datetime(edition.year, 1, 1, tzinfo=UTC)
    )
    return fill(template, TEMPLATE_NAME, values, properties, _charts(comparison, edition, vocabulary, past))


def contents(
    comparison: Comparison | None,
    edition: Edition,
    vocabulary: Vocabulary,
    past: History | None = None,
    decided: Sequence[Change] = (),
) -> dict[str, Value]:
    """Everything the template can show, by the names of its tags (README, "Vorlage")."""
    old = comparison.old if comparison else None
    editions = [old, edition] if old else [edition]
    found = [(of, finding) for of, finding in _findings(comparison, edition) if not finding.accepted]
    by_field = under_new_names(comparison) if comparison else None
    drawn = _charts(by_field, edition, vocabulary, past)
    return {
        "stadt": chapters.city(editions, vocabulary),
        "titel": f"Fortschrittsbericht {edition.year}",
        "katalog": edition.title.strip() or "Maßnahmenkatalog",
        "jahr": str(edition.year),
        "vorjahr": chapters.old_label(old, edition) if old else "",
        "vergleich": old is not None,
        "ausgaben": _editions(old, edition, past),
        "abgleich_datei": crosswalk_name(old.year, edition.year) if old else "",
        "protokoll_datei": changes_name(edition.year, old.year if old else None),
        "verlauf_datei": HISTORY_NAME if past else "",
        "stand": edition.as_of or "",
        "beispiel": sentences.caveat_note(list(past.editions) if past else editions),
        "zusammenfassung": list(sentences.summary(comparison, edition, vocabulary, past)),
        "kennzahlen": chapters.key_figures(comparison, edition, vocabulary),
        "zaehlweise": sentences.implemented_note(vocabulary),
        "handlungsfelder_im_vergleich": chapters.figures_by_field(by_field, edition, vocabulary),
        "aenderungen": changes(comparison) if comparison else {},
        "keine_aenderung": comparison is not None and not comparison.changes,
        "verlauf": over_years(past, vocabulary),
        **{name: drawn[name].description if name in drawn else "" for name in (charts.BY_FIELD, charts.OVER_YEARS)},
        "handlungsfelder": chapters.fields_of_action(by_field, edition, vocabulary),
        "bemerkungen": [remark for remark in edition.remarks if remark.strip()],
        "zustaendigkeiten": chapters.responsibilities(edition),
        "quellen": chapters.sources(past.editions if past else editions),
        "entscheidungen": chapters.decisions(comparison.decisions if comparison else decided, editions),
        "hinweise": chapters.findings(found),
        "hinweise_satz": sentences.findings_note([finding for _, finding in found]) if found else "",
    }


def _charts(
    comparison: Comparison | None, edition: Edition, vocabulary: Vocabulary, past: History | None
) -> dict[str, Chart]:
    """The charts that have something to show, by their names."""
    editions = [comparison.old, edition] if comparison else [edition]
    drawn = {charts.BY_FIELD: charts.by_field(editions, _labels(editions), vocabulary)} if edition.measures else {}
    if past:
        drawn[charts.OVER_YEARS] = charts.over_years(past.editions[-MOST_YEARS:], vocabulary)
    return drawn


def _labels(editions: Sequence[Edition]) -> list[str]:
    """How the report names each of the one or two editions that it compares."""
    return [chapters.old_label(edition, editions[-1]) for edition in editions[:-1]] + [str(editions[-1].year)]


def _editions(old: Edition | None, edition: Edition, past: History | None) -> str:
    if old is None:
        return f"Ausgabe {edition.year}, erster Bericht ohne Vergleich"
    since = f", Entwicklung seit {past.editions[0].year}" if past else ""
    return f"Vergleich der Ausgaben {old.year} und {edition.year}{since}"


def _findings(comparison: Comparison | None, edition: Edition) -> list[tuple[str, Finding]]:
    """Findings with the edition they belong to, the comparison's own first."""
    if comparison is None:
        return [(str(edition.year), finding) for finding in edition.findings]
    both = f"{comparison.old.year} und {comparison.new.year}"
    return [
        *((both, finding) for finding in comparison.findings),
        *((str(each.year), finding) for each in (comparison.new, comparison.old) for finding in each.findings),
    ]
