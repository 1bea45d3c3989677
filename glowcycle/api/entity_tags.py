"""Entity tags as clients write them: `"tag"` of an ETag header, W/"tag", or tag as in sync."""

import re

# A proxy that compresses an answer marks its tag as weak; the tag still names the same state.
QUOTED = re.compile(r'"([\w-]+)"', re.ASCII)
BARE = re.compile(r"(?:W/)?([\w-]+)", re.ASCII)


def parse_etags(text: str) -> frozenset[str]:
    """Return the write ids that the text names, separated by commas; {"*"} for any state.

    A malformed text names none, so that a write fails instead of overwriting a record.
    """
    if text.strip() == "*":
        return frozenset({"*"})
    bare = (BARE.fullmatch(part.strip()) for part in text.split(","))
    return frozenset(QUOTED.findall(text)) | {tag[1] for tag in bare if tag}
