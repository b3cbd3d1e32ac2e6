"""The reviewed claims file: read it, pass it through the gates, measure what it covers."""
