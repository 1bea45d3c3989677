"""Answers of insights with each remark beside their results, made without a store."""

from dataclasses import replace
from datetime import timedelta
from typing import get_args

from glowcycle.insights.domain.confounders import Confounder, ConfounderCode
from glowcycle.insights.domain.cycles import WINDOWS, FoundCycles, LeftOut, LeftOutReason
from glowcycle.insights.domain.noise import Noise, NoiseFloor
from glowcycle.insights.domain.provenance import ComparedScans
from glowcycle.insights.serializers import insights_answer
from tests.support.folded_answers import FIRST, METRICS, skin_reading


def remarked(*, scans_needed=5):
    """Return a reading with each reason to leave out a cycle, and each confounder."""
    reading = skin_reading(texture=-3)
    left_out = [
        LeftOut(start=FIRST - timedelta(days=60), length=60, reason=reason)
        for reason in get_args(LeftOutReason)
    ]
    confounders = [
        Confounder(code=code, window=window, day=FIRST, name="⚘")
        for code, window in zip(get_args(ConfounderCode), (*WINDOWS, None), strict=True)
    ]
    floor = NoiseFloor(deviation=4.0, source="own" if scans_needed == 0 else "published")
    return replace(
        reading,
        cycles=FoundCycles(complete=reading.cycles.complete, left_out=left_out),
        confounders=confounders,
        noise=Noise(
            floors=dict.fromkeys(METRICS, floor),
            repeats=8 - scans_needed,
            scans_needed=scans_needed,
        ),
        compared=ComparedScans(
            source="local", model_id=None, prompt_version=None, scans=90, other_scans=4
        ),
    )


def answers():
    """Yield the name of an answer and the answer, in the language in force."""
    for needed in (0, 1, 5):
        reading = remarked(scans_needed=needed)
        yield f"remarks, {needed} scans needed", insights_answer(reading, user_id="☻")
