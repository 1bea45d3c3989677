"""Sentences whose numbers are not those of their fact, by what is wrong with them."""

from tests.support.insight_facts import ENERGY, MOOD, OPEN, PAIN, TAG

E, T, M, P = ENERGY, TAG, MOOD, PAIN
SURE = ", in 7 of 9 cycles."
LOW = "Your energy was 8 points lower around your period than on your other days"
MORE = "You logged {{TAG_2}} on 21 more of 100 days from seven to four days before your period"
TEN = ", in 10 of 11 cycles."

WRONG_NUMBERS = {
    "number changed": (
        (E, f"Your energy was 9 points lower around your period{SURE}"),
        (E, f"Your energy was 80 points lower around your period{SURE}"),
        (E, f"Your energy was 0.8 points lower around your period{SURE}"),
        (E, f"Your energy was 8.0 points lower around your period{SURE}"),
        (E, f"Your energy was 8.1 points lower around your period{SURE}"),
        (E, f"Your energy was 08 points lower around your period{SURE}"),
        (E, f"Your energy was 8 8 points lower around your period{SURE}"),
        (E, f"{LOW}, in 8 of 9 cycles."),
        (E, f"{LOW}, in 7 of 10 cycles."),
        (E, f"{LOW}, in all 9 cycles."),
        (E, f"{LOW}, in each of your 9 cycles."),
        (E, f"{LOW}, in 77 of 99 cycles."),
        (E, f"{LOW}, likely between 5 and 12 points."),
        (E, f"{LOW}, likely between 4 and 13 points."),
        (E, f"{LOW}, likely between 4 and 120 points."),
        (E, f"{LOW}, in 7 of 9 cycles, based on 10 cycles."),
        (T, f"You logged {{{{TAG_2}}}} on 22 more of 100 days from seven to four days before your "
            f"period{TEN}"),
        (T, f"You logged {{{{TAG_2}}}} on 21 more of 10 days from seven to four days before your "
            f"period{TEN}"),
        (T, f"You logged {{{{TAG_2}}}} on 21 more of 1000 days from seven to four days before your "
            f"period{TEN}"),
        (T, f"{MORE}, in 11 of 11 cycles."),
        (M, "There is no pattern in your mood: a difference of 0.5 steps or more would have been "
            "seen."),
        (M, "There is no pattern in your mood: a difference of 6 steps or more would have been "
            "seen."),
        (P, "It is too early to tell whether your pain follows your cycle: 2 more cycles are "
            "needed."),
        (P, "It is too early to tell whether your pain follows your cycle: 13 more cycles are "
            "needed."),
    ),
    "numbers swapped": (
        (E, "Your energy was 7 points lower around your period, in 8 of 9 cycles."),
        (E, f"{LOW}, in 9 of 7 cycles."),
        (E, f"{LOW}, likely between 12 and 4 points."),
        (E, "Your energy was 4 points lower around your period, likely between 8 and 12 points."),
        (E, f"Your energy was 12 points lower around your period{SURE}"),
        (E, f"{LOW}, in 4 of 12 cycles."),
        (E, "Your energy was 21 points lower around your period, in 7 of 9 cycles."),
        (E, f"{LOW}, in 10 of 11 cycles."),
        (E, f"{LOW}, likely between 9 and 33 points."),
        (T, "You logged {{TAG_2}} on 8 more of 100 days from seven to four days before your "
            "period, in 10 of 11 cycles."),
        (T, f"{MORE}, in 7 of 9 cycles."),
        (T, "You logged {{TAG_2}} on 9 more of 100 days from seven to four days before your "
            "period, likely between 21 and 33 of 100 days."),
        (M, "Across 11 cycles, your mood showed no pattern; a difference below 0.6 steps could "
            "have been missed."),
        (OPEN, "Your mood was 0.3 steps higher around ovulation, likely from 0.7 steps lower to "
               "0.1 steps higher."),
    ),
    "number invented": (
        (E, f"{LOW}, in 7 of 9 cycles and 210 days."),
        (E, f"Your energy was 8 points lower around your period, at 53 points{SURE}"),
        (E, f"{LOW}, in 7 of 9 cycles, with p 0.01."),
        (E, f"{LOW}, in 7 of 9 cycles, on 2 of 3 days."),
        (E, f"In 2026, your energy was 8 points lower around your period{SURE}"),
        (E, f"On 3 March, your energy was 8 points lower around your period{SURE}"),
        (M, "There is no pattern in your mood, which was 3 steps on average: a difference of 0.6 "
            "steps or more would have been seen."),
        (P, "It is too early to tell whether your pain follows your cycle: 3 more cycles in 90 "
            "days are needed."),
        (P, "It is too early to tell whether your pain follows your cycle: 3 more cycles are "
            "needed, 5 in all."),
    ),
    "unit changed": (
        (E, f"Your energy was 8 percent lower around your period{SURE}"),
        (E, f"Your energy was 8% lower around your period{SURE}"),
        (E, f"Your energy was 8 % lower around your period{SURE}"),
        (E, f"Your energy was 8 percentage points lower around your period{SURE}"),
        (E, f"Your energy was 8 steps lower around your period{SURE}"),
        (E, f"Your energy was 8 points of 10 lower around your period{SURE}"),
        (E, f"Your energy was 8 lower around your period{SURE}"),
        (E, f"Your energy was 8 days lower around your period{SURE}"),
        (E, f"{LOW}, in 7 of 9 days."),
        (E, f"{LOW}, in 7 of 9 months."),
        (E, f"{LOW}, likely between 4 and 12 cycles."),
        (E, f"{LOW}, likely between 4% and 12%."),
        (E, f"{LOW}, with a 95% interval of 4 to 12 points."),
        (E, f"{LOW}, with a 90% likely range of 4 to 12 points."),
        (T, "You logged {{TAG_2}} 21% more often from seven to four days before your period, in 10 "
            "of 11 cycles."),
        (T, "You logged {{TAG_2}} 21 points more often from seven to four days before your period, "
            "in 10 of 11 cycles."),
        (T, "You logged {{TAG_2}} on 21 more days from seven to four days before your period, in "
            "10 of 11 cycles."),
        (T, "You logged {{TAG_2}} on 21 of 100 days from seven to four days before your period, in "
            "10 of 11 cycles."),
        (T, "You logged {{TAG_2}} 21 times more often from seven to four days before your period, "
            "in 10 of 11 cycles."),
        (M, "There is no pattern in your mood: a difference of 0.6 points or more would have been "
            "seen."),
        (M, "There is no pattern in your mood: a difference of 0.6% or more would have been seen."),
        (P, "It is too early to tell whether your pain follows your cycle: 3 more days are "
            "needed."),
        (P, "It is too early to tell whether your pain follows your cycle: 3 more months are "
            "needed."),
    ),
    "numbers as words": (
        (E, f"Your energy was nine points lower around your period{SURE}"),
        (E, f"Your energy was eighty points lower around your period{SURE}"),
        (E, f"Your energy was a few points lower around your period{SURE}"),
        (E, f"Your energy was a dozen points lower around your period{SURE}"),
        (E, f"{LOW}, in eight of nine cycles."),
        (E, f"{LOW}, in seven of ten cycles."),
        (E, f"{LOW}, in most cycles."),
        (E, f"{LOW}, in all cycles."),
        (E, f"{LOW}, in nearly every cycle."),
        (E, f"{LOW}, in the seventh of 9 cycles."),
        (E, f"{LOW}, in the 7th of 9 cycles."),
        (E, f"{LOW}, in two thirds of your cycles."),
        (E, f"{LOW}, in three quarters of 9 cycles."),
        (E, f"{LOW}, in half of your cycles."),
        (E, f"{LOW}, in 7/9 cycles."),
        (E, f"{LOW}, in 78% of cycles."),
        (E, f"{LOW}, in VII of IX cycles."),
        (E, f"Your energy was half as high around your period{SURE}"),
        (E, f"Your energy was twice as low around your period{SURE}"),
        (E, f"Your energy was 8 times lower around your period{SURE}"),
        (T, "You logged {{TAG_2}} twice as often from seven to four days before your period, in 10 "
            "of 11 cycles."),
        (T, "You logged {{TAG_2}} on a fifth more days from seven to four days before your period, "
            "in 10 of 11 cycles."),
        (T, "You logged {{TAG_2}} on thirty more of 100 days from seven to four days before your "
            "period, in 10 of 11 cycles."),
        (P, "It is too early to tell whether your pain follows your cycle: two more cycles are "
            "needed."),
        (P, "It is too early to tell whether your pain follows your cycle: a couple more cycles "
            "are needed."),
        (P, "It is too early to tell whether your pain follows your cycle: more cycles are "
            "needed."),
    ),
}  # fmt: skip
