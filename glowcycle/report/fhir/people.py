"""The Patient with what she typed and nothing else, and the service as a Device."""

from glowcycle.api.languages import say
from glowcycle.report.domain.facts import Typed
from glowcycle.report.fhir.elements import Element, clean
from glowcycle.report.fhir.narrative import narrative, paragraph


def who(typed: Typed) -> list[str]:
    """Return name and year of birth as sentences, none if she typed neither."""
    name, year = clean(typed.name or ""), typed.birth_year
    born = "" if year is None else say("Year of birth: {year}.", year=year)
    return [each for each in (name, born) if each]


def patient(typed: Typed, *, language: str) -> Element:
    """Return the Patient, without any identifier."""
    about = who(typed) or [say("No name was given for this report.")]
    resource: Element = {
        "resourceType": "Patient",
        "language": language,
        "text": narrative((paragraph(each) for each in about), language=language),
    }
    name = clean(typed.name or "")
    if name:
        resource["name"] = [{"text": name}]
    if typed.birth_year is not None:
        resource["birthDate"] = f"{typed.birth_year:04}"
    return resource


def device() -> Element:
    """Return the service, which calculated what is not logged as it is."""
    name = {"name": "Glow Cycle", "type": "user-friendly-name"}
    return {"resourceType": "Device", "deviceName": [name]}
