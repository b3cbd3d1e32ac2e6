"""Texts: read and frozen once, cut into sentences, searched for quotes. Knows nothing of claims."""
