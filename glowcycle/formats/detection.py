"""Finds the format of a file, or says what the file is instead."""

from glowcycle.formats.errors import UnknownFile, WrongFile
from glowcycle.formats.file_kinds import foreign_kind, kind_of
from glowcycle.formats.files.source import Source
from glowcycle.formats.format import Format
from glowcycle.formats.registry import formats
from glowcycle.sentences import sentence


def find_format(source: Source, *, name: str | None = None) -> Format:
    """Return the format with that name, without one the first that recognizes the file.

    A file that no format recognizes may be a damaged one of the named format: its reader tells
    where. Raise UnknownFile for another kind of file, WrongFile for a file of another app.
    """
    fitting = [each for each in formats().values() if each.recognizes(source)]
    if name is None:
        if fitting:
            return fitting[0]
        apps = ", ".join(dict.fromkeys(each.app for each in formats().values()))
        raise UnknownFile(expected=sentence("an export of {apps}", apps=apps), seen=kind_of(source))
    named = formats()[name]
    if named in fitting:
        return named
    if fitting:
        seen = sentence("an export of {apps}", apps=fitting[0].app)
        raise WrongFile(expected=named.shape, seen=seen)
    if kind := foreign_kind(source):
        raise UnknownFile(expected=named.shape, seen=kind)
    return named
