"""A person accepts, edits, rejects and adds claims, on a page or in the terminal; the file keeps its form."""
