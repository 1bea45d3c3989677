"""A photo that the browser uploads to the bucket, before the service measures it."""

from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.support.browser_pages import form, open_menu_page, sign_in


def test_a_photo_is_uploaded_to_the_bucket_and_measured(open_page, token, face):
    page, log = open_page()
    sign_in(page, token)
    open_menu_page(page, "Skin")
    request = form(page, "Upload a photo to the bucket")
    request.get_by_label("image/jpeg").check()
    request.get_by_label("Size").fill(str(len(face)))
    request.get_by_role("button", name="Get an upload form").click()
    expect(page.get_by_text("the API answered 201")).to_be_visible()
    photo = {"name": "face.jpg", "mimeType": "image/jpeg", "buffer": face}
    page.get_by_label("Photo", exact=True).set_input_files(photo)
    with page.expect_response(lambda answer: answer.request.method == "POST") as upload:
        page.get_by_role("button", name="Upload", exact=True).click()
    assert (upload.value.status, log.foreign_requests) == (204, [upload.value.url])
    assert urlsplit(upload.value.url).hostname == "127.0.0.1"
    log.foreign_requests.clear()
    page.get_by_role("button", name="Measure", exact=True).click()
    expect(page.get_by_role("heading", name="Skin scan")).to_be_visible()
    expect(page.get_by_text("Source local").first).to_be_visible()
