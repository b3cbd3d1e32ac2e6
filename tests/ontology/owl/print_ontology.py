"""Prints the ontology graph of this checkout as N-Quads, for a process with a hash seed of its own."""

from __future__ import annotations

import sys
from pathlib import Path

import pyoxigraph as ox

from kg.build import build_in_memory
from kg.project import find_project

quads = build_in_memory(find_project(Path(sys.argv[1]))).graph.ontology
ox.serialize(quads, sys.stdout.buffer, format=ox.RdfFormat.N_QUADS)
