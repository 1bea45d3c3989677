"""The access log: the commands of operators on her data, each noted before it runs."""
