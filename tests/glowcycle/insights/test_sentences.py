"""What was found is told in her words: each verdict, unit and direction, in each language."""

from datetime import date

import pytest
from django.conf import settings

from glowcycle.api.languages import in_language
from glowcycle.insights.domain.cycles import AROUND_OVULATION, PERIMENSTRUAL, PREMENSTRUAL, WINDOWS
from glowcycle.insights.domain.outcomes import YES_OR_NO, Outcome, OutcomeResult, WindowResult
from glowcycle.insights.phrases import LARGEST, METRICS, UNITS, amount
from glowcycle.insights.sentences import result_text, window_text

LANGUAGES = [code for code, _ in settings.LANGUAGES]
KINDS = [
    *((kind, None) for kind in ("energy", "mood", "pain")),
    *((kind, "שינה {x} %s") for kind in ("moodName", "tag", "symptom")),
    *(("metric", metric) for metric in METRICS),
]


def outcome(kind="energy", name=None, noise=None):
    return Outcome(kind=kind, name=name, values={date(2026, 1, 1): 1.0}, noise=noise)


def window(verdict="follows", **values):
    found = {
        "effect": -8.2,
        "low": -12.4,
        "high": -4.0,
        "share": 7 / 9,
        "usual": 61.2,
        "p_value": 0.001,
        "adjusted": 0.01,
        "smallest_effect": 6.4,
    }
    if verdict == "too_early":
        found = {"lacking": 2}
    return WindowResult(
        **{"window": "perimenstrual", "verdict": verdict, "cycles": 9, **found, **values}
    )


def result(*windows, of=None, lacking=0):
    verdicts = {each.verdict for each in windows}
    order = ("follows", "below_noise", "no_pattern", "too_early")
    verdict = next(each for each in order if each in verdicts)
    return OutcomeResult(
        outcome=of or outcome(),
        verdict=verdict,
        days=210,
        cycles=(),
        lacking=lacking,
        windows=windows,
    )


def test_what_follows_says_what_when_which_way_how_much_how_sure_and_how_often():
    assert window_text(outcome(), window()) == (
        "From three days before your period to its third day, your energy is 8 of 100 points lower "
        "than on your other days. Of the 9 cycles that can tell, 7 show it. 90\u00a0% range: "
        "4 to 12 lower."
    )


def test_a_tag_is_told_in_days_and_her_word_moves_nothing_around_it():
    found = window(effect=0.12, low=0.05, high=0.19, usual=0.09, window="premenstrual")
    assert window_text(outcome("tag", "headache"), found) == (
        "From seven to four days before your period, you note “\u2068headache\u2069” more often "
        "than on your other days: on 12 more of 100 days. Otherwise it is 9 of 100. Of the 9 "
        "cycles that can tell, 7 show it. 90\u00a0% range: 5 to 19 more."
    )


def test_less_often_is_told_in_its_own_direction():
    told = window_text(outcome("tag", "yoga"), window(effect=-0.2, low=-0.3, high=-0.1, usual=0.5))
    assert "less often than on your other days: on 20 fewer of 100 days." in told
    assert told.endswith("range: 10 to 30 fewer.")


@pytest.mark.parametrize(("effect", "usual"), [(0.3, 0.8), (-0.3, 0.2)])
def test_a_share_is_not_told_beside_an_effect_that_it_cannot_have(effect, usual):
    """Cycles weigh alike in the effect, days in the share: together they may be no share."""
    told = window_text(outcome("tag", "yoga"), window(effect=effect, usual=usual))
    assert "Otherwise" not in told
    assert "30" in told


def test_a_range_above_zero_is_higher():
    assert window_text(outcome(), window(effect=8.0, low=4.0, high=12.0)).endswith(
        "4 to 12 higher."
    )


def test_a_range_over_zero_names_both_directions():
    told = window_text(outcome(), window(low=-9.0, high=1.2))
    assert told.endswith("range: from 9 lower to 1 higher.")


def test_no_pattern_says_what_would_have_been_found():
    assert window_text(outcome("mood"), window("no_pattern", smallest_effect=0.62)) == (
        "Around your period: No pattern. Your mood differs there no more than by chance. A "
        "difference of 0.6 steps of five or more would have been found four times out of five."
    )


def test_no_pattern_of_a_tag_is_about_how_often_she_notes_it():
    told = window_text(outcome("tag", "yoga"), window("no_pattern", smallest_effect=0.3))
    assert "How often you note “\u2068yoga\u2069” differs there no more than by chance." in told
    assert "A difference of 30 of 100 days or more" in told


