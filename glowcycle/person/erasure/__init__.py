"""Erasure of all her data: her data key first, then every item and object, with a receipt."""
