"""Words are broken where pyphen breaks them, though it never sees its whole dictionary."""

import json
import re
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyphen import LANGUAGES, Pyphen

from pipeline import syllables
from pipeline.syllables import syllable_ends

WHOLE = {least: Pyphen(lang="de_DE", left=least, right=least) for least in (2, 3)}
TRUTHS = sorted((Path(__file__).parent / "catalogues").glob("truth-*.json"))


def by_the_whole_dictionary(word: str, least: int) -> tuple[int, ...]:
    return tuple(map(int, WHOLE[least].positions(word)))


@pytest.mark.parametrize("path", TRUTHS, ids=lambda path: path.name)
def test_every_word_of_a_catalogue_is_broken_as_by_the_whole_dictionary(path: Path) -> None:
    words = set(re.findall(r"\w+", json.dumps(json.loads(path.read_text("utf-8")), ensure_ascii=False)))
    assert {word: syllable_ends(word) for word in words} == {word: by_the_whole_dictionary(word, 2) for word in words}


@given(st.text(max_size=40), st.sampled_from([2, 3]))
def test_any_text_is_broken_as_by_the_whole_dictionary(text: str, least: int) -> None:
    assert syllable_ends(text, least) == by_the_whole_dictionary(text, least)


def test_compound_is_broken_between_its_parts() -> None:
    assert syllable_ends("Maßnahmenkatalog") == (3, 6, 9, 11, 13)


def test_endless_word_takes_no_endless_time() -> None:
    assert len(syllable_ends("Donaudampfschifffahrt" * 1000)) > 1000


def test_dictionary_takes_less_memory_than_three_times_its_file() -> None:
    syllables._patterns.cache_clear()
    tracemalloc.start()
    syllable_ends("Nachzüglergruppe")
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert held < 3 * LANGUAGES["de_DE"].stat().st_size
