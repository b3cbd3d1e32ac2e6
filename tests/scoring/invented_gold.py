"""Where the small invented gold standard is."""

from pathlib import Path

GOLD = Path(__file__).parent / "gold"
STATEMENT = GOLD / "data/statements/glass-and-tides"
