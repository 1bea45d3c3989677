"""The pages of life stages: list, form, refusals, change and deletion."""

from tests.support.life_stages import add, stage


def text(page):
    return page.content.decode()


def test_the_list_leads_to_each_stage_and_has_a_form(signed_in, alice):
    name = add(alice, stage("contraception"))["stageId"]
    page = signed_in.get(f"/period/stages/user/{alice.user_id}")
    assert page.status_code == 200
    assert f'href="/period/stages/{name}"' in text(page)
    assert "Combined pill" in text(page)
    done = signed_in.submit(page, "/period/stages", kind="exclusion", reason="illness")
    assert done.status_code == 201, text(done)


def test_a_stage_that_overlaps_leads_to_the_other(signed_in, alice):
    name = add(alice, stage("contraception"))["stageId"]
    page = signed_in.get(f"/period/stages/user/{alice.user_id}")
    body = {"kind": "pregnancy", "start": "2026-02-01", "basis": "scan"}
    refused = signed_in.submit(page, "/period/stages", **body)
    assert refused.status_code == 409
    assert f'<a href="/period/stages/{name}">Open the other stage</a>' in text(refused)
    assert "Keep mine" not in text(refused)


def test_its_own_page_changes_and_deletes_it(signed_in, alice):
    address = f"/period/stages/{add(alice, stage('contraception'))['stageId']}"
    changed = signed_in.submit(signed_in.get(address), address, method="PATCH", end="2026-02-01")
    assert changed.status_code == 200, text(changed)
    stored = alice.get(address).json()
    assert (stored["end"], stored["pack"]) == ("2026-02-01", stage("contraception")["pack"])
    signed_in.submit(signed_in.get(address), address, method="DELETE")
    assert alice.get(address).status_code == 404
