"""Large files in the bucket are written and fetched by whom they belong to, and nobody else."""

import pytest

from glowcycle.aws import request_context
from glowcycle.aws.access_guard import TenantViolation
from glowcycle.errors import Unavailable
from glowcycle.storage import multipart, objects


def of(phone):
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
def test_no_call_touches_what_is_another_persons(alice, stranger, touch):
    with request_context.act_for_user(alice.user_id), pytest.raises(TenantViolation):
        touch(of(stranger))


@pytest.mark.parametrize(
    "write",
    [
        lambda key: multipart.begin(key=key, content_type="application/zip", file_name="x"),
        lambda key: multipart.put_part(key=key, upload_id="x", number=1, content=b"x"),
        lambda key: multipart.complete(key=key, upload_id="x", etags=["x"]),
        lambda key: objects.keep_for(key=key.replace("exports/", "kept/"), days=30),
    ],
)
def test_no_write_is_begun_that_might_be_cut_off(alice, write):
    late = request_context.RequestContext(user_id=alice.user_id, time_left=lambda: 2.9)
    with request_context.open_context(late), pytest.raises(Unavailable):
        write(of(alice))


def test_a_file_that_was_made_already_is_as_good_as_made_now(alice):
    key = of(alice)
    upload = multipart.begin(key=key, content_type="application/zip", file_name="x.zip")
    parts = [multipart.put_part(key=key, upload_id=upload, number=1, content=b"all of it")]
    multipart.complete(key=key, upload_id=upload, etags=parts)
    multipart.complete(key=key, upload_id=upload, etags=parts)  # as when the answer was lost
    assert objects.get(key=key) == b"all of it"
