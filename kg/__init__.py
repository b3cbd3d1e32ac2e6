"""Communiqué: science-policy statements as knowledge graphs that anyone can check."""

__version__ = "0.1.0"
