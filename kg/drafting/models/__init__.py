"""Producers that ask a model, behind extras and options; what they propose passes the same gate."""
