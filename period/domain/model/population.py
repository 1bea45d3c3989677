"""The constants of the model: the population from which its prior comes.

All lengths and spreads are days. The typical lengths, spreads and late shares were fitted on two
public data sets of women who chart their cycles: 982 cycles of 95 women of the Marquette data
(Fehring, Schneider, Raviele, Rodriguez, Pruszynski: Randomized comparison of two Internet-supported
fertility-awareness-based methods of family planning, Contraception 88, 2013; it alone has ovulation
tests) and 1,624 of 326 women of the Creighton data. `python -m tests.benchmarks.refit_population`
fits them again. What was chosen instead says so. The women of the data are more regular than most
people who log their periods, so the accuracy measured on them is not promised to her.
"""

from dataclasses import replace

from period.domain.model.population_shape import Disturbed, Mixture, Population

USUAL = Mixture(
    broad_share=0.053,
    broad_typical=40.0,
    broad_typical_sd=19.0,
    broad_spread=8.9,
    broad_log_spread_sd=0.6,
    disturbed_share=0.108,
    disturbed_typical=28.5,
    disturbed_typical_sd=6.0,
)
"""Who logs her periods and says nothing more. Chosen, like DISTURBED and the delayed share, by a
search over both public data sets and simulated cohorts of teenagers, of women over 45, and of
women with polycystic ovaries, so that the ranges of each hold what they say."""

IRREGULAR = replace(USUAL, broad_share=0.4, disturbed_share=0.4)
"""A woman in perimenopause, or who says that her cycles are irregular. Chosen on the same
cohorts."""

AFTER_CHANGE = replace(USUAL, broad_share=0.2, disturbed_share=0.3)
"""The first cycles after contraception, a pregnancy or a pause. Chosen: after the pill cycles are
longer and less regular for up to nine cycles (Gnoth, Frank-Herrmann, Schmoll, Godehardt, Freundl:
Cycle characteristics after discontinuation of oral contraceptives, Gynecol Endocrinol 16, 2002)."""

BROAD_CYCLES, BROAD_CYCLES_AFTER_CONTRACEPTION = 3, 9
"""The prior stays broad for this many cycles after a change: chosen; nine by Gnoth, above."""

PAUSE_CYCLE = 28
"""Days without cycles that weaken earlier evidence as one more cycle does. Chosen."""

RARELY_UNLIKE = Mixture(
    broad_share=0.01,
    broad_typical=36.0,
    broad_typical_sd=10.0,
    broad_spread=4.0,
    broad_log_spread_sd=0.6,
)
"""Women who test their ovulation. Chosen, not fitted."""

DISTURBED = (
    Disturbed(spread=2.0, delayed_share=0.25, weight=0.5),
    Disturbed(spread=3.0, delayed_share=0.5, weight=1.9),
    Disturbed(spread=5.0, delayed_share=0.3, weight=1.3),
    Disturbed(spread=9.0, delayed_share=0.3, weight=1.1),
)

CYCLE_LENGTH = Population(
    typical=26.96,
    typical_sd_below=1.17,
    typical_sd_above=3.52,
    log_spread=0.388,
    log_spread_slope=0.12,
    log_spread_sd=0.404,
    late_share=0.158,
    late_shift=1.285,
    late_scale=1.838,
    forgotten_share=0.03,
    cut_share=0.05,
    unexplained_share=0.012,
    mixture=USUAL,
    delayed_share=0.0015,
    delayed_days=34.0,
    disturbed=DISTURBED,
)
"""3 % of periods are not logged: chosen. In 5 % of cycles there is bleeding between two periods
(Dasharathy, Mumford, Pollack, Perkins, Mattison, Wactawski-Wende, Schisterman: Menstrual bleeding
patterns among regularly menstruating women, Am J Epidemiol 175, 2012)."""

OVULATION_SHIFT = 12
"""Added to the cycle day of ovulation, so that one grid serves lengths and ovulation days."""

OVULATION_DAY = Population(
    typical=26.1046,
    typical_sd_below=1.6248,
    typical_sd_above=3.7116,
    log_spread=0.2523,
    log_spread_slope=0.1136,
    log_spread_sd=0.3132,
    late_share=0.1829,
    late_shift=1.2422,
    late_scale=1.6167,
    forgotten_share=0.0,
    cut_share=0.0,
    unexplained_share=0.02,
    mixture=RARELY_UNLIKE,
)

