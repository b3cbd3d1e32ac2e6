"""Coreference: what stands for a name told before, and what is one thing under two names."""
