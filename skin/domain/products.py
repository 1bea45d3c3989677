"""Tags of hers that name a product for her skin."""

import re
import unicodedata
from typing import Final

from glowcycle.spelling import word_key

PREFIX: Final = "product:"
"""A tag that begins so names a product in her own words."""

# Without accents, in English, Spanish, German and French. A word that ends so is one, too: German
# joins them ("Nachtcreme"). Words that are also a symptom or a drink are not among them.
_ENDINGS: Final = (
    *("cream", "creme", "crema"),
    *("serum", "serums", "lotion", "locion", "toner", "scrub"),
    *("moisturizer", "moisturiser", "hidratante", "hydratant", "feuchtigkeitspflege"),
    *("cleanser", "limpiador", "nettoyant", "gesichtsreinigung"),
    *("sunscreen", "sunblock", "spf", "lsf", "fps", "protector"),
    *("mask", "maske", "masque", "mascarilla"),
    *("exfoliant", "exfoliante", "gesichtswasser", "gommage"),
    *("retinol", "retinal", "tretinoin", "tretinoina", "tretinoine", "adapalene", "adapaleno"),
    *("adapalen", "niacinamide", "niacinamida", "niacinamid"),
    *("benzoyl", "benzoilo", "benzoyle", "salicylic", "azelaic", "glycolic", "hyaluronic"),
    *("salicilico", "azelaico", "glicolico", "hialuronico"),
    *("salicylsaure", "azelainsaure", "glykolsaure", "hyaluronsaure", "hyaluron"),
    *("salicylique", "azelaique", "glycolique", "hyaluronique"),
)
# With one of these, a cream is to eat.
_FOOD: Final = frozenset(
    {"ice", "whipped", "sour", "cheese", "cake", "soup", "tea", "catalana", "brulee", "glacee"}
    | {"chantilly", "anglaise", "agria", "cafe", "eiscreme", "eis"}
)
_WORD: Final = re.compile("[a-z]+")
_PRODUCT: Final = re.compile(f"(?:{'|'.join(_ENDINGS)})(?![a-z])")


def names_product(tag: str) -> bool:
    """Return whether the tag names a product, by its prefix or by one of a few words."""
    key = word_key(tag)
    if key.startswith(PREFIX):
        return True
    plain = key
    if not key.isascii():
        plain = unicodedata.normalize("NFKD", key).encode("ascii", "ignore").decode()
    return bool(_PRODUCT.search(plain)) and _FOOD.isdisjoint(_WORD.findall(plain))
