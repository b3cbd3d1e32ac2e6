"""Money: who gives which sum to what."""
