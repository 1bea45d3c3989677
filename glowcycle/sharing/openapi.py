"""Documents the addresses of each part of this package."""

from glowcycle.sharing.calendar import openapi as calendar  # noqa: F401  it documents its addresses
