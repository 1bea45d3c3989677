"""The WSGI application, for Lambda and for any WSGI server."""

import os

import django

from glowcycle.api.wsgi_handler import Handler

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "glowcycle.settings")
django.setup(set_prefix=False)

application = Handler()
