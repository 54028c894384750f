"""What words tell: a reworded text keeps rare and common ones alike, a look-alike keeps its opening alone."""

from dataclasses import replace

from successors import catalogue

from pipeline.reconcile.evidence import Evidence
from pipeline.reconcile.surroundings import Surroundings
from pipeline.reconcile.traces import Traces, Usage

OTHERS = [f"ausbau der werkstatt{at} in halle{at} mit partner{at}".split() for at in range(30)]
TEXT = ["ausbau", "der", "radwege", "zwischen", "bahnhof", "und", "klinikum", "nach", "konzept"]
OPENING = 3


def told(text: list[str], other: list[str], opening: int = 0, loss: float = 0.3) -> float:
    olds, news = [*OTHERS, text], [*OTHERS, other]
    traces = Traces(olds, news, Usage(olds, news), loss)
    return traces.of_old(len(OTHERS), frozenset(other), opening)


def test_reworded_text_bears_traces_and_an_unrelated_one_none() -> None:
    reworded = ["ausbau", "der", "radwege", "vom", "bahnhof", "und", "klinikum", "gemäß", "konzept"]
    assert told(TEXT, reworded) > 5
    assert told(TEXT, OTHERS[3]) < 0


def test_opening_in_common_and_nothing_else_speaks_against_a_pair() -> None:
    look_alike = ["ausbau", "der", "radwege", "beratung", "für", "eltern", "in", "teilorten", "anbieten"]
    assert told(TEXT, look_alike, OPENING) < -2
    assert told(TEXT, look_alike, OPENING) < told(TEXT, look_alike)


def test_missing_words_weigh_more_where_little_is_lost() -> None:
    half = [*TEXT[:5], "neue", "andere", "worte", "hier"]
    assert told(TEXT, half, loss=0.15) < told(TEXT, half, loss=0.5)


def test_stock_phrase_tells_no_more_than_its_first_word() -> None:
    phrase = ["junge", "eltern"]
    texts = [*OTHERS[:20], *([word, *phrase] for word in "abc")]
    usage = Usage(texts, texts)
    assert usage.chance("eltern", "junge") > 4 * usage.chance("eltern")
    assert usage.chance("halle1", "in") < 0.1


def test_very_long_opening_stays_a_number() -> None:
    words = [f"wort{at}" for at in range(3000)]
    assert told(words, words, 1000) > 0


def test_measure_between_counterparts_of_its_neighbours_is_near() -> None:
    old = catalogue(3, 60).measures
    evidence = Evidence(old, old)
    around = Surroundings(evidence.olds, evidence.news, {at: at for at in range(60) if at != 30})
    assert around.near(evidence.pair(30, 30)) == 1.0
    assert around.near(evidence.pair(30, 50)) == 0.0


def test_renamed_goal_is_known_from_the_other_measures_under_it() -> None:
    old = catalogue(3, 60).measures
    new = [replace(item, goal="Ganz anders benannt") if item.goal == old[30].goal else item for item in old]
    evidence = Evidence(old, new)
    around = Surroundings(evidence.olds, evidence.news, {at: at for at in range(60)})
    pair = evidence.pair(30, 30)
    assert pair.goal < 0.5
    assert around.goal(pair) == 1.0
