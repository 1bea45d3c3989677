#!/usr/bin/env python
"""The operators' door: `python manage.py help` lists what can be done."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "glowcycle.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as wrong:
        # An operator needs the names of the settings to mend, not a traceback.
        sys.exit(str(wrong))


if __name__ == "__main__":
    main()
