"""The page of a large export."""

import html
import re

import pytest
import requests

from tests.support.browser_client import Browser
from tests.support.export_zips import answered_records, exported_records, unpack


@pytest.mark.usefixtures("small_parts")
def test_page_of_a_large_export_links_to_the_zip(full_alice):
    browser = Browser()
    browser.sign_in(full_alice.token)
    assert 'href="/me/export"' in browser.get("/").content.decode()
    for _ in range(60):
        page = browser.submit(browser.get("/me/export"), "/me/export", method="POST")
        if page.status_code == 200:
            break
        assert page.status_code == 202
    link = re.search(r'<a href="([^"]+)">Download</a>', page.content.decode())
    download = requests.get(html.unescape(link[1]), timeout=5)
    assert exported_records(unpack(download.content)) == answered_records(full_alice)
