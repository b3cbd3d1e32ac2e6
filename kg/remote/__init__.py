"""Remote stores: asking them, and putting our graphs there, by the W3C's protocols over HTTP."""
