import pytest

from tests.support.browser_client import Browser


@pytest.fixture
def browser():
    """Return a browser in which nobody is signed in."""
    return Browser()


@pytest.fixture
def signed_in(browser, alice):
    """Return a browser in which Alice is signed in."""
    assert browser.sign_in(alice.token).status_code == 200
    return browser
