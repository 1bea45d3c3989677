from period.domain.signs.mucus_signs import log_likelihood

DAYS = range(1, 31)


def likeliest(mucus):
    values = log_likelihood(mucus=mucus, ovulations=DAYS)
    return DAYS[values.index(max(values))]


def test_ovulation_is_likeliest_at_the_end_of_fertile_mucus():
    mucus = dict.fromkeys(range(6, 10), "dry") | dict.fromkeys(range(10, 15), "eggWhite")
    assert likeliest(mucus | dict.fromkeys(range(15, 22), "sticky")) in (13, 14, 15)


def test_the_first_fertile_mucus_announces_ovulation():
    mucus = dict.fromkeys(range(6, 10), "creamy") | {10: "watery"}
    assert 12 <= likeliest(mucus) <= 16


def test_dry_days_make_ovulation_on_the_next_days_less_likely():
    values = log_likelihood(mucus=dict.fromkeys(range(8, 13), "dry"), ovulations=DAYS)
    assert values[DAYS.index(13)] < values[DAYS.index(25)]


def test_unlogged_days_are_no_evidence():
    assert log_likelihood(mucus={}, ovulations=DAYS) == [0.0] * len(DAYS)


def test_only_the_asked_days_are_answered():
    mucus = dict.fromkeys(range(1, 30), "eggWhite")
    whole = log_likelihood(mucus=mucus, ovulations=DAYS)
    assert log_likelihood(mucus=mucus, ovulations=range(11, 15)) == whole[10:14]
