"""Headers that keep a browser from using an answer for anything but what it is."""

import pytest

HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/health"),
        ("GET", "/journal/user/alice"),
        ("HEAD", "/journal/user/alice"),
        ("GET", "/journal/user/alice?format=csv"),
        ("GET", "/journal/user/alice?format=svg"),
        ("GET", "/journal/user/somebody-else"),
        ("GET", "/me/export"),
        ("GET", "/nowhere"),
        ("POST", "/journal"),
        ("PROPFIND", "/journal"),
        ("GET", "/"),
        ("GET", "/schema"),
    ],
)
@pytest.mark.parametrize("sender", ["alice", "nobody"])
def test_every_answer_is_inert_in_a_browser(request, sender, method, path):
    phone = request.getfixturevalue(sender)
    answer = phone.send(method, path.replace("alice", phone.user_id))
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    directives = answer.headers["Content-Security-Policy"].split("; ")
    policy = {name: rest for name, _, rest in (each.partition(" ") for each in directives)}
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
