"""A photo by way of the bucket: asked for, sent there by the browser, measured, shown."""

from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.browser.test_day import form, go, sign_in


def test_a_photo_goes_to_the_bucket_and_is_measured_then(open_page, token, face):
    page, watch = open_page()
    sign_in(page, token)
    go(page, "Skin")
    wish = form(page, "Photo by way of the bucket")
    wish.get_by_label("image/jpeg").check()
    wish.get_by_label("Size").fill(str(len(face)))
    wish.get_by_role("button", name="Ask for a form").click()
    expect(page.get_by_text("the API answered 201")).to_be_visible()
    photo = {"name": "face.jpg", "mimeType": "image/jpeg", "buffer": face}
    page.get_by_label("Photo", exact=True).set_input_files(photo)
    with page.expect_response(lambda answer: answer.request.method == "POST") as sent:
        page.get_by_role("button", name="Send it").click()
    assert (sent.value.status, watch.elsewhere) == (204, [sent.value.url])
    assert urlsplit(sent.value.url).hostname == "127.0.0.1"
    watch.elsewhere.clear()
    page.get_by_role("button", name="Measure it").click()
    expect(page.get_by_role("heading", name="Skin scan")).to_be_visible()
    expect(page.get_by_text("Source local").first).to_be_visible()
