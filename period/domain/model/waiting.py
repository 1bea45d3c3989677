"""How many cycles end in a pregnancy or last for months, and when the log knows of a pregnancy."""

from collections.abc import Mapping

from period.domain.log.logged_day import PregnancyTest
from period.domain.log.profile import Goal

CONCEPTIONS: Mapping[Goal, float] = {"track": 0.05, "conceive": 0.2, "avoid": 0.02}
"""The share of cycles that end in a pregnancy, by her goal, "track" if she names none. Chosen."""

PERIMENOPAUSE_FERTILITY = 0.1
"""What the perimenopause leaves of CONCEPTIONS. Chosen: women of 40 to 44 have a fifth of the
births of all women of 15 to 44, those of 45 to 49 a fiftieth (Osterman, Hamilton, Martin, Driscoll,
Valenzuela: Births: final data for 2022, National Vital Statistics Reports 73, 2024)."""

PREGNANCY_KNOWN, PREGNANCY_KNOWN_SD = 38.5, 14.0
"""The day of the cycle on which a pregnancy is noticed: after 5.5 weeks on average, after seven
weeks or more in 23 % (Branum, Ahrens: Trends in timing of pregnancy awareness among US women,
Maternal and Child Health Journal 21, 2017)."""

PREGNANCY_TOLD, PREGNANCY_TOLD_IF_LOGGED = 0.3, 0.9
"""The share of noticed pregnancies that are told to the log: many women stop to log then, but few
who go on logging that there is no bleeding keep it from the log. Chosen: nothing is published."""

AMENORRHEA = 0.0026
"""The share of cycles that last long without a pregnancy: 3.3 % of women a year have no period for
over three months (Pettersson, Fries, Nillius: Epidemiology of secondary amenorrhea, Am J Obstet
Gynecol 117, 1973), of 12.5 cycles. No history of hers makes it less likely."""

PREGNANCY_TEST: Mapping[PregnancyTest, float] = {"negative": 0.1, "faint": 10.0, "positive": 100.0}
"""How a test changes the odds of a pregnancy once the period is expected. Chosen: some home tests
miss it in the first days (Cole, Khanlian, Sutton, Davies, Rayburn: Accuracy of home pregnancy tests
at the time of missed menses, Am J Obstet Gynecol 190, 2004)."""
