"""Texts that do not say their fact, by what is wrong with them. Most are nearly right."""

from tests.glowcycle.insights.words.hostile_texts import HOSTILE_TEXTS
from tests.glowcycle.insights.words.wrong_claims import WRONG_CLAIMS
from tests.glowcycle.insights.words.wrong_numbers import WRONG_NUMBERS

WRONG = {**WRONG_NUMBERS, **WRONG_CLAIMS, **HOSTILE_TEXTS}
EACH = [(fact, text, kind) for kind, texts in WRONG.items() for fact, text in texts]