def test_no_pattern_in_any_window_names_the_largest_of_their_smallest_effects():
    windows = [
        window("no_pattern", window=name, smallest_effect=size)
        for name, size in zip(WINDOWS, (5.0, 9.0, 7.0), strict=True)
    ]
    told = result_text(result(*windows))
    assert "9 of 100 points or more" in told
    assert told.startswith("No pattern. Your energy differs around your period, ")


@pytest.mark.parametrize("smallest", [1.0, 1.2])
def test_no_pattern_promises_nothing_that_could_not_be_found(smallest):
    told = window_text(outcome("tag", "x"), window("no_pattern", smallest_effect=smallest))
    assert told.endswith("could only have shown a very large difference.")
    assert "found" not in window_text(outcome(), window("no_pattern", smallest_effect=0.0))


def test_below_noise_says_that_one_scan_cannot_tell():
    found = window("below_noise", effect=2.1, low=1.0, high=3.2)
    told = window_text(outcome("metric", "texture", noise=3.2), found)
    assert "your score for texture is 2.1 of 100 points higher" in told
    assert told.endswith("repeated at once, this score varies by about 3.2 of 100 points.")


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("energy", "with entries on at least 8 days each are needed."),
        ("pain", "with your pain on at least 8 days each in your period log are needed."),
        ("symptom", "with at least 8 days each in your period log are needed."),
        ("metric", "with scans on at least 4 days each are needed."),
    ],
)
def test_too_early_says_what_makes_a_cycle_count(kind, told):
    name = "texture" if kind == "metric" else "cramps"
    of = outcome(kind, name if kind in (*YES_OR_NO, "metric") else None)
    text = result_text(result(*(window("too_early"),) * 3, of=of, lacking=2))
    assert told in text
    # Cycles alone never help where she only logs while she bleeds.
    assert ("Days without bleeding count there" in text) == (kind in ("pain", "symptom"))


def test_too_early_for_one_window_needs_days_in_it_and_outside_of_it():
    told = window_text(outcome(), window("too_early", window="midCycle"))
    assert told.startswith("Around ovulation: Too early to say: 2 more complete cycles with ")
    assert told.endswith("have to lie in this part of the cycle, and others outside of it.")


@pytest.mark.parametrize(
    ("lacking", "told"), [(1, "1 more complete cycle with"), (3, "3 more complete cycles with")]
)
def test_too_early_says_how_many_cycles_are_lacking(lacking, told):
    windows = [window("too_early", lacking=5, window=name) for name in WINDOWS]
    assert told in result_text(result(*windows, lacking=lacking))


def test_each_window_that_follows_is_told_and_no_other():
    told = result_text(
        result(window(), window("no_pattern", window="premenstrual"), window(window="midCycle"))
    )
    assert told.count("your energy is 8 of 100 points lower") == 2
    assert "No pattern" not in told


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "name"), KINDS)
@pytest.mark.parametrize("verdict", ["follows", "below_noise", "no_pattern", "too_early"])
def test_every_sentence_can_be_said(language, kind, name, verdict):
    size = LARGEST[UNITS[kind]] / 10
    values = {} if verdict == "too_early" else {"effect": size, "low": size, "high": size}
    with in_language(language):
        told = window_text(outcome(kind, name, noise=1.0), window(verdict, **values))
        whole = result_text(result(window(verdict, **values), of=outcome(kind, name, noise=1.0)))
    for text in (told, whole):
        assert text.endswith(".")
        assert text[:1].isupper() or text[:1] in "“„«"
        assert "  " not in text
    if kind in YES_OR_NO and verdict != "too_early":
        assert name in told


@pytest.mark.parametrize(
    ("language", "size", "told"),
    [
        ("en", 1.0, "1 step of five"),
        ("en", 0.6, "0.6 steps of five"),
        ("en", 1.8, "1.8 steps of five"),
        ("es", 0.6, "0,6 niveles de cinco"),
        ("de", 1.0, "1 Stufe von fünf"),
        ("de", 1.8, "1,8 Stufen von fünf"),
        ("fr", 0.6, "0,6 niveau sur cinq"),
        ("fr", 1.8, "1,8 niveau sur cinq"),
        ("fr", 2.0, "2 niveaux sur cinq"),
    ],
)
def test_an_amount_has_the_form_that_its_language_counts_by(language, size, told):
    with in_language(language):
        assert amount(size, unit="steps") == told


def test_a_small_amount_is_not_told_as_nothing():
    assert amount(0.3, unit="points") == "0.3 of 100 points"
    assert amount(0.004, unit="share") == "0.4 of 100 days"


def test_the_words_of_the_windows_are_their_days():
    assert (PERIMENSTRUAL, PREMENSTRUAL, AROUND_OVULATION) == ((-3, 2), (-7, -4), 2)
