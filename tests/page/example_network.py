"""Builds a network in the shape of `kg.graph.network.to_network`, from an example statement.

The text is `us_uk.txt`; claims, names and offsets (code points) are in `us_uk.json`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import networkx

HERE = Path(__file__).parent
BASE = "https://w3id.org/communique/"
TYPE_LABELS = {
    "FormalOrganization": "body",
    "OrganizationalUnit": "unit of a body",
    "CollectiveAgent": "group of people",
}
RULES = {
    "cooperatesWith": ("cooperates with", "Cooperation under way",
                       "Two participants of one cooperation that is ongoing or completed cooperate."),
    "intendsToCooperateWith": ("intends to cooperate with", "Cooperation intended",
                               "Two participants of one cooperation that is called for, intended or planned "
                               "intend to cooperate."),
}  # fmt: skip
READER = "example reader"
SECOND_READER = "second example reader"


def build_network() -> networkx.MultiDiGraph:
    """Return the example network: about 85 nodes and 150 edges of all three grounds."""
    text = (HERE / "us_uk.txt").read_bytes().decode("utf-8")
    stored = json.loads((HERE / "us_uk.json").read_text("utf-8").replace("cmq:", BASE))
    release = f"{BASE}id/document/us-uk-quantum-2021"
    network = networkx.MultiDiGraph()
    network.graph["title"] = (
        "The United States and United Kingdom Issue Joint Statement to Enhance Cooperation on Quantum "
        "Information Science and Technology"
    )
    network.graph["quotations"] = []
    network.graph["documents"] = [
        {
            "iri": release,
            "id": "us-uk-quantum-2021",
            "title": network.graph["title"],
            "issued": "2021-11-04",
            "publisher": "Office of Science and Technology Policy",
            "kind": "press release",
            "sha256": "0" * 64,
            "text": text,
            "sentences": stored["sentences"],
            "readers": [READER, SECOND_READER],
        }
    ]
    for entity in stored["nodes"]:
        _add_node(network, entity)
    for number, claim in enumerate(stored["claims"], start=1):
        _add_claim(network, claim, number, stored, text, release)
    for number, record in enumerate(stored["recorded"], start=1):
        iri = f"{BASE}id/record/{number:03d}"
        attributes = {
            "iri": iri,
            "predicate": record["p"],
            "label": stored["labels"][record["p"]],
            "ground": "recorded",
            "source": "example register",
            "read_on": "2026-11-22",
            "valid_from": "",
            "valid_until": "",
        }
        network.add_edge(record["s"], record["o"], key=iri, **attributes)
    _infer(network)
    return network


def _add_node(network: networkx.MultiDiGraph, entity: dict[str, Any]) -> None:
    attributes = {
        "name": entity["iri"].rsplit("/", 1)[-1],
        "label": entity["label"],
        "type": entity["type"],
        "type_label": TYPE_LABELS.get(entity["type"], entity["type"].lower()),
        "aliases": entity.get("aliases", []),
        "acronym": entity.get("acronym", ""),
        "status": entity.get("status", ""),
        "is_plain": entity.get("is_plain", True),
        "identifiers": entity.get("identifiers", []),
        "said": [],
    }
    network.add_node(entity["iri"], **attributes)


def _add_claim(
    network: networkx.MultiDiGraph,
    claim: dict[str, Any],
    number: int,
    stored: dict[str, Any],
    text: str,
    release: str,
) -> None:
    iri = f"{BASE}id/claim/{number:03d}"
    told_as, voice = claim.get("told", "fact"), claim.get("voice", "")
    spans = claim["spans"]
    status = network.nodes[claim["s"]]["status"]
    attributes = {
        "iri": iri,
        "predicate": claim["p"],
        "label": stored["labels"][claim["p"]],
        "ground": "read",
        "told_as": told_as,
        "polarity": "affirmed",
        "voice": voice or network.graph["title"],
        "is_quoted": bool(voice),
        "confidence": claim.get("conf", 1.0),
        "status": status,
        "is_plain": told_as == "fact" and not voice,
        "document": release,
        "spans": spans,
        "sentences": sorted({n for n, start, end in stored["sentences"] for a, b in spans if start <= a < end}),
        "quotes": [text[a:b] for a, b in spans],
        "reasons": {"object": "cue"} if claim["p"] == "hasStatus" else {},
        "cue": text[spans[0][0] : spans[0][1]] if claim["p"] == "hasStatus" else "",
        "readers": [READER, SECOND_READER] if number % 3 == 0 else [READER],
    }
    if "value" in claim:
        network.nodes[claim["s"]]["said"].append({**attributes, "value": claim["value"]})
    else:
        network.add_edge(claim["s"], claim["o"], key=iri, **attributes)


def _infer(network: networkx.MultiDiGraph) -> None:
    number = 0
    for cooperation, attributes in list(network.nodes(data=True)):
        if attributes["type"] != "Cooperation" or not attributes["is_plain"]:
            continue
        predicate = "cooperatesWith" if attributes["status"] == "ongoing" else "intendsToCooperateWith"
        label, rule, rule_text = RULES[predicate]
        parts = [
            (party, key)
            for _, party, key, edge in network.out_edges(cooperation, keys=True, data=True)
            if edge["predicate"] == "hasParticipant"
        ]
        for one, first in parts:
            for other, second in parts:
                if one == other:
                    continue
                number += 1
                iri = f"{BASE}id/inferred/{number:03d}"
                network.add_edge(
                    one, other, key=iri, iri=iri, predicate=predicate, label=label, ground="inferred",
                    rule=rule, rule_text=rule_text, premises=[first, second],
                )  # fmt: skip
