"""What the log tells, on the wire: each dataclass of the domain, field by field in camelCase.

Dates are whole days, ranges include both ends, probabilities and shares lie between 0 and 1.
"""

from rest_framework import serializers

from glowcycle.api import fields
from glowcycle.api.serializers import Answer


class Share(serializers.FloatField):
    """A probability, with the six digits that a distribution needs to add up."""

    def to_representation(self, value: float) -> float:  # type: ignore[override]  # JSON has numbers
        """Return it rounded."""
        return round(value, 6)


class FlagAnswer(Answer):
    """Something outside the usual range."""

    code = serializers.CharField()
    measured = serializers.IntegerField()
    limit = serializers.IntegerField()
    text = serializers.CharField()


class PeriodAnswer(Answer):
    """One menses."""

    start = fields.Day()
    end = fields.Day()
    bleedingDays = serializers.IntegerField(source="bleeding_days")
    needsConfirmation = serializers.BooleanField(source="needs_confirmation")


class CycleAnswer(Answer):
    """From one period to the next; the running cycle has no length yet."""

    start = fields.Day()
    length = serializers.IntegerField()
    period = PeriodAnswer()
    flags = FlagAnswer(many=True)


class CyclesAnswer(Answer):
    """The cycles that began in a stretch of time, newest first."""

    asOf = fields.Day(source="as_of")
    variation = FlagAnswer()
    results = CycleAnswer(many=True, source="cycles")


class ReasonAnswer(Answer):
    """Why something is not told."""

    code = serializers.CharField()
    text = serializers.CharField()


class PhaseAnswer(Answer):
    """The most probable phase."""

    name = serializers.CharField()
    probability = Share()


class CurrentCycleAnswer(Answer):
    """The running cycle."""

    start = fields.Day()
    day = serializers.IntegerField()
    period = PeriodAnswer()
    phase = PhaseAnswer()
    question = serializers.CharField()


class DayProbabilityAnswer(Answer):
    """The probability that it begins on that day."""

    date = fields.Day()
    probability = Share()


class LaterPeriodAnswer(Answer):
    """The first day of a period to come, and its range."""

    date = fields.Day()
    earliest = fields.Day()
    latest = fields.Day()
    level = Share()


class NextPeriodAnswer(LaterPeriodAnswer):
    """The first day of the next period."""

    withinTwoDays = Share(source="within_two_days")
    confidence = serializers.CharField()
    distribution = DayProbabilityAnswer(many=True)


class OvulationAnswer(LaterPeriodAnswer):
    """The day of ovulation in the running cycle."""

    withinTwoDays = Share(source="within_two_days")
    source = serializers.CharField()  # type: ignore[assignment]  # a field, for all that


class FertileDaysAnswer(Answer):
    """The days on which conception is likely enough to be named."""

    first = fields.Day()
    last = fields.Day()
    allSix = Share(source="all_six")


class LateAnswer(Answer):
    """How late it is, and how probably a log was forgotten."""

    days = serializers.IntegerField()
    forgotten = Share()
    text = serializers.CharField()


class LeftOutAnswer(Answer):
    """A gap that was not counted as one cycle."""

    start = fields.Day()
    days = serializers.IntegerField()
    code = serializers.CharField()
    text = serializers.CharField()


class BasedOnAnswer(Answer):
    """What the forecast rests on."""

    stage = serializers.CharField()
    cyclesUsed = serializers.IntegerField(source="cycles_used")
    leftOut = LeftOutAnswer(many=True, source="left_out")
    statedCycleLength = serializers.IntegerField(source="stated_cycle_length")
    testedCycles = serializers.IntegerField(source="tested_cycles")
    text = serializers.CharField()


class PastPredictionAnswer(Answer):
    """What would have been said of a past period, and what came."""

    askedOn = fields.Day(source="asked_on")
    date = fields.Day()
    earliest = fields.Day()
    latest = fields.Day()
    actual = fields.Day()
    scored = serializers.BooleanField()


class TrackRecordAnswer(Answer):
    """How this method fared so far."""

    scored = serializers.IntegerField()
    leftOut = serializers.IntegerField(source="left_out")
    meanAbsoluteError = Share(source="mean_absolute_error")
    insideRange = Share(source="inside_range")
    withinTwoDays = Share(source="within_two_days")
    level = Share()
    predictions = PastPredictionAnswer(many=True)


class ForecastAnswer(Answer):
    """The whole answer, as of one day."""

    asOf = fields.Day(source="as_of")
    currentCycle = CurrentCycleAnswer(source="current_cycle")
    nextPeriod = NextPeriodAnswer(source="next_period")
    nextPeriodReason = ReasonAnswer(source="next_period_reason")
    followingPeriods = LaterPeriodAnswer(many=True, source="following_periods")
    ovulation = OvulationAnswer()
    fertileDays = FertileDaysAnswer(source="fertile_days")
    ovulationReason = ReasonAnswer(source="ovulation_reason")
    late = LateAnswer()
    basedOn = BasedOnAnswer(source="based_on")
    trackRecord = TrackRecordAnswer(source="track_record")
    notice = serializers.CharField()
