"""Letters that look like others are kept and told; what is merely foreign is not."""

import pytest
from small_run import measure

from pipeline.normalise.doubts_letters import about_letters


@pytest.mark.parametrize(
    "text",
    [
        "Ber\N{CYRILLIC SMALL LETTER A}tung", "Ber\N{GREEK SMALL LETTER ALPHA}tung", "Jahr \N{FULLWIDTH DIGIT TWO}024",
        "\u202egnutareB\u202c", "für \N{MATHEMATICAL BOLD SMALL A}lle", "Ler聭en",
    ],
)  # fmt: skip
def test_word_that_is_not_what_it_looks_like_is_told(text: str) -> None:
    (finding,) = about_letters([measure("1", 2024, text)])
    assert (finding.code, finding.measure) == ("letters-mixed", "1")
    assert "\u202e" not in finding.message


@pytest.mark.parametrize(
    "text", ["Café „Über“ – 5 µm – 10 % … → • 3 €", "Київ und Αθήνα", "α-Wert, β-Phase, 7 Ω", "Łódź, Đồng, ﬁ", "CO₂ m²"]
)
def test_foreign_words_and_signs_are_no_doubt(text: str) -> None:
    assert not list(about_letters([measure("1", 2024, text)]))
