"""Running text in two columns is read one column after the other."""

from set_pages import page, word

from pipeline.read.layout import free_lines

LEFT = ("Diese Liste entstand in drei Werkstätten,", "zu denen die Gemeinde geladen", "hatte, und zwar im Winter.")
RIGHT = ("Der Rat hat die Liste beraten und", "einmal im Jahr wird berichtet, zum", "ersten Mal im Herbst.")


def read(*lines: tuple[float, float, str]) -> list[str]:
    return [line.text for line in free_lines(page(*(word(text, x0, top) for x0, top, text in lines)), 780.0)]


def columns(shift: float) -> list[tuple[float, float, str]]:
    left = [(20.0, 100 + 12.0 * n, text) for n, text in enumerate(LEFT)]
    return left + [(400.0, 100 + shift + 12.0 * n, text) for n, text in enumerate(RIGHT)]


def test_columns_are_read_one_after_the_other_level_or_not() -> None:
    for shift in (0.0, 4.0):
        assert read((20, 50, "Vorwort"), *columns(shift), (20, 200, "Hinweise")) == [
            "Vorwort", *LEFT, *RIGHT, "Hinweise",
        ]  # fmt: skip


def test_lines_across_the_page_are_no_columns() -> None:
    texts = [(20.0, 100 + 12.0 * n, "x " * 70) for n in range(4)]
    assert read(*texts) == [("x " * 70).strip()] * 4


def test_page_numbers_of_a_table_of_contents_stay_with_their_entries() -> None:
    entries = [(20.0, 100 + 12.0 * n, "Handlungsfeld Wohnen und Leben") for n in range(4)]
    numbers = [(700.0, 100 + 12.0 * n, str(n)) for n in range(4)]
    assert read(*entries, *numbers) == [f"Handlungsfeld Wohnen und Leben {n}" for n in range(4)]
