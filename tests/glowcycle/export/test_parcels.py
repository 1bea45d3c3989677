"""Large files in the bucket are written and fetched by whom they belong to, and nobody else."""

import pytest

from glowcycle.aws import parcels, photos, request_context
from glowcycle.aws.access_guard import NotHers
from glowcycle.errors import Unavailable


def of(phone):
    return f"exports/{phone.person_id}/one.zip"


@pytest.mark.parametrize(
    "touch",
    [
        lambda key: parcels.begin(key=key, content_type="application/zip", file_name="x"),
        lambda key: parcels.put_part(key=key, upload_id="x", number=1, content=b"x"),
        lambda key: parcels.end(key=key, upload_id="x", parts=["x"]),
        lambda key: parcels.give_up(key=key, upload_id="x"),
        lambda key: parcels.link(key=key, seconds=60),
        lambda key: photos.keep_for(key=key, days=30),
        lambda key: photos.keep_for(key=key, days=None),
    ],
)
def test_no_call_touches_what_is_another_persons(alice, stranger, touch):
    with request_context.acting_for(alice.person_id), pytest.raises(NotHers):
        touch(of(stranger))


@pytest.mark.parametrize(
    "write",
    [
        lambda key: parcels.begin(key=key, content_type="application/zip", file_name="x"),
        lambda key: parcels.put_part(key=key, upload_id="x", number=1, content=b"x"),
        lambda key: parcels.end(key=key, upload_id="x", parts=["x"]),
        lambda key: photos.keep_for(key=key.replace("exports/", "kept/"), days=30),
    ],
)
def test_no_write_is_begun_that_might_be_cut_off(alice, write):
    late = request_context.Scope(person_id=alice.person_id, time_left=lambda: 2.9)
    with request_context.opened(late), pytest.raises(Unavailable):
        write(of(alice))


def test_a_file_that_was_made_already_is_as_good_as_made_now(alice):
    key = of(alice)
    upload = parcels.begin(key=key, content_type="application/zip", file_name="x.zip")
    parts = [parcels.put_part(key=key, upload_id=upload, number=1, content=b"all of it")]
    parcels.end(key=key, upload_id=upload, parts=parts)
    parcels.end(key=key, upload_id=upload, parts=parts)  # as when the answer was lost
    assert photos.get(key=key) == b"all of it"
