"""The facts of a report, from her records alone: no clock, no store, no Django."""
