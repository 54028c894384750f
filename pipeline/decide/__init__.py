"""Decide: what the lines of `entscheidungen.csv` mean for the editions at hand, and which questions are left open.

Nothing is changed here: corrections go to `normalise`, wishes to `reconcile`. A line that fits nothing stops the run.
"""

from pipeline.decide.findings import accept_in_comparison, accept_in_edition
from pipeline.decide.links import link_wishes
from pipeline.decide.log import edition_rows, logged
from pipeline.decide.offers import offers
from pipeline.decide.questions import questions
from pipeline.decide.scope import sort_out
from pipeline.decide.values import corrections

__all__ = [
    "accept_in_comparison",
    "accept_in_edition",
    "corrections",
    "edition_rows",
    "link_wishes",
    "logged",
    "offers",
    "questions",
    "sort_out",
]
