"""How many wrong texts the checker of words lets through, and how many right ones it refuses."""

import os
from collections.abc import Iterator

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from glowcycle.insights.words.checker import says
from tests.benchmarks.insight_crowd import Crowd
from tests.benchmarks.targets import Target
from tests.glowcycle.insights.words import right_texts, wrong_texts


def word_targets(crowd: Crowd, *, women: int, seed: int) -> Iterator[Target]:
    """Yield how many of the texts that the tests have; no woman is needed."""
    wrong = sum(says(text, fact=fact) for fact, text, _ in wrong_texts.EACH)
    refused = sum(not says(text, fact=fact) for fact, text in right_texts.EACH)
    yield Target(f"wrong texts let through, of {len(wrong_texts.EACH)}", wrong, at_most=0)
    yield Target(f"right texts refused, of {len(right_texts.EACH)}", refused, at_most=0)
