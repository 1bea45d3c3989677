"""What stands in a FHIR document."""


def resources(document):
    return [entry["resource"] for entry in document["entry"]]


def sections(document):
    return resources(document)[0]["section"]


def observations(document, code):
    """Return the Observations with that code as their first one."""
    return [
        each
        for each in resources(document)
        if each["resourceType"] == "Observation" and each["code"]["coding"][0]["code"] == code
    ]


def members(value, name, *, of=str):
    """Yield the values of all members of that name and type, at any depth."""
    if isinstance(value, dict):
        for key, each in value.items():
            if key == name and isinstance(each, of):
                yield each
            yield from members(each, name, of=of)
    elif isinstance(value, list):
        for each in value:
            yield from members(each, name, of=of)


def codings(document):
    for each in members(document, "coding", of=list):
        yield from each
