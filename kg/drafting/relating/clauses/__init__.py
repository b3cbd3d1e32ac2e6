"""Reads the clauses of a sentence: who does what, to what, by whom, where and when; and what follows for the graph."""
