"""The registry of pages, in a checkout that an update has left an empty folder in."""

import glowcycle
from glowcycle.web.page_registry import page_configs


def test_an_empty_folder_named_pages_declares_no_page(tmp_path, monkeypatch):
    (tmp_path / "pages").mkdir()
    before = page_configs()
    page_configs.cache_clear()
    monkeypatch.setattr(glowcycle, "__path__", [*glowcycle.__path__, str(tmp_path)])
    assert page_configs() == before
