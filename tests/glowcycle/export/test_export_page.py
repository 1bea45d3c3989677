"""An export in a browser."""

import html
import re

import pytest
import requests

from tests.support.browser_client import Browser
from tests.support.export_zips import answered, exported, unpacked


@pytest.mark.usefixtures("in_parts")
def test_in_a_browser_a_large_one_is_a_page_that_leads_to_it(hers):
    browser = Browser()
    browser.sign_in(hers.token)
    assert 'href="/me/export"' in browser.get("/").content.decode()
    for _ in range(60):
        page = browser.get("/me/export")
        if page.status_code == 200:
            break
        assert page.status_code == 202
    found = re.search(r'<a href="([^"]+)">Download</a>', page.content.decode())
    got = requests.get(html.unescape(found[1]), timeout=5)
    assert exported(unpacked(got.content)) == answered(hers)
