"""The tag of a read: for which answer it counts, and what comes before it."""

import pytest
from django.utils import timezone

from tests.support.browser_client import Browser
from tests.support.conditional_answers import READS, again, log, reader, stopped_clock
from tests.support.gateway_requests import as_balancer, as_http_api
from tests.support.lambda_events import CONTEXT, api_event


@pytest.fixture
def clock():
    with stopped_clock() as clock:
        yield clock


@pytest.fixture
def her(clock):
    return reader(clock)


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


def test_a_page_tells_of_a_304_and_is_none(her):
    browser, path = Browser(), f"/journal/user/{her.user_id}"
    browser.sign_in(her.token)
    tag = her.get(path).headers["ETag"]
    page = browser.get(path, **{"If-None-Match": tag})
    assert page.status_code == 200
    assert "ETag" not in page.headers
    assert "304 Not Modified" in page.content.decode()
    assert browser.get(f"{path}?format=json", **{"If-None-Match": tag}).status_code == 304


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
