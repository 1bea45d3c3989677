"""All that is hers, gone: her data key first, then every item and object, with a receipt."""
