"""The page of each address, collected from the modules `pages` of the apps."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module

from django.apps import apps
from django.urls import ResolverMatch
from django.utils.module_loading import module_has_submodule

from glowcycle.web.humanize import label
from glowcycle.web.page_config import SECTIONS, PageConfig
from glowcycle.web.pages import PAGES


@cache
def page_configs() -> Mapping[str, PageConfig]:
    """Return every page by its route, in the order of the menu."""
    configs: dict[str, PageConfig] = {}
    for app in apps.get_app_configs():
        if app.module and module_has_submodule(app.module, "pages"):
            # For Python an empty folder `pages` is a module; an update may leave one behind.
            configs |= getattr(import_module(f"{app.name}.pages"), "PAGES", {})
    configs |= PAGES
    return dict(sorted(configs.items(), key=lambda item: SECTIONS.index(item[1].section)))


def page_config(match: ResolverMatch | None) -> PageConfig:
    """Return the page of the matched route, or a page with a title alone for any other route."""
    route = match.view_name if match else ""
    default = PageConfig(title=label(route.replace("-", " ")))
    return page_configs().get(route, default)
