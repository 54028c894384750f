"""A run made by hand: two editions of a few measures with every relation and the texts that files trip over."""

from dataclasses import replace
from pathlib import Path

from pipeline.model import (
    Actor,
    Change,
    ChangeKind,
    Comparison,
    Due,
    Edition,
    Field,
    Finding,
    Judgement,
    Ledger,
    Link,
    Measure,
    Place,
    Relation,
    Severity,
    Source,
    Status,
)
from pipeline.publish import REVIEW, InputFile, Run, comparison_files, described, records_files
from pipeline.publish.review import review
from pipeline.publish.review_page import TEMPLATES, page
from pipeline.vocabulary import Vocabulary
from pipeline.word_lists import load_vocabulary

_TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
VOCABULARY: Vocabulary = load_vocabulary(_TEMPLATES)
REVIEW_TEMPLATES = {name: (_TEMPLATES / name).read_bytes() for name in TEMPLATES}
OLD_FILE, NEW_FILE = b"Katalog 2023", b"Katalog 2024"


def measure(number: str, year: int, text: str, **values: object) -> Measure:
    """A measure on page 2 whose uid is made from its number, unless `values` say otherwise."""
    plain = Measure(
        uid=f"{year}-{number}",
        number=number,
        field_of_action="Arbeit",
        goal="In Arbeit vermitteln",
        text=text,
        actors_text="Jobcenter",
        status_text="Wird fortgesetzt",
        places=(Place(2, (50.0, 60.25, 780.0, 100.0)),),
        actors=(Actor("Jobcenter"),),
        status=Status.IN_PROGRESS,
    )
    return replace(plain, **values)  # type: ignore[arg-type]


def edition(year: int, measures: tuple[Measure, ...], **values: object) -> Edition:
    """An edition of these measures; its ledger closes."""
    plain = Edition(
        year=year,
        title="Integrationskonzept",
        sample=False,
        source=Source(f"{year}-katalog.pdf", "0" * 64, "pdf", 4),
        fields=(Field("Arbeit", ("Alle haben Arbeit.",)),),
        measures=measures,
        ledger=Ledger(printed=10, measures=6, headings=2, remarks=1, furniture=1),
    )
    return replace(plain, **values)  # type: ignore[arg-type]


OLD = edition(
    2023,
    (
        measure("1", 2023, "Beratung"),
        measure("2", 2023, "Kurse und Treffen"),
        measure("3", 2023, "Lotsen"),
        measure("4", 2023, "Paten"),
        measure("5", 2023, "=1+1", status_text="Entfällt", status=Status.CANCELLED),
    ),
    findings=(Finding("bracket-open", Severity.INFO, "Maßnahme 3 (Seite 2): Klammer offen.", "3", 2),),
)
NEW = edition(
    2024,
    (
        measure("3.2", 2024, "Beratung; „überall“\n→ im Mai", uid="2023-1", extra=(("Kosten", "1.000 €"),)),
        measure("2", 2024, "Kurse", uid="2023-2", due=Due("in", 2024, 3)),
        measure("3", 2024, "Treffen"),
        measure("4", 2024, 'Lotsen und "Paten"', uid="2023-3"),
        measure("5", 2024, "Sprachcafé", places=(Place(3, lines=(12, 15)), Place(4, lines=(1, 1)))),
    ),
    sample=True,
)


def _link(relation: Relation, old: int | None, new: int | None) -> Link:
    return Link(
        relation,
        None if old is None else OLD.measures[old],
        None if new is None else NEW.measures[new],
        "Wortlaut",
        0.9731,
        "Der Wortlaut ist fast gleich.",
        "12",
    )


LINKS = (
    _link(Relation.CONTINUED, 0, 0),
    _link(Relation.SPLIT, 1, 1),
    _link(Relation.SPLIT, 1, 2),
    _link(Relation.MERGED, 2, 3),
    _link(Relation.MERGED, 3, 3),
    _link(Relation.DROPPED, 4, None),
    _link(Relation.NEW, None, 4),
)


def change(kind: ChangeKind, uid: str, old: str, new: str, **values: object) -> Change:
    """One row of the change log."""
    plain = Change(kind, uid, old, new, "Arbeit", "Maßnahme", "alt" if old else "", "neu" if new else "")
    return replace(plain, **values)  # type: ignore[arg-type]


CHANGES = (
    change(
        ChangeKind.STATUS, "2023-1", "1", "3.2",
        judgement=Judgement.PROGRESS, source_old="2023-katalog.pdf", page_old=2, page_new=2, certainty=0.9731,
    ),
    change(ChangeKind.SPLIT, "2023-2", "2", "2"),
    change(ChangeKind.SPLIT, "2024-3", "2", "3"),
    change(ChangeKind.MERGED, "2023-3", "3", "4"),
    change(ChangeKind.MERGED, "2023-3", "4", "4"),
    change(ChangeKind.DROPPED, "2023-5", "5", ""),
    change(ChangeKind.NEW, "2024-5", "", "5"),
    change(ChangeKind.NEW, "", "", "", feature="Vision", value_new="Alle wohnen gut."),
)  # fmt: skip

COMPARISON = Comparison(OLD, NEW, LINKS, CHANGES)
RUN = Run(
    inputs=(InputFile("2023-katalog.pdf", OLD_FILE, 2023, 4), InputFile("2024-katalog.pdf", NEW_FILE, 2024, 4)),
    editions=(OLD, NEW),
    comparisons=(COMPARISON,),
    ingredients={"requirements.lock": b"lock", "templates/status.csv": b"status"},
    settings={"min_certainty": 1},
    unused=("Notizen.docx",),
)


def files() -> dict[str, bytes]:
    """All files of the run; bytes stand in for the Word report."""
    written = {"Fortschrittsbericht_2024.docx": b"PK Bericht", **comparison_files(COMPARISON)}
    for each in (OLD, NEW):
        written |= {f"{each.year}/{name}": content for name, content in records_files(each, VOCABULARY).items()}
    written[REVIEW] = page(review(RUN.editions, RUN.comparisons, (), ({}, {})), REVIEW_TEMPLATES)
    return described(written, RUN, VOCABULARY)


FIRST_RECORD = tuple(change(ChangeKind.FIRST, each.uid, "", each.number, value_new=each.text) for each in OLD.measures)
