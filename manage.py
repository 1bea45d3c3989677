#!/usr/bin/env python
"""Commands for operators and developers: `python manage.py help` lists them."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "glowcycle.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        # The message names the settings to correct. A traceback would hide it.
        sys.exit(str(error))


if __name__ == "__main__":
    main()
