"""A photo that the browser uploads to the bucket, before the service measures it."""

from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.support.browser_pages import expect_done, form, open_menu_page


def test_a_photo_is_uploaded_to_the_bucket_and_measured(signed_in, face):
    page, log = signed_in()
    open_menu_page(page, "Skin")
    request = form(page, "Upload a photo to the bucket")
    request.get_by_label("image/jpeg").check()
    request.get_by_label("Size").fill(str(len(face)))
    request.get_by_role("button", name="Get an upload form").click()
    expect_done(page, 201)
    photo = {"name": "face.jpg", "mimeType": "image/jpeg", "buffer": face}
    page.get_by_label("Photo", exact=True).set_input_files(photo)
    with page.expect_response(lambda answer: answer.request.method == "POST") as upload:
        page.get_by_role("button", name="Upload", exact=True).click()
    assert (upload.value.status, log.foreign_requests) == (204, [upload.value.url])
    assert urlsplit(upload.value.url).hostname == "127.0.0.1"
    log.foreign_requests.clear()
    page.get_by_role("button", name="Measure", exact=True).click()
    expect_done(page, 201)
    page.get_by_role("link", name="Open it").click()
    expect(page.get_by_role("heading", name="Skin scan")).to_be_visible()
    expect(page.get_by_text("Local").first).to_be_visible()
