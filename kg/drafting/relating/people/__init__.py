"""People: who signs, who speaks, who holds which post."""
