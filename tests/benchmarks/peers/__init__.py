"""The service's peers, made as fast as a good engineer would make them.

They do not check parameters against botocore's model, and collect no garbage until `ready`. They
fetch the issuer's keys with the first token, as PyJWT's own client does.
"""

import gc

gc.disable()


def ready() -> None:
    """Keep the objects of the start out of garbage collection, and begin to collect."""
    gc.freeze()
    gc.enable()
