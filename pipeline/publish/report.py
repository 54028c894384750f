"""The progress report: a Word document for the council's papers, from one edition or from the comparison of two.

The figures, sentences and chapters are made here, the layout is the template's (`templates/fortschrittsbericht.docx`).
"""

from datetime import UTC, datetime

from pipeline.model import Comparison, Edition, Finding
from pipeline.publish import report_chapters as chapters
from pipeline.publish import report_sentences as sentences
from pipeline.publish.report_changes import changes
from pipeline.publish.tables import changes_name, crosswalk_name
from pipeline.publish.word import Properties, fill, legible
from pipeline.publish.word_sandbox import Value
from pipeline.vocabulary import Vocabulary

TEMPLATE_NAME = "templates/fortschrittsbericht.docx"


def report(
    comparison: Comparison | None,
    edition: Edition,
    vocabulary: Vocabulary,
    template: bytes,
    template_name: str = TEMPLATE_NAME,
) -> bytes:
    """The DOCX of the report on `edition`; with a comparison, `edition` is its newer one.

    Same input, same bytes. `template` is the content of the Word template, `template_name` its file for messages.

    Raises:
        TemplateInvalid: the template has an unknown tag, a broken loop, or is no Word document.
    """
    values, replaced = legible(contents(comparison, edition, vocabulary))
    values["ersetzte_zeichen"] = sentences.replaced_note(replaced) if replaced else ""
    title, subject = str(values["titel"]), str(values["katalog"])
    properties = Properties(
        f"{title}: {subject}" if subject else title, subject, datetime(edition.year, 1, 1, tzinfo=UTC)
    )
    return fill(template, template_name, values, properties)


def contents(comparison: Comparison | None, edition: Edition, vocabulary: Vocabulary) -> dict[str, Value]:
    """Everything the template can show, by the names of its tags (README, "Vorlage")."""
    old = comparison.old if comparison else None
    editions = [old, edition] if old else [edition]
    found = [(of, finding) for of, finding in _findings(comparison, edition) if not finding.accepted]
    decided = chapters.decisions(comparison) if comparison else []
    return {
        "titel": f"Fortschrittsbericht {edition.year}",
        "katalog": edition.title.strip() or "Maßnahmenkatalog",
        "jahr": str(edition.year),
        "vorjahr": chapters.old_label(old, edition) if old else "",
        "vergleich": old is not None,
        "ausgaben": _editions(old, edition),
        "abgleich_datei": crosswalk_name(old.year, edition.year) if old else "",
        "protokoll_datei": changes_name(edition.year, old.year if old else None),
        "stand": edition.as_of or "",
        "beispiel": sentences.caveat_note(editions),
        "zusammenfassung": list(sentences.summary(comparison, edition, vocabulary)),
        "kennzahlen": chapters.key_figures(comparison, edition, vocabulary),
        "zaehlweise": sentences.implemented_note(vocabulary),
        "handlungsfelder_im_vergleich": chapters.figures_by_field(comparison, edition, vocabulary),
        "aenderungen": changes(comparison) if comparison else {},
        "keine_aenderung": comparison is not None and not comparison.changes,
        "handlungsfelder": chapters.fields_of_action(comparison, edition, vocabulary),
        "bemerkungen": [remark for remark in edition.remarks if remark.strip()],
        "zustaendigkeiten": chapters.responsibilities(edition),
        "quellen": chapters.sources(editions),
        "hinweise": [*chapters.findings(found), *decided],
        "hinweise_satz": sentences.findings_note(len(found), len(decided)),
    }


def _editions(old: Edition | None, edition: Edition) -> str:
    if old:
        return f"Vergleich der Ausgaben {old.year} und {edition.year}"
    return f"Ausgabe {edition.year}, erster Bericht ohne Vergleich"


def _findings(comparison: Comparison | None, edition: Edition) -> list[tuple[str, Finding]]:
    """Findings with the edition they belong to, the comparison's own first."""
    if comparison is None:
        return [(str(edition.year), finding) for finding in edition.findings]
    both = f"{comparison.old.year} und {comparison.new.year}"
    return [
        *((both, finding) for finding in comparison.findings),
        *((str(each.year), finding) for each in (comparison.new, comparison.old) for finding in each.findings),
    ]
