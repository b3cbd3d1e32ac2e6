"""What the page knows, as plain records for its script: things, claims, documents, and the picture.

Every quote is stored once: as code point offsets where the document's text may be published, as words where
only quotes may be. Refuses to know HTML.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from kg.page.dataset import pack
from kg.page.network import Positions, list_edges, list_nodes, to_pyvis
from kg.page.style import Style, is_unsure
from kg.page.tiers import Scene, to_communities, to_layout, to_scene

if TYPE_CHECKING:
    from networkx import MultiDiGraph
    from pyoxigraph import Quad

Record = dict[str, Any]
Uncovered = Mapping[str, Sequence[tuple[int, int, str]]]
FORMAT = 1
DOCUMENT = ("iri", "id", "title", "publisher", "kind", "sha256", "recorded_in", "read_on", "address")
READ = (
    "predicate",
    "label",
    "told_as",
    "polarity",
    "voice",
    "is_quoted",
    "confidence",
    "status",
    "cue",
    "note",
)
RECORDED = ("predicate", "label", "source", "read_on", "valid_from", "valid_until", "note")
INFERRED = ("predicate", "label", "rule", "rule_text", "note")
WORDS = "words"  # how nearly every end is bound; the page tells of the others
DRAWN_BY_LINE = ("color", "width", "arrows", "dashes")  # of an edge: the page takes them from the line of its claim
GIVEN = ("predicate", "label", "about")
GROUNDS = {"read": READ, "recorded": RECORDED, "inferred": INFERRED, "given": GIVEN}


def to_payload(
    network: MultiDiGraph[str],
    style: Style,
    quads: Iterable[Quad] = (),
    uncovered: Uncovered | None = None,
    *,
    positions: Positions | None = None,
) -> Record:
    """Return everything the page's script needs; JSON-ready, in an order that no hash seed alters.

    `quads` are what the page gives out as JSON-LD; `uncovered` are the stretches of each document (by IRI) that no
    claim quotes: start, end (code points), excuse; `positions` are those of `to_layout`, which is asked where there are
    none.
    """
    scene = to_scene(network, style)
    documents = [_to_document(document, uncovered or {}) for document in network.graph.get("documents", [])]
    return {
        "format": FORMAT,
        "title": network.graph.get("title", ""),
        "documents": documents,
        "groups": [{key: value for key, value in asdict(group).items() if key != "types"} for group in style.groups],
        "lines": [asdict(line) for line in style.lines],
        "things": [
            _to_thing(iri, node, style) | {"rank": scene.ranks[iri]} | _documents_of(node, documents)
            for iri, node in list_nodes(network)
        ],
        "claims": _to_claims(network, documents, style),
        "picture": _to_picture(scene, style, to_layout(network, style) if positions is None else positions),
        "core": list(style.core),
        "dataset": pack(quads, [document["text"] for document in documents]),
    }


def _to_picture(scene: Scene, style: Style, positions: Positions) -> Record:
    picture = to_pyvis(scene.drawn, style, positions)
    membership, communities = to_communities(scene, style, positions)
    for node in picture.nodes:
        node["community"] = membership[node["id"]]
        if scene.drawn.nodes[node["id"]].get("is_hidden"):
            node["drawn"] = False
    return {
        "tier": scene.tier,
        "note": scene.note,
        "communities": communities,
        "nodes": picture.nodes,
        "edges": [{k: v for k, v in edge.items() if k not in DRAWN_BY_LINE} for edge in picture.edges],
        "options": picture.options,
    }


def _to_document(document: Record, uncovered: Uncovered) -> Record:
    kept = {key: str(document.get(key) or "") for key in DOCUMENT}
    return {
        **kept,
        "issued": str(document.get("issued") or ""),
        "text": document.get("text"),
        "sentences": [list(sentence) for sentence in document.get("sentences", [])],
        "readers": list(document.get("readers", [])),
        "stretches": [list(stretch) for stretch in uncovered.get(str(document.get("iri")), [])],
    }


def _to_thing(iri: str, node: Record, style: Style) -> Record:
    statuses = [list(pair) for pair in node.get("statuses", [])]
    return _without_blanks(
        {
            "iri": iri,
            "label": node.get("label") or iri,
            "type": node.get("type_label") or node.get("type", ""),
            "group": style.get_group(node).key,
            "about": node.get("about", ""),
            "aliases": list(node.get("aliases", [])),
            "acronym": node.get("acronym", ""),
            "status": node.get("status", ""),
            "statuses": statuses if len(statuses) > 1 else [],
            "status_unsure": bool(node.get("status")) and not node.get("is_status_plain", True),
            "unsure": not node.get("is_plain", True),
            "identifiers": [str(identifier) for identifier in node.get("identifiers", [])],
        }
    )


def _documents_of(one: Record, documents: list[Record]) -> Record:
    """Return the places of the documents that speak of a thing or that a claim rests on, where there are several."""
    if len(documents) < 2:
        return {}
    own = one.get("documents", ())
    return {"documents": [place for place, document in enumerate(documents) if document["iri"] in own]}


def _to_claims(network: MultiDiGraph[str], documents: list[Record], style: Style) -> list[Record]:
    """Return all claims: the read ones in the order of the text, then the recorded, then the inferred."""
    claims: list[Record] = [
        {
            "id": name,
            "subject": subject,
            "object": target,
            **_to_claim(edge, documents, style, network.nodes[subject]),
        }
        for subject, target, name, edge in list_edges(network)
    ]
    for iri, node in list_nodes(network):
        for number, said in enumerate(node.get("said", [])):
            name = str(said.get("iri") or f"{iri}#said-{number}")
            claim = _to_claim(said, documents, style, node)
            told = {"value": str(said.get("value", "")), "verbatim": bool(said.get("is_verbatim", True))}
            claims.append({"id": name, "subject": iri, **told, **claim})
    return sorted(claims, key=_reading_order)


def _reading_order(claim: Record) -> tuple[int, int, int, str]:
    grounds = list(GROUNDS)
    first = claim["spans"][0][0] if claim.get("spans") else 0
    return grounds.index(claim["ground"]), claim.get("document", 0), first, claim["id"]


def _to_claim(claim: Record, documents: list[Record], style: Style, subject: Record) -> Record:
    ground = claim.get("ground", "read")
    ground = ground if ground in GROUNDS else "read"
    record = {key: claim.get(key, "") for key in GROUNDS[ground]}
    record |= {"ground": ground, "line": style.get_line(claim, subject).key}
    if ground == "inferred":
        record["premises"] = [str(premise) for premise in claim.get("premises", [])]
        record["premises_in_words"] = dict(sorted((claim.get("premises_in_words") or {}).items()))
    if ground != "read":
        record |= _documents_of(claim, documents)
    if ground == "read":
        record |= _evidence(claim, documents)
        record["unsure"] = is_unsure(claim)
    return _without_blanks(record)


def _evidence(claim: Record, documents: list[Record]) -> Record:
    places = {document["iri"]: place for place, document in enumerate(documents)}
    place = places.get(claim.get("document", ""), 0)
    is_public = bool(documents) and documents[place]["text"] is not None
    known = documents[place]["readers"] if documents else []
    return {
        "document": place,
        "spans": sorted([int(start), int(end)] for start, end in claim.get("spans", [])),
        "sentences": [int(number) for number in claim.get("sentences", [])],
        "quotes": [] if is_public else list(claim.get("quotes", [])),
        "reasons": {
            e: reason for e, reason in sorted((claim.get("reasons") or {}).items()) if reason not in ("", WORDS)
        },
        "antecedents": [str(words) for words in claim.get("antecedents", [])],
        "readers": [known.index(name) if name in known else name for name in map(str, claim.get("readers", []))],
    }


def _without_blanks(record: Record) -> Record:
    return {key: value for key, value in record.items() if value not in ("", None, [], {}) and value is not False}
