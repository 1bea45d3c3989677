"""Retention: how many days her records are kept, if she does not want to keep them for ever."""
