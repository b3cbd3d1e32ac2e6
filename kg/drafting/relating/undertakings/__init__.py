"""Undertakings and instruments: nouns, verbs, lists and names that tell of one."""
