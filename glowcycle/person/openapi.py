"""Documents the addresses of each part of this package."""

from glowcycle.person.access_log import openapi as access_log  # noqa: F401  it documents its addresses
from glowcycle.person.calendar import openapi as calendar  # noqa: F401  it documents its addresses
from glowcycle.person.consents import openapi as consents  # noqa: F401  it documents its addresses
from glowcycle.person.erasure import openapi as erasure  # noqa: F401  it documents its addresses
from glowcycle.person.export import openapi as export  # noqa: F401  it documents its addresses
from glowcycle.person.imports import openapi as imports  # noqa: F401  it documents its addresses
from glowcycle.person.moods import openapi as moods  # noqa: F401  it documents its addresses
from glowcycle.person.profile import openapi as profile  # noqa: F401  it documents its addresses
from glowcycle.person.restriction import openapi as restriction  # noqa: F401  it documents its addresses
from glowcycle.person.retention import openapi as retention  # noqa: F401  it documents its addresses
from glowcycle.person.shares import openapi as shares  # noqa: F401  it documents its addresses
