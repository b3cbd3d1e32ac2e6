"""Namespaces, and how the IRIs of the project are minted.

IRIs are readable and never reused. Knows names; refuses to know files.
"""

from __future__ import annotations

import hashlib
import re

BASE = "https://w3id.org/communique/"
ONT = BASE + "ont/"
ID = BASE + "id/"
SCHEME = BASE + "scheme/"
GRAPH = BASE + "graph/"
RULE = BASE + "rule/"

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
DCTERMS = "http://purl.org/dc/terms/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
FOAF = "http://xmlns.com/foaf/0.1/"
ORG = "http://www.w3.org/ns/org#"
PROV = "http://www.w3.org/ns/prov#"
OA = "http://www.w3.org/ns/oa#"
SCHEMA = "https://schema.org/"
SH = "http://www.w3.org/ns/shacl#"
WIKIDATA = "http://www.wikidata.org/entity/"
ROR = "https://ror.org/"

NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""What a name in a claims file or the register looks like: lower case, digits, single hyphens."""


def entity_iri(segment: str, name: str) -> str:
    """The IRI of a named thing.

    >>> entity_iri("agent", "nist")
    'https://w3id.org/communique/id/agent/nist'
    """
    return f"{ID}{segment}/{name}"


def document_iri(name: str) -> str:
    """The IRI of a document, such as the statement with this id."""
    return entity_iri("document", name)


def sentence_iri(document: str, number: int) -> str:
    """The IRI of a document's sentence; `number` counts from 1."""
    return entity_iri("sentence", f"{document}-{number}")


def evidence_iri(document: str, start: int, end: int) -> str:
    """The IRI of a verbatim span; offsets are code points of the document's text."""
    return entity_iri("evidence", f"{document}-{start}-{end}")


def graph_iri(name: str) -> str:
    """The IRI of a named graph, such as `register` or `us-uk-quantum-2021/evidence`."""
    return GRAPH + name


def hash_name(*parts: str) -> str:
    """A 16-digit hexadecimal name for a thing that is identified by its parts (SHA-256, cut).

    Parts are joined by the ASCII unit separator, so that ("ab", "c") and ("a", "bc") differ.
    """
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def local_name(iri: str) -> str:
    """What stands behind the last `#` or `/`.

    >>> local_name("http://www.w3.org/ns/org#heldBy")
    'heldBy'
    """
    return re.split(r"[#/]", iri)[-1]
