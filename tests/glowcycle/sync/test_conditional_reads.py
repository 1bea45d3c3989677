"""`If-None-Match` of a read is 304 exactly while the answer that a client keeps is still right."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from glowcycle.aws import clients
from glowcycle.encryption import cipher
from glowcycle.sandbox.identity import issue_token
from tests.benchmarks.store_cost import counted
from tests.support.browser_client import Browser
from tests.support.conditional_answers import READS, without_cursors
from tests.support.gateway_requests import as_balancer, as_http_api
from tests.support.lambda_events import CONTEXT, api_event
from tests.support.people import someone
from tests.support.sealed_items import plant, raw

SCORES = dict.fromkeys(("radiance", "moisture", "texture", "pores", "darkCircles"), 50)
# By kind: how to log one more record, and a change of it.
CHANGES = {
    "journal": (lambda her, day: entry(her, day).json()["entryId"], {"energy": 41}),
    "skin": (lambda her, day: scan(her, day).json()["scanId"], {"metrics": {**SCORES, "pores": 1}}),
    "period": (
        lambda her, day: log(her, day - timedelta(days=9)).json()["date"],
        {"flow": "heavy"},
    ),
}


@pytest.fixture
def clock():
    """Stop the clock at noon of today."""
    noon = timezone.now().replace(hour=12, minute=0, second=0, microsecond=0)
    with time_machine.travel(noon, tick=False) as clock:
        yield clock


@pytest.fixture
def her(clock):
    """Return the phone of a person whose last write was five minutes ago."""
    her = someone()
    her.token = issue_token(user_id=her.user_id, lifetime=timedelta(days=60))
    today = timezone.now().date()
    for back in (0, 1, 28, 29, 56):
        log(her, today - timedelta(days=back))
    for back in range(6):
        entry(her, today - timedelta(days=back))
    scan(her, today)
    clock.shift(timedelta(minutes=5))
    return her


def log(phone, day, flow="medium"):
    return phone.put(f"/period/{day}", {"date": str(day), "flow": flow})


def scan(phone, day):
    return phone.post("/skin", {"date": str(day), "metrics": SCORES})


def entry(phone, day, **content):
    return phone.post("/journal", {"date": str(day), "energy": 40, "tags": ["calm"], **content})


def again(phone, path, answer, **headers):
    return phone.get(path, If_None_Match=answer.headers["ETag"], **headers)


def test_what_has_not_changed_is_304_without_a_body(her):
    for path in READS:
        answer = her.get(path.format(her.user_id))
        assert answer.status_code == 200
        repeated = again(her, path.format(her.user_id), answer)
        assert (repeated.status_code, repeated.content) == (304, b""), path
        for name in ("ETag", "Cache-Control"):
            assert repeated.headers[name] == answer.headers[name]
        varies, varied = (set(a.headers["Vary"].split(", ")) for a in (repeated, answer))
        assert varies == varied >= {"Accept", "Accept-Encoding", "Accept-Language"}
        assert "Content-Type" not in repeated.headers
        assert answer.headers["ETag"].startswith('W/"')


@pytest.mark.parametrize("how", ["create", "change", "delete"])
@pytest.mark.parametrize("kind", CHANGES)
def test_each_change_behind_an_answer_makes_it_new(her, clock, kind, how):
    create, change = CHANGES[kind]
    today = timezone.now().date()
    name = create(her, today) if how != "create" else None
    clock.shift(timedelta(minutes=5))
    before = {path: her.get(path.format(her.user_id)) for path in READS}
    clock.shift(timedelta(minutes=5))
    if how == "create":
        create(her, today)
    elif how == "change":
        assert her.patch(f"/{kind}/{name}", change).status_code == 200
    else:
        assert her.delete(f"/{kind}/{name}").status_code == 204
    for path, answer in before.items():
        address = path.format(her.user_id)
        fresh, repeated = her.get(address), again(her, address, answer)
        if kind in READS[path] and without_cursors(fresh) != without_cursors(answer):
            assert repeated.status_code == 200, path
            assert without_cursors(repeated) == without_cursors(fresh), path
        elif kind not in READS[path]:
            assert repeated.status_code == 304, path
    own = f"/{kind}/user/{{}}"
    assert again(her, own.format(her.user_id), before[own]).status_code == 200


def test_a_write_that_becomes_visible_late_makes_it_new(her, clock):
    path = f"/journal/user/{her.user_id}"
    answer = her.get(path)
    clock.shift(timedelta(seconds=-40))  # its time is before the read, and it appears after it
    entry(her, timezone.now().date(), text="late")
    clock.shift(timedelta(seconds=50))
    repeated = again(her, path, answer)
    assert repeated.status_code == 200
    assert repeated.json()["results"][0]["text"] == "late"


def test_an_answer_made_again_and_the_same_is_304_with_a_newer_tag(her, clock):
    path = f"/period/predictions/{her.user_id}"
    log(her, timezone.now().date(), "heavy")
    answer = her.get(path)  # too soon after the write to be sure
    clock.shift(timedelta(minutes=5))
    repeated = again(her, path, answer)
    assert repeated.status_code == 304
    assert repeated.headers["ETag"] != answer.headers["ETag"]
    with counted() as cost:
        assert again(her, path, repeated).headers["ETag"] == repeated.headers["ETag"]
    assert cost.calls == 1


def test_it_reads_and_opens_nothing(her, monkeypatch):
    answers, calls = {}, {}
    for path in READS:
        with counted() as cost:
            answers[path] = her.get(path.format(her.user_id))
        calls[path] = cost.calls

    def opens(*_, **__):
        raise AssertionError

    monkeypatch.setattr(cipher, "unseal", opens)
    for path, kinds in READS.items():
        with counted() as cost:
            assert again(her, path.format(her.user_id), answers[path]).status_code == 304
        assert cost.names == ["Query"] * len(kinds)
        assert cost.calls <= calls[path]


def test_a_read_without_a_tag_costs_no_more_calls_than_before(her):
    for path, calls in {
        "/journal/user/{}": 2,
        "/skin/user/{}": 2,
        "/period/user/{}": 1,
        "/period/cycles/{}": 1,
        "/period/predictions/{}": 1,
    }.items():
        her.get("/period/2026-01-01")  # reads her key
        with counted() as cost:
            assert her.get(path.format(her.user_id)).status_code == 200
        assert cost.calls == calls


def test_the_next_day_and_half_a_day_later_it_is_made_again(her, clock):
    path = f"/period/predictions/{her.user_id}"
    answer = her.get(path)
    clock.shift(timedelta(hours=12) - timedelta(seconds=1))
    late = again(her, path, answer)
    assert late.status_code == 200  # another day has begun
    assert late.json()["asOf"] != answer.json()["asOf"]
    clock.shift(timedelta(hours=1))
    dated = f"{path}?today={timezone.now().date()}"
    answer = her.get(dated)
    clock.shift(timedelta(hours=11, minutes=59))
    kept = again(her, dated, answer)
    assert (kept.status_code, kept.headers["ETag"]) == (304, answer.headers["ETag"])
    clock.shift(timedelta(minutes=2))
    made = again(her, dated, answer)
    assert (made.status_code, made.headers["ETag"] != answer.headers["ETag"]) == (304, True)


def test_a_tag_counts_for_its_own_answer_alone(her, stranger, settings):
    paths = [path.format(her.user_id) for path in READS]
    tags = {path: her.get(path).headers["ETag"] for path in paths}
    assert len(set(tags.values())) == len(paths)
    for path in paths:
        others = ", ".join(tag for other, tag in tags.items() if other != path)
        assert her.get(path, If_None_Match=others).status_code == 200
        assert her.get(path, If_None_Match=f"{others}, {tags[path]}").status_code == 304
    path = f"/period/predictions/{her.user_id}"
    for others in ({"Accept": "image/svg+xml"}, {"Accept_Language": "es"}):
        assert her.get(path, If_None_Match=tags[path], **others).status_code == 200
    assert stranger.get(path, If_None_Match=tags[path]).status_code == 403
    settings.RELEASE = "42"  # its answer is made, and happens to be the same
    made = her.get(path, If_None_Match=tags[path])
    assert (made.status_code, made.headers["ETag"] != tags[path]) == (304, True)


@pytest.mark.parametrize(
    "forged",
    [
        "*",
        "{subject}-{read_at}-{digest}",
        'W/"{subject}-f{read_at}-{digest}"',  # of the future
        'W/"{subject}-{read_at}-{digest}0"',
        'W/"{subject}-0-{digest}"' + "," * 20_000,
        'W/"0000000000000000-{read_at}-{digest}"',
        "W/'{subject}-{read_at}-{digest}'",
        "é😌",
        "",
    ],
)
def test_a_tag_that_no_answer_had_is_ignored(her, forged):
    path = f"/period/predictions/{her.user_id}"
    log(her, timezone.now().date(), "heavy")
    tag = her.get(path).headers["ETag"]
    subject, read_at, _ = tag[3:-1].split("-")
    made_up = {"subject": subject, "read_at": read_at, "digest": "0" * 24}
    assert her.get(path, If_None_Match=forged.format(**made_up)).status_code == 200
    assert her.get(path, If_None_Match=f"{forged.format(**made_up)} , {tag}").status_code == 304


def test_a_record_that_expires_makes_it_new(her, clock):
    path = f"/journal/user/{her.user_id}"
    retain(her, clock, journal=30)
    clock.move_to(timezone.now().replace(hour=11, minute=50) + timedelta(days=30))
    answer = her.get(path)
    assert len(answer.json()["results"]) == 6
    clock.shift(timedelta(minutes=20))
    repeated = again(her, path, answer)
    assert repeated.status_code == 200
    assert repeated.json()["results"] == []


def test_a_record_that_expired_before_she_ended_the_retention_makes_it_new(her, clock):
    path = f"/journal/user/{her.user_id}"
    retain(her, clock, journal=30)
    clock.move_to(timezone.now().replace(hour=11, minute=50) + timedelta(days=30))
    answer = her.get(path)
    assert len(answer.json()["results"]) == 6
    clock.shift(timedelta(minutes=20))
    for each in answer.json()["results"]:  # as the store does: it leaves no tombstone
        table, item = raw(her, f"/journal/{each['entryId']}")
        clients.dynamodb().delete_item(
            TableName=table, Key={name: item[name] for name in ("userId", "entryId")}
        )
    retain(her, clock, journal=None)
    repeated = again(her, path, answer)
    assert (repeated.status_code, repeated.json()["results"]) == (200, [])


def retain(phone, clock, **days):
    wanted = {"journal": None, "period": None, "skin": None, **days}
    while phone.put("/me/retention", wanted).status_code != 200:
        clock.shift(timedelta(minutes=3))


def test_a_record_that_is_readable_again_makes_it_new(her, clock):
    entry_id = her.get(f"/journal/user/{her.user_id}").json()["results"][0]["entryId"]
    table, whole = raw(her, f"/journal/{entry_id}")
    for path in ("/journal/user/{}", "/journal/user/{}?format=csv"):
        plant(table, {**whole, "sealed": {"B": b"\x01"}})
        answer = her.get(path.format(her.user_id))
        clock.shift(timedelta(minutes=5))
        assert again(her, path.format(her.user_id), answer).status_code == 304
        plant(table, whole)
        assert again(her, path.format(her.user_id), answer).status_code == 200


def test_refusals_come_first(her):
    path = f"/period/predictions/{her.user_id}"
    answer = her.get(path)
    her.put("/me/restriction", {"restricted": True})
    assert again(her, path, answer).status_code == 403
    her.put("/me/restriction", {"restricted": False})
    assert again(her, path, answer).status_code == 304
    her.delete("/me")
    assert again(her, path, answer).status_code == 410


def test_head_is_304_too(her):
    path = f"/period/predictions/{her.user_id}"
    answer = her.get(path)
    head = her.send("HEAD", path, headers={"If-None-Match": answer.headers["ETag"]})
    assert (head.status_code, head.content) == (304, b"")


def test_a_page_is_never_304(her):
    browser, path = Browser(), f"/journal/user/{her.user_id}"
    browser.sign_in(her.token)
    tag = her.get(path).headers["ETag"]
    for query in ("", "?format=svg", "?format=json"):
        page = browser.get(path + query, **{"If-None-Match": tag})
        assert page.status_code == 200
        assert "ETag" not in page.headers


@pytest.mark.parametrize("form", [lambda event: event, as_http_api, as_balancer])
def test_each_gateway_passes_a_304_on(handlers, her, form):
    def ask(tag=""):
        event = api_event(path=f"/period/predictions/{her.user_id}", token=her.token)
        event["headers"]["If-None-Match"] = tag
        event["multiValueHeaders"]["If-None-Match"] = [tag]
        answer = handlers[0](form(event), CONTEXT)
        headers = answer.get("headers") or {
            name: values[-1] for name, values in answer["multiValueHeaders"].items()
        }
        return answer["statusCode"], answer["body"], headers["ETag"]

    status, body, tag = ask()
    assert (status, bool(body)) == (200, True)
    assert ask(tag) == (304, "", tag)
