"""Words that a rule runs through are struck; underlines and the rules of tables strike nothing."""

from set_pages import line, word

from pipeline.read.extract import Sheet
from pipeline.read.page import Edge
from pipeline.read.struck import struck_words

TEXT = (*word("noch nicht begonnen", 100, 50), *word("läuft", 200, 50), *line(70, (100, "Radweg")))


def struck(*rules: tuple[float, float, float]) -> list[str]:
    """What rules strike that run from x to x at a height."""
    edges = tuple(Edge(x0, y, x1, y) for x0, x1, y in rules)
    return [each.words for each in struck_words(Sheet(1, 800.0, 600.0, TEXT, edges))]


def test_rule_as_long_as_some_words_through_their_middle_strikes_them() -> None:
    assert struck((100, 195, 55.0)) == ["„noch nicht begonnen“"]
    assert struck((100, 195, 54.8), (100, 195, 55.3)) == ["„noch nicht begonnen“"]


def test_underline_rule_of_a_table_and_dash_strike_nothing() -> None:
    assert struck((100, 195, 59.5)) == []
    assert struck((20, 700, 55.0)) == []
    assert struck((100, 110, 75.0)) == []
