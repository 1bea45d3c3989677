"""How a phone of docs/sync.md sends the photos that she took offline."""

from base64 import b64decode
from functools import partial
from io import BytesIO
from typing import Any

from tests.support.phone import Phone
from tests.support.phone_requests import SIGNED_OUT, Answer, Erased, SignedOut, once
from tests.support.phone_store import PhoneStore

ADDRESS = "/skin/analyze"
EXPIRED = 404
# The scan is there, or was there and is deleted.
DONE = frozenset({201, 409})
# The photo cannot be measured, or is too large.
DROPPED = frozenset({400, 413, 415, 422})
# She may have to consent, or to wait.
FOR_ALL = frozenset({403, 429})


def send_photos(phone: Phone, store: PhoneStore) -> bool:
    """Photos taken offline: send each once. Return whether `take` has a scan to tell of.

    Raise SignedOut, Erased.
    """
    is_any = False
    for photo in [*store.photos]:
        store.reach("before a request")
        answer = once(partial(_send, phone, photo))
        store.reach("after an answer")
        if answer is not None:
            is_any |= answer.status in DONE
            _look_at(store, photo, answer)
            store.save()
            if answer.status in FOR_ALL:
                break
    return is_any


def _send(phone: Phone, photo: dict[str, Any]) -> Any:
    options = {name: photo[name] for name in ("scanId", "date")}
    if photo["photoId"]:
        body = {**options, "keepPhoto": photo["keepPhoto"]}
        return phone.post(f"/skin/photos/{photo['photoId']}/analyze", body)
    file = BytesIO(b64decode(photo["photo"]))
    file.name = "photo.jpg"
    return phone.upload(
        ADDRESS, **options, keepPhoto="true" if photo["keepPhoto"] else "false", photo=file
    )


def _look_at(store: PhoneStore, photo: dict[str, Any], answer: Answer) -> None:
    """Photos taken offline: what to do on each status."""
    if answer.status == SIGNED_OUT:
        raise SignedOut
    if answer.code == "erased":
        raise Erased
    if answer.status == EXPIRED or answer.code == "unreadable_photo":
        photo["photoId"] = None
    elif answer.status in DONE:
        store.photos.remove(photo)
    elif answer.status in DROPPED:
        store.photos.remove(photo)
        store.tell({"scanId": photo["scanId"], "date": photo["date"]}, answer.body)
    elif answer.body and "photoId" in answer.body:
        photo["photoId"] = answer.body["photoId"]
