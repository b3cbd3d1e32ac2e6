"""Patterns over masked sentences: how a rule is read, and which words a sentence must hold for it."""
