"""The service's peers, each given what a good engineer would give it.

They check no parameter against botocore's model and collect no garbage until `ready`. The issuer's
keys they fetch with the first token, as PyJWT's own client does.
"""

import gc

gc.disable()


def ready() -> None:
    """Leave what the start made to live as long as the process, and collect garbage from now on."""
    gc.freeze()
    gc.enable()
