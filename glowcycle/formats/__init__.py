"""Files of other apps, read as our own records.

Each app has one module in `apps`, its importer. What this importer alone needs lies in a folder of
its name. `files` reads hostile files within bounds; all else is shared. Nothing of a file is
logged.
"""
