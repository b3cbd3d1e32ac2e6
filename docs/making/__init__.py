"""How the documentation is made: from the ontology, the shipped statement and the Markdown pages beside this folder."""
