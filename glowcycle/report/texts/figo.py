"""The terms of FIGO for bleeding, each with what it was counted from."""

from collections.abc import Mapping
from typing import Final

from glowcycle.api.languages import say, translated
from glowcycle.charts.layout import first_upper
from glowcycle.report.domain.bleeding_facts import Figo, FigoFinding, FigoTerm
from glowcycle.report.texts.amounts import cycles, days, joined, labelled, number, periods
from glowcycle.report.texts.cycles import untold_text
from glowcycle.sentences import sentence

_LABELS: Final[Mapping[FigoTerm, str]] = {
    "frequency": sentence("Frequency"),
    "regularity": sentence("Regularity"),
    "duration": sentence("Duration of bleeding"),
    "volume": sentence("Amount of bleeding"),
    "intermenstrual": sentence("Bleeding between periods"),
}
USUAL: Final[frozenset[FigoFinding | None]] = frozenset({None, "normal", "regular", "none"})
"""What does not stand out; None where the log is too thin to tell."""

_OF_PERIODS: Final[frozenset[FigoTerm]] = frozenset({"duration", "volume"})


def term_label(term: FigoTerm) -> str:
    """Return the name of the term."""
    return translated(_LABELS[term])


def term_text(figo: Figo) -> str:
    """Return what was found, without the name of the term."""
    return joined(first_upper(text=_finding(figo)), _doubt(figo))


def term_sentence(figo: Figo) -> str:
    """Return the name of the term, and what was found."""
    return joined(labelled(term_label(figo.term), _finding(figo)), _doubt(figo))


def _doubt(figo: Figo) -> str:
    return say("A period that was not logged would look the same.") if figo.in_doubt else ""


def _finding(figo: Figo) -> str:
    """Return what was found, as a part of a sentence."""
    if figo.finding is None:
        return _too_few(figo)
    told = {
        "days": days(figo.measured or 0),
        "number": number(figo.measured or 0),
        "cycles": cycles(figo.count),
        "periods": periods(figo.count),
        "limit": str(figo.limit),
    }
    texts: Mapping[tuple[FigoTerm, FigoFinding], str] = {
        ("frequency", "absent"): say("absent, no period for {days}.", **told),
        ("frequency", "infrequent"): say(
            "infrequent, {days} from one period to the next (median of {cycles}).", **told
        ),
        ("frequency", "normal"): say(
            "normal, {days} from one period to the next (median of {cycles}).", **told
        ),
        ("frequency", "frequent"): say(
            "frequent, {days} from one period to the next (median of {cycles}).", **told
        ),
        ("regularity", "regular"): say(
            "regular, {days} between the shortest and the longest of {cycles}; up to {limit} is "
            "regular.",
            **told,
        ),
        ("regularity", "irregular"): say(
            "irregular, {days} between the shortest and the longest of {cycles}; up to {limit} is "
            "regular.",
            **told,
        ),
        ("duration", "normal"): say("normal, {days} (median of {periods}).", **told),
        ("duration", "prolonged"): say("prolonged, {days} (median of {periods}).", **told),
        ("volume", "light"): say("light, in {number} of {periods}.", **told),
        ("volume", "normal"): say("neither light nor heavy ({periods}).", **told),
        ("volume", "heavy"): say("heavy, in {number} of {periods}.", **told),
        ("intermenstrual", "none"): say("none in {cycles}.", **told),
        ("intermenstrual", "present"): say("present, in {number} of {cycles}.", **told),
    }
    return texts[figo.term, figo.finding]


def _too_few(figo: Figo) -> str:
    if figo.untold:
        return say("cannot be told, {why}.", why=untold_text(figo.untold))
    values = {"count": figo.count, "needed": figo.needed}
    if figo.term == "intermenstrual":
        return say(
            "cannot be told, with {count} of the {needed} cycles logged on each day that it needs.",
            **values,
        )
    if figo.term in _OF_PERIODS:
        return say("cannot be told, with {count} of the {needed} periods that it needs.", **values)
    return say("cannot be told, with {count} of the {needed} cycles that it needs.", **values)
