#!/usr/bin/env python
"""Commands for operators and developers: `python manage.py help` lists them.

`--stage NAME` gives any of them the settings of that stage of zappa_settings.json.
"""

import os
import sys
from pathlib import Path


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "glowcycle.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    from glowcycle import environment
    from glowcycle.infrastructure.deploy import stage

    name, arguments = stage.chosen(sys.argv[1:])
    if name:
        of_aws = {key: value for key, value in os.environ.items() if key.startswith("AWS_")}
        environment.chosen = of_aws | stage.variables(name, folder=Path(__file__).parent)
        # boto3 itself reads the region and the profile from here.
        os.environ.update(
            {key: value for key, value in environment.chosen.items() if key.startswith("AWS_")}
        )
    try:
        stage.require_for(arguments)
        execute_from_command_line([sys.argv[0], *arguments])
    except ImproperlyConfigured as error:
        # The message names the settings to correct. A traceback would hide it.
        sys.exit(str(error))


if __name__ == "__main__":
    main()
