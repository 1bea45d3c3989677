"""Files of other apps, read as our own records. Each app has one module in `apps`.

A file is hostile until it is read: `source` bounds it, and nothing of it is logged.
"""
