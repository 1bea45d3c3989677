"""The header Prefer of RFC 7240: what a client would rather have."""

import re

# A preference ends at a comma that stands in no quotes.
PREFERENCE = re.compile(r'(?:[^,"]|"(?:\\.|[^"\\])*"?)+')
RETURN = re.compile(
    r'\s*return\s*+(?:=\s*+("?)([^\s",;]*)\1\s*)?(?:;.*)?', re.IGNORECASE | re.DOTALL
)


def preferred_return(header: str) -> str | None:
    """Return the value of `return`, in lower case: minimal, representation; None without one.

    Of several, the first one counts, also if it has no value.
    """
    for preference in PREFERENCE.findall(header):
        if found := RETURN.fullmatch(preference):
            return (found[2] or "").lower()
    return None
