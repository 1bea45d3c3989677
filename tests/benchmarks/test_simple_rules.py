import pytest

from tests.benchmarks.simple_rules import RULES, as_predictor

LENGTHS = [30, 28, 28, 29, 27, 31, 26]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("always 28", 28),
        ("mean of all (drip)", 199 / 7),
        ("mean of last 3", 28),
        ("mean of last 6", 169 / 6),
        ("median of all", 28),
        ("mean shrunk to the population", 228 / 8),
        ("mean of last 5, truncated (Mensinator)", 28),
        ("integer mean up to 183 d (Periodical)", 28),
    ],
)
def test_each_rule_gives_its_described_value(name, expected):
    assert RULES[name](LENGTHS) == pytest.approx(expected)


@pytest.mark.parametrize("rule", RULES.values())
def test_each_rule_predicts_without_a_history(rule):
    assert rule([]) in (28, 29)


def test_a_rule_has_the_spread_of_its_errors():
    tasks = [({"history": [28]}, 28), ({"history": [28]}, 32)]
    predict = as_predictor(rule=RULES["always 28"], tasks=tasks)
    pmf = predict({"history": [30]})["pmf"]
    assert sum(pmf.values()) == pytest.approx(1)
    assert pmf[28] == pmf[32] == 0.25
