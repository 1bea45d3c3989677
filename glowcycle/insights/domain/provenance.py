"""Whose values were compared: scores of different origin differ without any change of hers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedScans:
    """The source, model and prompt of the scans that were compared, and how many these are.

    `other_scans` have another source, model or prompt, and were left out. The model and the prompt
    are None where the source has none.
    """

    source: str
    model_id: str | None
    prompt_version: str | None
    scans: int
    other_scans: int
