"""Tags that name a product for the skin, in four languages."""

import pytest

from skin.domain.products import names_product


@pytest.mark.parametrize(
    "tag",
    [
        *("Serum", "night cream", "SPF 50", "spf50", "new moisturizer", "retinol 0.3 %"),
        *("crema hidratante", "Sérum", "protector solar", "loción", "ácido salicílico"),
        *("Nachtcreme", "Gesichtsmaske", "Feuchtigkeitspflege", "Salicylsäure", "Sonnencreme"),
        *("crème de nuit", "masque", "nettoyant", "gommage", "acide hyaluronique"),
        *("product: Blue Bottle", "Product:x", "PRODUCT: ✨"),
    ],
)
def test_a_product_is_recognized(tag):
    assert names_product(tag)


@pytest.mark.parametrize(
    "tag",
    [
        *("", "sport", "ice cream", "Eiscreme", "crème brûlée", "sour cream", "crema catalana"),
        *("gin tonic", "acid reflux", "peeling skin", "oil change", "masked ball", "products"),
        *("screaming", "my product: x", "😊", "работа"),
    ],
)
def test_another_word_is_none(tag):
    assert not names_product(tag)
