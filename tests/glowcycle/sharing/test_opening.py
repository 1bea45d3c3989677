"""Opening a link: the door, the cookie, the page and its JSON."""

import re
import time
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.test.utils import override_script_prefix

from glowcycle.aws import request_context
from glowcycle.person.shares import services
from glowcycle.person.shares.serializers import PASSPHRASE_LENGTHS
from tests.support.problems import assert_problem
from tests.support.shared_links import Visitor, path_of, program
from tests.support.shared_links import link as link_of
from tests.support.shares import in_days, new_share, write

DAY = "2026-03-01"
RIGHT = "correct horse é"


def change(user_id, share_id, **content):
    with request_context.act_for_user(user_id):
        services.change_share(write=write(user_id, share_id, content))


@pytest.fixture
def link(alice):
    alice.post("/journal", {"date": DAY, "mood": "calm", "text": "hers alone"})
    return link_of(alice, "journalMoods", name="For Sam", first=DAY, last=DAY)


def test_the_first_page_shows_a_button_and_nothing_of_hers(link):
    page = Visitor().get(link)
    assert page.status_code == 200
    text = page.content.decode()
    assert '<form method="post">' in text
    assert "<button>Open</button>" in text
    assert "<input" not in text
    for hers in ("For Sam", "calm", DAY, "2026"):
        assert hers not in text


def test_the_button_opens_the_page(link):
    page = Visitor().show(link)
    assert page.status_code == 200
    text = page.content.decode()
    assert "For Sam" in text
    assert "calm" in text
    assert "hers alone" not in text


def test_a_program_opens_it_and_reads_json(alice, link):
    reader = program()
    assert_problem(reader.get(link), 403, "not_opened")
    answer = reader.show(link).json()
    assert answer["name"] == "For Sam"
    assert (answer["from"], answer["to"], answer["since"]) == (DAY, DAY, DAY)
    assert answer["scope"] == ["journalMoods"]
    [share] = alice.get("/me/shares").json()["shares"]
    assert answer["expiresAt"] == share["expiresAt"]
    assert answer["journalMoods"] == [{"date": DAY, "mood": "calm", "energy": None}]
    assert answer.keys() == {
        *("name", "from", "to", "expiresAt", "asOf", "since", "scope", "journalMoods", "notice")
    }


def test_a_browser_may_ask_for_json(link):
    visitor = Visitor()
    visitor.open(link)
    assert visitor.get(f"{link}?format=json").json()["scope"] == ["journalMoods"]


def test_whoever_names_no_form_gets_no_page(link):
    assert_problem(Visitor("*/*").get(link), 403, "not_opened")


def test_head_answers_as_get_without_a_body(link):
    visitor = Visitor()
    door = visitor.head(link)
    assert (door.status_code, door.content) == (200, b"")
    visitor.open(link)
    assert visitor.head(link).status_code == 200


def test_the_cookie_is_for_this_link_alone_and_for_half_an_hour(link):
    opened = Visitor().open(link)
    [cookie] = opened.cookies.values()
    assert (cookie["path"], cookie["max-age"]) == (link, 30 * 60)
    assert (cookie["samesite"], cookie["httponly"]) == ("Strict", True)
    assert (opened.status_code, opened.headers["Location"]) == (303, link)


def test_a_cookie_opens_no_other_share(alice, link):
    other = link_of(alice, "journalText")
    visitor, reader = Visitor(), program()
    [cookie] = visitor.open(link).cookies.values()
    reader.client.cookies[cookie.key] = cookie.value
    assert_problem(reader.get(other), 403, "not_opened")
    assert reader.get(link).status_code == 200


def test_a_forged_cookie_opens_nothing(alice, link):
    [cookie] = Visitor().open(link).cookies.values()
    for value in (cookie.value[:-1], cookie.value.partition(":")[0], "", "x:y:z", "\ud800"):
        reader = program()
        reader.client.cookies[cookie.key] = value.encode("utf-8", "replace").decode()
        assert_problem(reader.get(link), 403, "not_opened")


