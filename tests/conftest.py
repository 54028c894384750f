"""What the tests share: one deterministic Hypothesis profile and the lists under `templates/`."""

from pathlib import Path

import pytest
from hypothesis import settings

from pipeline import vocabulary
from pipeline.vocabulary import Vocabulary

settings.register_profile("deterministic", derandomize=True, deadline=None, database=None, print_blob=True)
settings.load_profile("deterministic")

TEMPLATES = Path(__file__).parent.parent / "templates"


@pytest.fixture(scope="session", name="vocabulary")
def the_shipped_lists() -> Vocabulary:
    """The lists as shipped under `templates/`."""
    return vocabulary.load(TEMPLATES)
