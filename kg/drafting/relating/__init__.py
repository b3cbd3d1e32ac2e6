"""Relations: sentences with masked names, rules over them, and what a text says of its undertakings."""
