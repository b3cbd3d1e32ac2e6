"""Names: where they stand in a text, what each names, and which register entry it is."""
