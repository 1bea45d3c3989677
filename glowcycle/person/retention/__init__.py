"""For how long her records are kept, if she does not want them for ever."""
