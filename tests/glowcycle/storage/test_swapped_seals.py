"""No encrypted value can be decrypted in the place of another."""

import copy

from django.conf import settings

from glowcycle.aws import clients
from glowcycle.storage import objects
from tests.support.model_answers import GOOD, model_answer
from tests.support.people import someone
from tests.support.photo_bucket import named, picture
from tests.support.sealed_items import BODIES, plant, raw, write

CHANGES = {
    "journal": {"date": "2026-03-27"},
    "period": {"flow": "heavy"},
    "skin": {"date": "2026-03-27"},
    "stage": {"end": "2026-03-27"},
}


class InTable:
    """The ciphertext of a record at one time, and the address to read it."""

    def __init__(self, phone, address):
        self.phone, self.address = phone, address
        self.table, self.item = raw(phone, address)
        self.sealed = self.item["sealed"]["B"]

    def hold(self, sealed):
        plant(self.table, {**copy.deepcopy(self.item), "sealed": {"B": sealed}})

    def read(self):
        return self.phone.get(self.address)


class InBucket:
    """A kept photo."""

    def __init__(self, phone, address):
        self.phone, self.address = phone, f"{address}/photo"
        scan_id = address.rpartition("/")[2]
        self.place = {"Bucket": settings.S3_BUCKET_NAME}
        self.place["Key"] = objects.kept_key(user_id=phone.user_id, scan_id=scan_id)
        self.sealed = clients.s3().get_object(**self.place)["Body"].read()

    def hold(self, sealed):
        clients.s3().put_object(**self.place, Body=sealed)

    def read(self):
        return self.phone.get(self.address)


def locations(phone):
    """Return two records of each kind and two kept photos, and their earlier values."""
    now, earlier = [], []
    for kind in BODIES:
        first, second = write(phone, kind), write(phone, kind)
        earlier.append(InTable(phone, first))
        assert phone.patch(first, CHANGES[kind]).status_code == 200
        now += [InTable(phone, first), InTable(phone, second)]
    for colour in ("peru", "tan"):
        kept = phone.upload("/skin/analyze", photo=named(picture(colour)), keepPhoto="true")
        assert kept.status_code == 201, kept.content
        now.append(InBucket(phone, kept.headers["Location"]))
    return now, earlier


def test_no_value_is_decrypted_in_the_place_of_another(bedrock, capsys):
    bedrock.answers_with(model_answer(GOOD))
    own, foreign = locations(someone()), locations(someone())
    targets = [*own[0], *foreign[0]]
    sources = [*targets, *own[1], *foreign[1]]
    refused = 0
    for target in targets:
        own = target.sealed
        for source in sources:
            if source.sealed == own:
                continue
            target.hold(source.sealed)
            answer = target.read()
            problem = answer.json()
            assert (answer.status_code, problem["code"]) == (409, "unreadable")
            assert problem.keys() == {"type", "title", "status", "code", "detail", "requestId"}
            refused += 1
        target.hold(own)
        assert target.read().status_code == 200
    assert refused == len(targets) * (len(sources) - 1)
    with capsys.disabled():
        print(f"\n{refused} of {refused} swapped values refused")
