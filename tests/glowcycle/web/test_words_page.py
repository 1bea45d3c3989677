"""The page of her insights has a button that puts them into words."""

from tests.support.journal_cycles import TODAY, days_of, entries_of, store


def visible(page):
    """Return the page without the API's own answer at its foot."""
    return page.content.decode().partition("<pre")[0]


def test_the_insights_lead_to_words(signed_in, alice):
    store(alice, entries_of(), days_of())
    insights = signed_in.get(f"/journal/insights/{alice.user_id}?today={TODAY}")
    action = f"/journal/insights/{alice.user_id}/words"
    assert "Put it into words" in visible(insights)
    told = signed_in.submit(insights, action, **{"from": "2026-01-05", "to": str(TODAY)})
    assert told.status_code == 200
    page = visible(told)
    assert "your energy" in page.lower()
    assert "This service asks no model." in page
    assert f'href="/journal/insights/{alice.user_id}"' in page


def test_a_wrong_day_is_told_beside_its_field(signed_in, alice):
    insights = signed_in.get(f"/journal/insights/{alice.user_id}")
    action = f"/journal/insights/{alice.user_id}/words"
    refused = signed_in.submit(insights, action, **{"from": "2026-02-02", "to": "2026-02-01"})
    assert refused.status_code == 400
    assert "Must not be later than" in visible(refused)
