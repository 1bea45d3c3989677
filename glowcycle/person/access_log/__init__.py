"""The access log: who looked at her data, operators and those she shares with."""
