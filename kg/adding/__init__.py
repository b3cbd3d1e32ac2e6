"""New projects and new statements: a file becomes a frozen text with a fresh claims file, or renews one that is there.

Knows projects, sources and claims files; refuses to know graphs and pages.
"""
