"""The reads that answer `If-None-Match`, and what of an answer stays the same each time."""

import re

# By address: the kinds of records that its answers are made of.
READS = {
    "/journal/user/{}": {"journal", "period"},
    "/journal/user/{}?tag=calm&limit=5": {"journal", "period"},
    "/journal/user/{}?format=svg": {"journal", "period"},
    "/journal/user/{}?format=csv": {"journal", "period"},
    "/skin/user/{}": {"skin", "period"},
    "/skin/user/{}?format=svg": {"skin", "period"},
    "/period/user/{}": {"period"},
    "/period/user/{}?format=svg": {"period"},
    "/period/cycles/{}": {"period"},
    "/period/cycles/{}?format=svg": {"period"},
    "/period/predictions/{}": {"period"},
    "/period/predictions/{}?format=svg": {"period"},
}


def without_cursors(answer):
    return re.sub(rb"cursor=[^\"&]+", b"", answer.content)