def test_a_cookie_ends_after_half_an_hour(link, monkeypatch):
    reader = program()
    reader.open(link)
    later = SimpleNamespace(time=lambda: time.time() + 30 * 60 + 1)
    monkeypatch.setattr("django.core.signing.time", later)
    assert_problem(reader.get(link), 403, "not_opened")


def test_another_link_of_the_share_wants_to_be_opened_anew(alice):
    share_id, ends_at = str(uuid4()), in_days(3)
    first = path_of(new_share(alice.user_id, share_id=share_id, ends_at=ends_at))
    reader = program()
    [cookie] = reader.open(first).cookies.values()
    second = path_of(new_share(alice.user_id, share_id=share_id, ends_at=ends_at))
    assert reader.get(first).status_code == 404
    reader.client.cookies[cookie.key] = cookie.value
    assert_problem(reader.get(second), 403, "not_opened")


def test_a_token_opens_no_more_than_no_token(alice, stranger, link):
    for phone in (alice, stranger):
        assert_problem(phone.get(link), 403, "not_opened")
        reader = Visitor("application/json", Authorization=f"Bearer {phone.token}")
        assert reader.show(link).json()["scope"] == ["journalMoods"]


def test_behind_the_name_of_a_stage_the_cookie_is_for_the_whole_path(link):
    with override_script_prefix("/dev/"):  # as the WSGI handler does; the test client does not
        answer = Visitor().open(link)
    [cookie] = answer.cookies.values()
    assert cookie["path"] == answer.headers["Location"] == f"/dev{link}"


class TestPassphrase:
    @pytest.fixture
    def made(self, alice):
        return new_share(alice.user_id, scope=["journalMoods"], passphrase=RIGHT)

    @pytest.fixture
    def link(self, made):
        return path_of(made)

    def test_the_door_asks_for_it(self, link):
        assert 'name="passphrase"' in Visitor().get(link).content.decode()

    def test_there_is_room_for_the_longest(self, link):
        page = Visitor().get(link).content.decode()
        longest = "\N{SLIGHTLY SMILING FACE}" * PASSPHRASE_LENGTHS[1]
        units = len(longest.encode("utf-16-le")) // 2  # in which browsers count
        assert int(re.search(r'maxlength="(\d+)"', page)[1]) >= units

    def test_it_opens(self, link):
        assert Visitor().show(link, passphrase=RIGHT).status_code == 200

    @pytest.mark.parametrize("form", [{}, {"passphrase": ""}, {"passphrase": "wrong\x00"}])
    def test_without_it_nothing_opens(self, link, form):
        visitor, reader = Visitor(), program()
        refused = visitor.open(link, **form)
        assert refused.status_code == 403
        assert "not the passphrase" in refused.content.decode()
        assert not refused.cookies
        assert_problem(reader.open(link, **form), 403, "wrong_passphrase")
        assert_problem(reader.get(link), 403, "not_opened")

    def test_another_passphrase_ends_what_was_opened(self, alice, made, link):
        reader = program()
        assert reader.show(link, passphrase=RIGHT).status_code == 200
        change(alice.user_id, made.share_id, passphrase="another one")
        assert_problem(reader.get(link), 403, "not_opened")

    @pytest.mark.calm  # a lost answer counts twice
    def test_ten_wrong_ones_lock_the_link(self, link):
        reader = program()
        for _ in range(10):
            assert reader.open(link, passphrase="no").status_code == 403
        assert reader.open(link, passphrase=RIGHT).status_code == 404
        assert reader.get(link).status_code == 404


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b"passphrase=a&passphrase=b", "application/x-www-form-urlencoded", 400),
        (b"other=a", "application/x-www-form-urlencoded", 400),
        (b"passphrase=%ff", "application/x-www-form-urlencoded", 400),
        (b"\xff", "application/x-www-form-urlencoded", 400),
        (b"passphrase=" + b"a" * 5000, "application/x-www-form-urlencoded", 413),
        (b"passphrase=a", "application/x-www-form-urlencoded; charset=utf-7", 415),
        (b'{"passphrase": "a"}', "application/json", 415),
    ],
)
def test_a_hostile_form_is_refused(link, body, content_type, status):
    client = program().client
    answer = client.post(link, body, content_type=content_type)
    assert answer.status_code == status
    assert not answer.cookies