SPREAD_BY_AGE = ((20, 1.46), (45, 1.0), (50, 1.45))
SPREAD_LATER = 3.0
"""Within-woman spreads under these ages, and from the last on, in units of that from 35 to 39 years
(3.8 days). Apple Women's Health Study: Li, Gibson, Jukic, Baird, Wilcox, Curry, Fischer-Colbrie,
Onnela, Williams, Hauser, Coull, Mahalingaiah: Menstrual cycle length variation by demographic
characteristics from the Apple Women's Health Study, npj Digital Medicine 6:100, 2023."""

SLOPE_FROM, SLOPE_TO = -5.0, 8.0
"""The log spread is linear in the typical length only this far from the population's, in days."""

MEMORY = 0.97
"""Each new cycle multiplies the weight of the earlier ones by this, because bodies change.
Chosen, not fitted."""

FLOOR_SHARE = 1e-4
FLOOR_FROM, FLOOR_TO = 15, 90
"""Every length from 15 to 90 days keeps some probability. Chosen, not fitted."""

LUTEAL_LENGTH = 13.2
"""Days from the day of ovulation to the day before the next period, on average: 13.32 in the data,
and less, 12.0 and 12.8, in the users of two apps (Symul, Wac, Hillard, Salathé: Assessment of
menstrual health status and evolution through mobile apps for fertility awareness, npj Digital
Medicine 2:64, 2019)."""

LUTEAL_MEAN_SPREAD = 1.91
"""The standard deviation of a woman's mean luteal phase about LUTEAL_LENGTH, in days: 1.69 between
the women of the data, and 0.89 from the means of the users of those apps to it."""

LUTEAL_OWN_WEIGHT = 0.77
"""The population's mean weighs as much as this many luteal phases of her own."""

LUTEAL_SPREAD = 1.37
"""The standard deviation of the luteal phases of one woman, in days."""

LUTEAL_STATED_WEIGHT = 1.0
"""The luteal length that she states counts as this many luteal phases of her own. Chosen."""

SHORTEST_LUTEAL, LONGEST_LUTEAL = 7, 17
"""95 % of 612,613 cycles: Bull, Rowland, Berglund Scherwitzl, Scherwitzl, Gemzell Danielsson,
Harper: Real-world menstrual cycle characteristics of more than 600,000 menstrual cycles, npj
Digital Medicine 2:83, 2019. A test that implies a luteal phase outside this range is ignored."""

SURGE_TO_OVULATION = {0: 0.02, 1: 0.73, 2: 0.19, 3: 0.03}
"""Days from the first positive urine LH test to ovulation, and their shares: within 24 hours in
73 % and within 48 hours in 92 % of cycles watched by ultrasound (Miller, Soules: The usefulness of
a urinary LH kit for ovulation prediction during menstrual cycles of normal women, Obstet Gynecol
87, 1996). How the other 8 % divide into early, late and false tests is a guess."""

FERTILE_DAYS = 6
"""Intercourse can lead to conception on the day of ovulation and the five days before it (Wilcox,
Weinberg, Baird: Timing of sexual intercourse in relation to ovulation, N Engl J Med 333, 1995)."""

FERTILE_FROM = 0.24
"""A day counts as fertile from this probability of being one of the six. Chosen: on the data the
window then lasts ten days and holds nine in ten of the truly fertile days."""

STATED_BIAS = 0.7
"""Stated usual cycle lengths are this many days too long on average (Jukic, Weinberg, Wilcox,
McConnaughey, Hornsby, Baird: Accuracy of reporting of menstrual cycle length, Am J Epidemiol 167,
2008)."""

STATED_SPREAD = 2.7
"""Standard deviation of a stated length about the true one. Not published: this is the standard
deviation of stated lengths among all women, which is an upper bound (Creinin, Keverline, Meyn:
How regular is regular?, Contraception 70, 2004)."""

STATED_MISTAKEN = 0.1
"""The share of stated lengths that are ignored as mistakes, so that a typing error does little."""

BLEEDING_DAYS = {2: 3, 3: 30, 4: 206, 5: 339, 6: 252, 7: 98, 8: 32, 9: 15, 10: 4, 11: 1}
"""The number of periods in the data, by their days of bleeding."""

BLEEDING_LONGER_SHARE, BLEEDING_GOES_ON = 0.002, 0.9
"""This share of periods lasts as long as the longest of the data or longer, and then goes on from
one day to the next with this probability. Chosen, not fitted: bleeding so long is rare, and then
rarely ends the next day."""

BLEEDING_OWN_WEIGHT = 2.0
"""The data weigh as much as this many periods of her own. Chosen, not fitted."""
