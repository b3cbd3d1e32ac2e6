"""Asking the graph: SPARQL over an index, named questions, find, explain, brief, and the evidence of an answer."""
