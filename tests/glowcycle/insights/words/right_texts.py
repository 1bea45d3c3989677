"""Sentences that say their fact, as a person or a model would write them."""

from tests.support.insight_facts import (
    BLIND,
    ENERGY,
    MOOD,
    NO_TAG,
    ONE_LACKS,
    OPEN,
    PAIN,
    RARE_TAG,
    SCORE,
    TAG,
)

RIGHT = {
    ENERGY: (
        "Your energy was 8 points lower around your period than on your other days, in 7 of 9 "
        "cycles (likely between 4 and 12 points).",
        "Around your period, your energy was on average 8 points lower than on your other days; "
        "it was lower in 7 of your 9 cycles.",
        "Your energy follows your cycle: it is 8 points lower from three days before your period "
        "to its third day than on your other days, in seven of nine cycles.",
        "In the days around your period your energy dropped by about 8 points, likely 4 to 12 "
        "points.",
        "Your energy was lower around the start of your period, by 8 points on average (seen in 7 "
        "out of 9 cycles).",
        "Energy was 8 points lower around your period than usual, based on 9 complete cycles, with "
        "a likely range of 4 to 12 points.",
        "There is a pattern in your energy: it was 8 points of 100 below your other days around "
        "your period, and the true difference is likely between 4 and 12 points.",
        "On average, your energy was 8 points lower in the three days before your period and its "
        "first three days; the difference showed in 7 of 9 cycles.",
        "Your energy level is lower around your period than in the rest of your cycle: 8 points on "
        "average, with a 90% interval of 4 to 12 points.",
        "From 3 days before your period to its third day, your energy was lower by 8 points on "
        "average compared with your other days (it was lower in 7 of 9 cycles, likely between 4 "
        "and 12 points).",
        "Your energy: 8 points lower around your period than on your other days (7 of 9 cycles).",
    ),
    TAG: (
        "You logged {{TAG_2}} on 21 more of 100 days from seven to four days before your period "
        "than on your other days, in 10 of 11 cycles.",
        "{{TAG_2}} was more common 4 to 7 days before your period: on 21 more of 100 days, likely "
        "between 9 and 33 of 100 days.",
        "Between four and seven days before your period, you logged {{TAG_2}} more often than on "
        "your other days, on about 21 more of 100 days, in ten of eleven cycles.",
        "{{TAG_2}} follows your cycle: you logged it on 21 more of 100 days 4 to 7 days before "
        "your period, and the difference showed in 10 of your 11 cycles.",
        "Days with {{TAG_2}} were more frequent from 7 to 4 days before your period: 21 more of "
        "100 days (likely between 9 and 33 more of 100 days).",
        "You noted {{TAG_2}} more often from 7 to 4 days before your period than on other days: on "
        "21 more days of 100 (likely 9 to 33 more of 100 days; more often in 10 of 11 cycles).",
    ),
    OPEN: (
        "Your mood was 0.3 steps higher around ovulation than on your other days, in all 9 cycles "
        "(likely from 0.1 steps lower to 0.7 steps higher).",
        "Your mood was 0.3 of five steps higher around ovulation, in 9 of 9 cycles.",
        "In the middle of your cycle, your mood was on average 0.3 steps above the rest of your "
        "cycle, in each of your 9 cycles.",
        "Your mood rose by 0.3 steps around ovulation, likely between 0.1 steps lower and 0.7 "
        "steps higher, across 9 cycles.",
        "From two days before ovulation to two days after it, your mood was higher than usual by "
        "0.3 steps, in all of your nine cycles.",
    ),
    RARE_TAG: (
        "You logged {{TAG_1}} less often from seven to four days before your period than on your "
        "other days: on 21 fewer of 100 days, in 8 of 11 cycles.",
        "{{TAG_1}} came up on 21 fewer of 100 days 4 to 7 days before your period, likely from 33 "
        "fewer to 9 more of 100 days.",
        "{{TAG_1}} was less common between 4 and 7 days before your period, on 21 fewer of 100 "
        "days; it was less common in 8 of 11 cycles.",
    ),
    SCORE: (
        "Your score for dark circles was 1.5 points lower around your period, but that is smaller "
        "than one scan can tell.",
        "Around your period, your score for dark circles was 1.5 points lower than on your other "
        "days, in 7 of 9 cycles; but this is less than one scan can show.",
    ),
    MOOD: (
        "There is no pattern in your mood: a difference of 0.6 steps or more would likely have "
        "been seen.",
        "Across 9 cycles, your mood showed no pattern, though a difference below 0.6 steps could "
        "have been missed.",
        "No pattern was found in your mood; a difference of at least 0.6 steps would have been "
        "found.",
        "Your mood shows no pattern along your cycle, and anything smaller than 0.6 steps may have "
        "been missed.",
        "Your mood has no pattern across your 9 cycles: only differences of 0.6 steps or more "
        "would have been found.",
        "No pattern appeared in your mood across 9 complete cycles; the smallest difference that "
        "would likely have been found is 0.6 steps.",
        "There was no pattern in your mood over your cycle, but only a difference of 0.6 steps of "
        "five or more would probably have shown up.",
    ),
    NO_TAG: (
        "There is no pattern in {{TAG_2}}: a difference of 18 of 100 days or more would have been "
        "found; it is too early to say anything about the days around your period and around "
        "ovulation.",
        "{{TAG_2}} showed no pattern, and it is still too early to tell about the days around your "
        "period and around ovulation; a difference below 18 of 100 days may have been missed.",
    ),
    BLIND: (
        "There is no pattern in your pain, but these cycles could only have shown a very large "
        "difference.",
        "Across 5 cycles, your pain showed no pattern, though only a very large difference could "
        "have been seen.",
    ),
    PAIN: (
        "It is too early to tell whether your pain follows your cycle: 3 more complete cycles are "
        "needed.",
        "It is too early to say anything about your pain; 3 more cycles are needed.",
        "For your pain, it is still too early to tell: three more complete cycles with enough "
        "entries are needed.",
        "There are not enough cycles yet to say whether your pain follows your cycle: 3 more are "
        "needed.",
        "Your pain: too early to say, 3 cycles are still missing.",
        "It is too early for an answer about the pain you logged, as it needs 3 more complete "
        "cycles.",
    ),
    ONE_LACKS: (
        "It is too early to tell whether {{TAG_1}} follows your cycle: 1 more complete cycle is "
        "needed.",
        "For {{TAG_1}}, it is too early: one more cycle with enough entries is needed.",
    ),
}

EACH = [(fact, text) for fact, texts in RIGHT.items() for text in texts]
