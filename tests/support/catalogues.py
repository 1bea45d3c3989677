"""The sentences of the source, and the catalogues that hold their translations.

`make messages` runs this: it takes the sentences of the source into each catalogue, and compiles
the catalogues. A new sentence has no translation yet, and a test fails until it has one.
"""

from io import BytesIO
from pathlib import Path

from babel.messages import mofile, pofile
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "glowcycle" / "locale"
TRANSLATED = sorted(folder.name for folder in FOLDER.iterdir())
ROOMS = ("glowcycle", "journal", "period", "skin")
# The functions that take a sentence, and which of their arguments are its templates.
KEYWORDS = {"sentence": None, "say": None, "counted": (1, 2), "say_counted": (1, 2)}


def extracted():
    """Return a catalogue of all sentences of the source, without translations."""
    found = Catalog(project="Glow Cycle", charset="utf-8")
    for room in ROOMS:
        folder = str(ROOT / room)
        for name, _, message, comments, _ in extract_from_dir(
            folder, [("**.py", "python")], keywords=KEYWORDS
        ):
            # Files without lines: these change with each edit of the source.
            found.add(message, locations=[(f"{room}/{name}", None)], auto_comments=comments)
    return found


def po_path(language):
    return FOLDER / language / "LC_MESSAGES" / "glowcycle.po"


def read(language):
    """Return the catalogue of a language as its file has it."""
    with po_path(language).open("rb") as file:
        return pofile.read_po(file, locale=language)


def compiled(catalogue):
    """Return the catalogue as the bytes that gettext reads."""
    buffer = BytesIO()
    mofile.write_mo(buffer, catalogue)
    return buffer.getvalue()


def main():
    for language in TRANSLATED:
        path, catalogue = po_path(language), read(language)
        catalogue.update(extracted(), no_fuzzy_matching=True, update_creation_date=False)
        with path.open("wb") as file:
            pofile.write_po(file, catalogue, width=0, sort_by_file=True, ignore_obsolete=True)
        path.with_suffix(".mo").write_bytes(compiled(catalogue))


if __name__ == "__main__":
    main()
