"""AWS on a laptop: moto's server in this process speaks for DynamoDB, S3 and KMS, in memory."""

from django.conf import settings


def start_cloud() -> None:
    """Start the stand-in on a free port and point every client at it, unless an endpoint is set.

    To be called before the first client is made. Raises ImportError without moto (a development
    dependency).
    """
    if settings.AWS_ENDPOINT_URL:
        return
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    settings.AWS_ENDPOINT_URL = f"http://{host}:{port}"
