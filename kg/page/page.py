"""The one-file page: template, styles, scripts and data put together under a strict content security policy.

Nothing in the page comes from or goes to a network. Data stand in one inert block of JSON; the policy names
the hash of every style and script, so that nothing else can run even if a string should slip through.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Iterable
from importlib import resources
from typing import TYPE_CHECKING, Any

from kg.page import tiers
from kg.page.network import Positions
from kg.page.payload import Uncovered, to_payload
from kg.page.style import read_style

if TYPE_CHECKING:
    from networkx import MultiDiGraph
    from pyoxigraph import Quad

SCRIPTS = (
    "dom.js", "model.js", "routes.js", "words.js", "cite.js", "geometry.js", "labels.js", "frames.js", "graph.js",
    "communities.js", "legend.js", "evidence.js", "text.js", "table.js", "timeline.js", "svg.js", "save.js",
    "report.js", "keys.js", "address.js", "main.js",
)  # fmt: skip
VIS = "lib/vis-9.1.2/vis-network.min.js"
PLACEHOLDER = re.compile(r"\{\{(\w+)\}\}")
UNSAFE = re.compile("[<>&\u2028\u2029\ud800-\udfff]")
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def to_page(
    network: MultiDiGraph[str],
    quads: Iterable[Quad] = (),
    uncovered: Uncovered | None = None,
    *,
    positions: Positions | None = None,
) -> str:
    """Return the whole HTML of the page, to be written as UTF-8; the same text for the same input.

    `network` is what `kg.graph.network.to_network` returns; it is left as it is. `quads` are what the page gives out
    as JSON-LD; `uncovered` are the stretches that no claim quotes, by document: start, end (code points), excuse.
    `positions` are those of `to_layout`, which is asked where there are none.
    """
    return to_html(
        str(network.graph.get("title") or "Communiqué"),
        to_payload(network, read_style(), quads, uncovered, positions=positions),
    )


def to_html(title: str, payload: Any) -> str:
    """Return the page of a payload: template, styles, scripts and data in one."""
    parts = {
        "css": _read("page.css"),
        "theme": _read("theme.js"),
        "vis": _read_vis(),
        "script": "(() => {\n'use strict';\n" + "\n".join(_read(name) for name in SCRIPTS) + "})();\n",
    }
    parts["policy"] = _to_policy(styles=[parts["css"]], scripts=[parts["theme"], parts["vis"], parts["script"]])
    parts["title"] = html.escape(UNPRINTABLE.sub("\ufffd", title))
    parts["data"] = to_inert_json(payload)
    return PLACEHOLDER.sub(lambda match: parts[match[1]], _read("template.html"))


def to_layout(network: MultiDiGraph[str], kept: Positions | None = None) -> dict[str, tuple[int, int]]:
    """Return the place of every node that is drawn, by its IRI, in pixels; what has one among `kept` stays there."""
    return tiers.to_layout(network, read_style(), kept)


def to_inert_json(value: Any) -> str:
    r"""Return JSON that can stand inside a script element: no tag or entity can arise from it.

    >>> to_inert_json("</script>")
    '"\\u003c/script\\u003e"'
    """
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", written)


def _to_policy(styles: list[str], scripts: list[str]) -> str:
    return "; ".join(
        [
            "default-src 'none'",
            "script-src " + " ".join(_to_source(script) for script in scripts),
            "style-src " + " ".join(_to_source(style) for style in styles),
            "img-src data: blob:",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        ]
    )


def _to_source(text: str) -> str:
    """Return the CSP source of an inline element: the hash of the text between its tags."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii") + "'"


def _read(name: str) -> str:
    return resources.files("kg.page").joinpath(name).read_text("utf-8")


def _read_vis() -> str:
    """Return vis-network as pyvis bundles it, without its source map, lines ended as a browser ends them."""
    from pyvis import network as pyvis_network

    script = resources.files(pyvis_network.__package__).joinpath(VIS).read_text("utf-8")
    return re.sub(r"//# sourceMappingURL=.*", "", script.replace("\r\n", "\n"))
