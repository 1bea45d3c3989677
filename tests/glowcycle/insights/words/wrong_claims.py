"""Sentences that claim what their fact does not, by what is wrong with them."""

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

E, T, M, P = ENERGY, TAG, MOOD, PAIN
SURE = ", in 7 of 9 cycles."
LOW = "Your energy was 8 points lower around your period than on your other days"
SEEN = "a difference of 0.6 steps or more would have been seen."
NEED = "3 more cycles are needed."

WRONG_CLAIMS = {
    "direction turned": (
        (E, f"Your energy was 8 points higher around your period{SURE}"),
        (E, f"Your energy was 8 points above your other days around your period{SURE}"),
        (E, f"Your energy rose by 8 points around your period{SURE}"),
        (E, f"Your energy was higher around your period, by 8 points{SURE}"),
        (E, f"Your energy was lower around your period, by 8 points higher{SURE}"),
        (E, f"{LOW}, higher in 7 of 9 cycles."),
        (E, f"{LOW}; it was higher in 7 of 9 cycles."),
        (E, f"{LOW}, likely between 4 and 12 points higher."),
        (E, f"Your energy was 8 points lower on your other days than around your period{SURE}"),
        (E, f"Your energy was 8 points better around your period{SURE}"),
        (T, "You logged {{TAG_2}} on 21 fewer of 100 days from seven to four days before your "
            "period, in 10 of 11 cycles."),
        (T, "{{TAG_2}} was less common from seven to four days before your period: on 21 more of "
            "100 days, in 10 of 11 cycles."),
        (T, "{{TAG_2}} was more common from seven to four days before your period: on 21 fewer of "
            "100 days, in 10 of 11 cycles."),
        (RARE_TAG, "You logged {{TAG_1}} more often from seven to four days before your period: on "
                   "21 fewer of 100 days, in 8 of 11 cycles."),
        (RARE_TAG, "You logged {{TAG_1}} on 21 fewer of 100 days 4 to 7 days before your period, "
                   "likely from 33 more to 9 fewer of 100 days."),
        (OPEN, "Your mood was 0.3 steps lower around ovulation, in all 9 cycles."),
        (OPEN, "Your mood was 0.3 steps higher around ovulation, likely between 0.1 and 0.7 "
               "steps."),
        (OPEN, "Your mood was 0.3 steps higher around ovulation, likely from 0.1 steps higher to "
               "0.7 steps higher."),
        (SCORE, "Your score for dark circles was 1.5 points higher around your period, but that is "
                "smaller than one scan can tell."),
    ),
    "negated": (
        (E, f"Your energy was not 8 points lower around your period{SURE}"),
        (E, f"Your energy wasn't 8 points lower around your period{SURE}"),
        (E, f"Your energy does not follow your cycle: it was 8 points lower around your "
            f"period{SURE}"),
        (E, f"Your energy never was 8 points lower around your period{SURE}"),
        (E, f"It is false that your energy was 8 points lower around your period{SURE}"),
        (E, f"{LOW}, not in 7 of 9 cycles."),
        (E, f"{LOW}, in none of 9 cycles."),
        (E, f"No pattern was found in your energy{SURE}"),
        (M, "There is a pattern in your mood: a difference of 0.6 steps or more would have been "
            "seen."),
        (M, f"There is not no pattern in your mood: {SEEN}"),
        (M, "There is no pattern in your mood: a difference of 0.6 steps or more would not have "
            "been seen."),
        (M, "There is no pattern in your mood: a difference of 0.6 steps or more has been seen."),
        (P, "It is not too early to tell whether your pain follows your cycle: 3 more cycles are "
            "needed."),
        (P, "It is too early to tell whether your pain follows your cycle: 3 more cycles are not "
            "needed."),
        (P, "It is no longer too early to tell about your pain: 3 more cycles are needed."),
    ),
    "window moved": (
        (E, f"Your energy was 8 points lower before your period{SURE}"),
        (E, f"Your energy was 8 points lower after your period{SURE}"),
        (E, f"Your energy was 8 points lower during your period{SURE}"),
        (E, f"Your energy was 8 points lower around ovulation{SURE}"),
        (E, f"Your energy was 8 points lower in the middle of your cycle{SURE}"),
        (E, f"Your energy was 8 points lower in the week before your period{SURE}"),
        (E, f"Your energy was 8 points lower from seven to four days before your period{SURE}"),
        (E, f"Your energy was 8 points lower from three days before your period to its fourth "
            f"day{SURE}"),
        (E, f"Your energy was 8 points lower from four days before your period to its third "
            f"day{SURE}"),
        (E, f"Your energy was 8 points lower in the luteal phase{SURE}"),
        (E, f"Your energy was 8 points lower on your other days{SURE}"),
        (E, f"Your energy was 8 points lower around your period and around ovulation{SURE}"),
        (E, f"Your energy was 8 points lower{SURE}"),
        (E, f"Your energy was 8 points lower around your birthday{SURE}"),
        (E, f"Your energy was 8 points lower on Mondays{SURE}"),
        (T, "You logged {{TAG_2}} on 21 more of 100 days around your period, in 10 of 11 cycles."),
        (T, "You logged {{TAG_2}} on 21 more of 100 days from seven to four days after your "
            "period, in 10 of 11 cycles."),
        (T, "You logged {{TAG_2}} on 21 more of 100 days from seven to three days before your "
            "period, in 10 of 11 cycles."),
        (T, "You logged {{TAG_2}} on 21 more of 100 days in the four days before your period, in "
            "10 of 11 cycles."),
        (OPEN, "Your mood was 0.3 steps higher before ovulation, in all 9 cycles."),
        (OPEN, "Your mood was 0.3 steps higher within three days of ovulation, in all 9 cycles."),
        (NO_TAG, "There is no pattern in {{TAG_2}}: a difference of 18 of 100 days or more would "
                 "have been found; it is too early to say anything about the days around your "
                 "period."),
        (NO_TAG, "There is no pattern in {{TAG_2}}: a difference of 18 of 100 days or more would "
                 "have been found."),
        (M, f"There is no pattern in your mood around your period: {SEEN}"),
    ),
    "verdict softened": (
        (M, f"There is a slight pattern in your mood: {SEEN}"),
        (M, f"There is almost no pattern in your mood: {SEEN}"),
        (M, f"There is hardly any pattern in your mood: {SEEN}"),
        (M, f"There is no clear pattern in your mood: {SEEN}"),
        (M, f"There is no strong pattern in your mood: {SEEN}"),
        (M, f"There is no pattern in your mood yet: {SEEN}"),
        (M, f"There seems to be no pattern in your mood: {SEEN}"),
        (M, f"Your mood tends to follow your cycle: {SEEN}"),
        (M, f"Your mood follows your cycle slightly: {SEEN}"),
        (M, f"There may be a pattern in your mood: {SEEN}"),
        (M, f"Your mood is slightly lower around your period: {SEEN}"),
        (M, "There is no pattern in your mood."),
        (M, "There is no pattern in your mood: nothing would have been missed."),
        (M, "There is no pattern in your mood: any difference of 0.6 steps or more would have been "
            "seen."),
        (M, "There is no pattern in your mood: each difference of 0.6 steps or more would surely "
            "have been seen."),
        (M, "Your mood does not follow your cycle."),
        (M, f"It is too early to tell whether your mood follows your cycle: {SEEN}"),
        (M, "Your mood showed a pattern, though a difference below 0.6 steps could have been "
            "missed."),
        (E, f"Your energy was slightly lower around your period, by 8 points{SURE}"),
        (E, f"Your energy tends to be 8 points lower around your period{SURE}"),
        (E, f"Your energy was up to 8 points lower around your period{SURE}"),
        (E, f"Your energy was at least 8 points lower around your period{SURE}"),
        (E, f"Your energy was more than 8 points lower around your period{SURE}"),
        (E, f"Your energy may be 8 points lower around your period{SURE}"),
        (E, f"Your energy will be 8 points lower around your period{SURE}"),
        (E, f"Your energy was much lower around your period, by 8 points{SURE}"),
        (E, f"Your energy always was 8 points lower around your period{SURE}"),
        (E, f"Your energy was certainly 8 points lower around your period{SURE}"),
        (E, f"{LOW}."),
        (E, f"{LOW}, across 9 cycles."),
        (E, f"Your energy was lower around your period{SURE}"),
        (E, "Your energy follows your cycle, in 7 of 9 cycles."),
        (P, "It is too early to tell whether your pain follows your cycle."),
        (P, f"It is probably too early to tell about your pain: {NEED}"),
        (P, f"There is no pattern in your pain: {NEED}"),
        (P, f"Your pain follows your cycle: {NEED}"),
        (SCORE, "Your score for dark circles was 1.5 points lower around your period, in 7 of 9 "
                "cycles."),
        (SCORE, "Your score for dark circles follows your cycle: it was 1.5 points lower around "
                "your period, but that is smaller than one scan can tell."),
        (SCORE, "Your score for dark circles was 1.5 points lower around your period, and that is "
                "more than one scan can tell."),
        (BLIND, "There is no pattern in your pain."),
        (BLIND, "There is no pattern in your pain: a difference of 9 points or more would have "
                "been seen."),
        (ONE_LACKS, "It is nearly possible to tell whether {{TAG_1}} follows your cycle: 1 more "
                    "complete cycle is needed."),
    ),
    "another outcome": (
        (E, f"Your mood was 8 points lower around your period{SURE}"),
        (E, f"Your health was 8 points lower around your period{SURE}"),
        (E, f"Your sleep was 8 points lower around your period{SURE}"),
        (E, f"It was 8 points lower around your period{SURE}"),
        (E, f"Your energy and your mood were 8 points lower around your period{SURE}"),
        (E, f"Your partner's energy was 8 points lower around your period{SURE}"),
        (E, "You logged {{TAG_1}} on 8 more of 100 days around your period, in 7 of 9 cycles."),
        (M, f"There is no pattern in your energy: {SEEN}"),
        (M, f"There is no pattern in your mood and your energy: {SEEN}"),
        (M, f"There is no pattern in anything: {SEEN}"),
        (P, f"It is too early to tell whether your cramps follow your cycle: {NEED}"),
    ),
    "cause": (
        (E, f"Because of hormones, your energy was 8 points lower around your period{SURE}"),
        (E, f"Your period lowered your energy by 8 points{SURE}"),
        (E, f"Your energy was 8 points lower around your period due to progesterone{SURE}"),
        (E, f"{LOW}, caused by your period, in 7 of 9 cycles."),
        (E, f"{LOW}, as iron falls, in 7 of 9 cycles."),
        (M, f"There is no pattern in your mood thanks to your sleep: {SEEN}"),
    ),
    "diagnosis, medicine or advice": (
        (E, f"{LOW}, a sign of PMDD, in 7 of 9 cycles."),
        (E, f"{LOW}, which is normal, in 7 of 9 cycles."),
        (E, f"{LOW}, in 7 of 9 cycles, so rest more."),
        (E, f"{LOW}, in 7 of 9 cycles; take iron."),
        (E, f"{LOW}, in 7 of 9 cycles; ask your doctor."),
        (E, f"{LOW}, in 7 of 9 cycles; you may be pregnant."),
        (M, f"There is no pattern in your mood, so you are healthy: {SEEN}"),
        (M, f"There is no pattern in your mood, so stop your pill: {SEEN}"),
        (P, f"It is too early to tell about your pain, so take ibuprofen: {NEED}"),
        (P, "It is too early to tell about your pain: log 3 more cycles."),
        (P, "It is too early to tell about your pain: you should log 3 more cycles."),
        (P, f"Do not worry, it is too early to tell about your pain: {NEED}"),
    ),
}  # fmt: skip
