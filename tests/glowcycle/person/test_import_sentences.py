"""Each answer of an import says in sentences what would happen, what did, and what was undone."""

from tests.support.brought_files import (
    DAYLIO,
    DRIP_DAYS,
    brought,
    finished,
    preview,
    previewed,
)
from tests.support.period_logs import log_period

IMPLANT = b"""<HealthData><Record type="HKCategoryTypeIdentifierContraceptive"
startDate="2025-08-01 08:00:00 -0700" endDate="4001-01-01 00:00:00 +0000"
value="HKCategoryValueContraceptiveImplant"/></HealthData>"""
EMPTY = b"date,temperature.value,bleeding.value,bleeding.exclude,note.value\n"


def told(answer):
    return answer.json()["sentences"]


def test_a_preview_says_what_would_come_in_and_what_it_would_tell(alice):
    assert told(preview(alice, today="2026-03-20")) == [
        "The file reaches from 1\u00a0February 2026 to 3\u00a0March 2026.",
        "4 new records would come in.",
        "Your history would then have 2 periods.",
        "Your next period would then be expected about 31\u00a0March 2026.",
    ]
    assert told(preview(alice, DAYLIO))[1:] == [
        "2 new records would come in.",
        "3 values of the file are left out.",
    ]


def test_a_preview_says_why_there_would_be_no_forecast(alice):
    log_period(alice, "2026-02-02")
    assert told(preview(alice, IMPLANT)) == [
        "The file reaches from 1\u00a0August 2025 to 1\u00a0August 2025.",
        "1 new record would come in.",
        "Your history would then have 1 period.",
        "Hormonal contraception stops ovulation, or may, so neither periods nor fertile days are "
        "predicted.",
    ]
    german = told(alice.get(previewed(alice, IMPLANT), Accept_Language="de"))
    assert "Eisprung" in german[-1]


def test_it_says_how_many_of_her_own_days_stay_and_what_is_there_already(alice):
    alice.post("/period", {"date": DRIP_DAYS[0], "flow": "light"})
    alice.post("/period", {"date": DRIP_DAYS[1], "flow": "medium"})
    alice.post("/period", {"date": DRIP_DAYS[2], "flow": "light"})
    alice.delete(f"/period/{DRIP_DAYS[2]}")
    assert told(preview(alice))[1:5] == [
        "1 new record would come in.",
        "1 record is there already.",
        "1 day or stage of your own stays.",
        "1 record that you deleted stays deleted.",
    ]


def test_a_file_without_records_says_so(alice):
    assert told(preview(alice, EMPTY)) == ["Nothing new would come in."]


def test_an_import_says_what_it_did(alice):
    alice.post("/period", {"date": DRIP_DAYS[0], "flow": "light"})
    address = brought(alice, fillDays=True)
    assert told(alice.get(address)) == [
        "3 records came in.",
        "1 day of your own has more in it now.",
    ]
    alice.patch(f"/period/{DRIP_DAYS[1]}", {"flow": "heavy"})
    finished(alice, "DELETE", address)
    assert told(alice.get(address)) == [
        "2 records were taken back.",
        "1 day of your own is as it was before.",
        "1 record stays, since you changed it.",
    ]
    again = brought(alice, DAYLIO)
    assert told(alice.get(brought(alice, DAYLIO)))[0] == "Nothing new came in."
    assert told(alice.get(again)) == ["2 records came in."]


def test_the_sentences_are_in_the_language_of_each_request(alice):
    address = previewed(alice)
    sentences = told(alice.get(address, Accept_Language="de"))
    assert sentences[:2] == [
        "Die Datei reicht vom 1.\u00a0Februar 2026 bis zum 3.\u00a0März 2026.",
        "4 neue Einträge kämen dazu.",
    ]
