"""Serving the graph over HTTP: SPARQL 1.1 Protocol, Graph Store Protocol, pages of entities, a query editor.

The front (`app`) speaks HTTP and never touches a Store. A keeper process holds the Store and forks workers; each
worker answers foreign queries under limits and may die without harm. A change is made in a fork of the keeper,
which takes over where it succeeds.
"""
