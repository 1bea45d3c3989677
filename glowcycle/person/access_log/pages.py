"""The page of the access log."""

from typing import Final

from glowcycle.web.humanize import label
from glowcycle.web.page_config import PRIVACY, PageConfig, TableConfig

ACCESS_LOG_PAGES: Final = {
    "access-log": PageConfig(
        title="Who looked",
        menu_label="Who looked",
        section=PRIVACY,
        description="Each command that an operator of this service ran on your data, and what was "
        "opened by your links, with how often on that day.",
        table=TableConfig(
            columns={
                "When": "at",
                "Who": ("by", label),
                "Share": ("shareName", str),
                "What": "what",
                "How often": "count",
                "Command": "command",
            },
            rows="entries",
            empty="Nobody has looked at your data.",
        ),
    ),
}
