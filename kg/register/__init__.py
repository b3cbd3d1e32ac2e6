"""The register: bodies, people, posts, topics and instruments known beyond one statement, each fact with its source.

Knows names, identifiers and dates; refuses to know what any statement says.
"""

from kg.register.facts import date_datatype, is_ror
from kg.register.read import empty_register, read_register
from kg.register.register import Register

__all__ = ["Register", "date_datatype", "empty_register", "is_ror", "read_register"]
