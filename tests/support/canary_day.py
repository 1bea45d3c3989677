"""A day of requests in which a person sends every kind of text once, each text a canary."""

import json
from collections.abc import Iterator
from io import BytesIO
from random import Random
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import boto3
from django.conf import settings
from PIL import Image

from tests.support.model_answers import GOOD
from tests.support.model_answers import model_answer as model_says
from tests.support.photo_bucket import face_alone, named
from tests.support.shared_links import program
from tests.support.shares import in_days

CONSENT = "/me/consents/photo-analysis"
NOISE = 32  # rows


class Day:
    """The texts that she sends (39 canaries), and pieces of her photos' files and pixels."""

    def __init__(self) -> None:
        run = uuid4().hex[:8]
        self.canaries = [f"canary {number:02} {run} schön 😌" for number in range(39)]
        self.shown: list[bytes] = []
        self._unsent = iter(self.canaries)
        self._dice = Random(run)

    def say(self) -> str:
        return next(self._unsent)

    def photo(self) -> bytes:
        """Return a photo of a face above noise whose file holds its pixels as they are."""
        face = face_alone()
        pixels = self._dice.randbytes(face.width * NOISE * 3)
        sheet = Image.new("RGB", (face.width, face.height + NOISE))
        sheet.paste(face)
        sheet.paste(Image.frombytes("RGB", (face.width, NOISE), pixels), (0, face.height))
        file = BytesIO()
        sheet.save(file, "PNG", compress_level=0)
        self.shown += [*_parts(pixels), *_parts(file.getvalue())]
        return file.getvalue()

    def live(self, phone: Any, model: Any) -> None:
        """Send good and bad requests to every address that takes or returns her data."""
        addresses = [*self._log(phone), *self._write(phone)]
        self._sync(phone)
        self._show(phone, model)
        self._ask(phone, addresses)
        self._err(phone)
        assert next(self._unsent, None) is None, "some canaries were not sent"

    def _log(self, phone: Any) -> Iterator[str]:
        for number, flow in enumerate(("spotting", "heavy", "light"), start=1):
            symptoms = [self.say(), self.say()]
            body = {"date": f"2026-02-0{number}", "flow": flow, "symptoms": symptoms}
            extra = {"ovulationTest": "positive", "cycleLength": 31}
            yield _made(phone.post("/period", {**body, **extra}))

        stage = {"kind": "exclusion", "start": "2026-02-01", "reason": "miscarriage"}
        yield _made(phone.post("/period/stages", stage))

    def _write(self, phone: Any) -> Iterator[str]:
        for number in range(1, 5):
            body = {"date": f"2026-02-0{number}", "mood": self.say(), "text": self.say()}
            body |= {"tags": [self.say(), self.say()], "energy": 61, "cycleDay": 17}
            yield _made(phone.post("/journal", body, Idempotency_Key=f"key-{number}"))
        scores = dict.fromkeys(("radiance", "moisture", "texture", "pores", "darkCircles"), 83)
        yield _made(phone.post("/skin", {"date": "2026-02-01", "metrics": scores}))

    def _sync(self, phone: Any) -> None:
        entry = {"kind": "journal", "id": str(uuid4()), "operationId": str(uuid4())}
        first = {"date": "2026-02-05", "text": self.say(), "tags": [self.say()]}
        done = [
            {**entry, "action": "create", "record": first},
            {**entry, "action": "change", "record": {"mood": self.say()}, "operationId": "second"},
            {
                "kind": "period",
                "id": "2026-02-01",
                "operationId": "third",
                "action": "change",
                "record": self._signs(),
            },
        ]
        answer = phone.post("/sync", {"operations": done})
        assert [each["status"] for each in answer.json()["results"]] == ["applied"] * 3
        phone.get("/sync")

    def _signs(self) -> dict[str, Any]:
        """Return what a day holds besides bleeding."""
        return {
            "startsPeriod": True,
            "temperature": {"celsius": 36.45, "time": "06:40"},
            "mucus": "eggWhite",
            "pregnancyTest": "faint",
            "sex": "unprotected",
            "pain": 7,
            "medication": [self.say()],
            "note": self.say(),
        }

    def _show(self, phone: Any, model: Any) -> None:
        phone.delete(CONSENT)
        assert phone.upload("/skin/analyze", photo=named(self.photo())).status_code == 403
        phone.put(CONSENT, {"version": "1"})
        broken = {**GOOD, "observations": [{"what": self.say(), "where": "nose"}]}
        model.answers_with(model_says(broken), model_says(GOOD))
        kept = phone.upload("/skin/analyze", photo=named(self.photo()), keepPhoto="true")
        jpeg = phone.get(f"{_made(kept)}/photo").content
        self.shown += _parts(jpeg)
        _made(phone.upload("/skin/analyze", photo=named(self.photo())))
        for photo, status in ((self.photo(), 201), (b"GIF89a" + self.photo(), 422)):
            photo_id = send_to_bucket(phone, photo)
            assert phone.post("/skin/analyze", {"photoId": photo_id}).status_code == status

    def _ask(self, phone: Any, addresses: list[str]) -> None:
        phone.patch(addresses[3], {"text": self.say(), "energy": 62})
        phone.delete(addresses[4])
        phone.delete(addresses[1])
        for address in addresses:
            phone.get(address)
        for kind in ("period", "journal", "skin"):
            for form in ("json", "csv", "svg"):
                phone.get(f"/{kind}/user/{phone.user_id}?format={form}")
        phone.get(f"/journal/user/{phone.user_id}?mood={self.canaries[6]}")
        phone.get(f"/journal/user/{phone.user_id}?tag={self.canaries[8]}")
        phone.get(f"/period/predictions/{phone.user_id}")
        phone.get(f"/period/cycles/{phone.user_id}")
        phone.get("/me/consents")
        phone.put("/me/profile", {"birthYear": 1991, "goal": "conceive"})
        phone.get("/me/profile")
        phone.put("/me/moods", {"moods": [self.say(), self.say()]})
        phone.get("/me/moods")
        phone.put("/me/calendar", {"title": self.say()})
        phone.get("/me/calendar")
        self._take_along(phone)

    def _take_along(self, phone: Any) -> None:
        """Show somebody what she chose, and ask for a report with words of hers in it."""
        passphrase = self.say()
        secrets = {"name": self.say(), "passphrase": passphrase}
        body = {**secrets, "preset": "clinician", "expiresAt": in_days(30)}
        path = urlsplit(phone.post("/me/shares", body).json()["url"]).path
        assert program().show(path, passphrase=passphrase).status_code == 200
        phone.get("/me/shares")
        phone.get("/me/access-log")
        typed = {"name": self.say(), "question": self.say()}
        assert phone.post("/me/report", typed).status_code == 200

    def _err(self, phone: Any) -> None:
        body = {"date": "2026-02-01", "mood": self.say(), "energy": 101}
        assert phone.post("/journal", body).status_code == 400
        assert phone.post("/journal", {"date": "2026-02-01", self.say(): 5}).status_code == 400
        assert phone.post("/period", json.dumps(self.say()).encode()[:-1]).status_code == 400


def send_to_bucket(phone: Any, photo: bytes) -> str:
    """Upload a photo directly to the bucket, as a phone does; return its id."""
    offer = phone.post("/skin/photos", {"contentType": "image/png", "size": len(photo)}).json()
    boto3.client("s3", region_name=settings.AWS_REGION).put_object(
        Bucket=settings.S3_BUCKET_NAME, Key=offer["fields"]["key"], Body=photo
    )
    return str(offer["photoId"])


def _made(answer: Any) -> str:
    assert answer.status_code == 201, answer.content
    return str(answer.headers["Location"])


def _parts(data: bytes) -> list[bytes]:
    """Return pieces of the data, each long enough to be in no other file by chance."""
    step = max(len(data) // 8, 24)
    return [data[start : start + 24] for start in range(0, len(data) - 24, step)][1:]
