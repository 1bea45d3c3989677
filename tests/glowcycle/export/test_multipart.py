"""Multipart uploads reach only the objects of the person of the request."""

import pytest

from glowcycle.aws import request_context
from glowcycle.aws.access_guard import TenantViolation
from glowcycle.errors import Unavailable
from glowcycle.storage import multipart, objects


def key_of(phone):
    return f"exports/{phone.user_id}/one.zip"


@pytest.mark.parametrize(
    "touch",
    [
        lambda key: multipart.begin(key=key, content_type="application/zip", file_name="x"),
        lambda key: multipart.put_part(key=key, upload_id="x", number=1, content=b"x"),
        lambda key: multipart.complete(key=key, upload_id="x", etags=["x"]),
        lambda key: multipart.abort(key=key, upload_id="x"),
        lambda key: multipart.download_link(key=key, seconds=60),
        lambda key: objects.keep_for(key=key, days=30),
        lambda key: objects.keep_for(key=key, days=None),
    ],
)
def test_calls_on_another_persons_object_are_refused(alice, stranger, touch):
    with request_context.act_for_user(alice.user_id), pytest.raises(TenantViolation):
        touch(key_of(stranger))


@pytest.mark.parametrize(
    "write",
    [
        lambda key: multipart.begin(key=key, content_type="application/zip", file_name="x"),
        lambda key: multipart.put_part(key=key, upload_id="x", number=1, content=b"x"),
        lambda key: multipart.complete(key=key, upload_id="x", etags=["x"]),
        lambda key: objects.keep_for(key=key.replace("exports/", "kept/"), days=30),
    ],
)
def test_no_write_begins_shortly_before_the_time_out(alice, write):
    late = request_context.RequestContext(user_id=alice.user_id, time_left=lambda: 2.9)
    with request_context.open_context(late), pytest.raises(Unavailable):
        write(key_of(alice))


def test_ending_an_upload_again_succeeds(alice):
    key = key_of(alice)
    upload = multipart.begin(key=key, content_type="application/zip", file_name="x.zip")
    parts = [multipart.put_part(key=key, upload_id=upload, number=1, content=b"all of it")]
    multipart.complete(key=key, upload_id=upload, etags=parts)
    multipart.complete(key=key, upload_id=upload, etags=parts)  # as after a lost answer
    assert objects.get(key=key) == b"all of it"
