"""Other ways to link two editions, as crosswalks of one-to-one links: what a competent colleague would try first.

Each has the threshold that is best on the tuning seeds. None of them splits or merges.
"""

from collections.abc import Iterable, Sequence
from importlib.util import find_spec

from successors import Crosswalk

from pipeline.model import Edition, Measure, Relation
from pipeline.reconcile.wording import words

RAPIDFUZZ_CUTOFF = 65.0
SPLINK_CUTOFF = 0.2


def number_as_key(old: Edition, new: Edition) -> Crosswalk:
    """The same number is the same measure, as in csv-diff."""
    numbers = {item.number for item in new.measures}
    return one_to_one(old, new, ((item.number, item.number) for item in old.measures if item.number in numbers))


def rapidfuzz_assigned(old: Edition, new: Edition, cutoff: float = RAPIDFUZZ_CUTOFF) -> Crosswalk:
    """The likeness of the texts by rapidfuzz, and the assignment with the largest sum (scipy)."""
    from rapidfuzz import fuzz, process, utils  # noqa: PLC0415
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415

    texts = ([item.text for item in edition.measures] for edition in (old, new))
    likeness = process.cdist(*texts, scorer=fuzz.token_set_ratio, processor=utils.default_process)
    pairs = zip(*linear_sum_assignment(likeness, maximize=True), strict=True)
    return one_to_one(old, new, (numbers(old, new, pair) for pair in pairs if likeness[pair] >= cutoff))


def splink_assigned(old: Edition, new: Edition, cutoff: float = SPLINK_CUTOFF) -> Crosswalk:
    """Splink (Fellegi and Sunter, trained on the pair of editions itself), and the assignment with the largest sum."""
    import numpy  # noqa: ICN001, PLC0415
    import pandas  # noqa: ICN001, PLC0415
    import splink.comparison_library as compare  # noqa: PLC0415
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on  # noqa: PLC0415

    shared = "len(list_intersect(words_l, words_r)) / greatest(1, least(len(words_l), len(words_r)))"
    levels = [
        compare_level(f"{shared} >= {share}", f"{share} of the words") for share in (0.9, 0.7, 0.5, 0.4, 0.3, 0.2)
    ]
    null = {"sql_condition": "words_l IS NULL OR words_r IS NULL", "label_for_charts": "null", "is_null_level": True}
    text = compare.CustomComparison([null, *levels, compare_level("ELSE", "else")], output_column_name="words")
    settings = SettingsCreator(
        link_type="link_only",
        comparisons=[text, compare.JaroWinklerAtThresholds("goal", [0.99, 0.8]), compare.ExactMatch("actors")],
        blocking_rules_to_generate_predictions=["1=1"],
        probability_two_random_records_match=1 / max(len(old.measures), len(new.measures)),
    )
    database = DuckDBAPI()
    tables = [database.register(pandas.DataFrame(_rows(edition.measures))) for edition in (old, new)]
    linker = Linker(tables, settings, log_level="CRITICAL")
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("field"))
    found = linker.inference.predict().as_pandas_dataframe()
    likeness = numpy.zeros((len(old.measures), len(new.measures)))
    likeness[found["unique_id_l"], found["unique_id_r"]] = found["match_probability"]
    pairs = zip(*linear_sum_assignment(likeness, maximize=True), strict=True)
    return one_to_one(old, new, (numbers(old, new, pair) for pair in pairs if likeness[pair] >= cutoff))


def compare_level(condition: str, label: str) -> dict[str, str]:
    """A level of a splink comparison."""
    return {"sql_condition": condition, "label_for_charts": label}


def _rows(measures: Sequence[Measure]) -> list[dict[str, object]]:
    return [
        {
            "unique_id": at,
            "words": sorted(set(words(item.text))),
            "goal": item.goal,
            "actors": item.actors_text,
            "field": item.field_of_action,
        }
        for at, item in enumerate(measures)
    ]


def numbers(old: Edition, new: Edition, pair: tuple[int, int]) -> tuple[str, str]:
    """Positions as printed numbers."""
    return old.measures[pair[0]].number, new.measures[pair[1]].number


def one_to_one(old: Edition, new: Edition, pairs: Iterable[tuple[str, str]]) -> Crosswalk:
    """The crosswalk of continued measures; what is in no pair is dropped or new."""
    linked = list(pairs)
    olds, news = {one for one, _ in linked}, {other for _, other in linked}
    return frozenset(
        [(one, other, Relation.CONTINUED) for one, other in linked]
        + [(item.number, "", Relation.DROPPED) for item in old.measures if item.number not in olds]
        + [("", item.number, Relation.NEW) for item in new.measures if item.number not in news]
    )


PEERS = {
    "number as key": (number_as_key, ()),
    "rapidfuzz + assignment": (rapidfuzz_assigned, ("rapidfuzz", "scipy")),
    "splink + assignment": (splink_assigned, ("splink", "pandas", "scipy")),
}
"""Name, function and the packages it needs."""


def missing(packages: Iterable[str]) -> list[str]:
    """Which of the packages are not installed."""
    return [package for package in packages if find_spec(package) is None]
