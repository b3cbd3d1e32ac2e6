"""What is counted, in the text format of Prometheus."""

from __future__ import annotations

import time

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.serving.pool import Figures

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_ROUTES = ("sparql", "store", "healthz", "metrics", "ask", "id", "ont", "graph.html", "statements", "openapi.json")
_METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS")
_STEPS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 60)


class Metrics:
    """Counts requests by first part of the path, method and status, and shows the figures of the pool."""

    def __init__(self, figures: Figures) -> None:
        self._registry = CollectorRegistry()
        self._counters: dict[tuple[str, str, int], tuple[Counter, Histogram]] = {}
        self._requests = Counter(
            "kg_requests", "Requests answered.", ("route", "method", "status"), registry=self._registry
        )
        self._seconds = Histogram(
            "kg_request_seconds",
            "Seconds to the end of an answer.",
            ("route",),
            buckets=_STEPS,
            registry=self._registry,
        )
        shown = {
            "busy": "Workers at work.",
            "waiting": "Queries that wait for a worker.",
            "killed": "Workers that were ended over a query.",
            "refused": "Requests refused because too many waited.",
            "generation": "Generation of the graph that answers.",
            "changes": "Changes made.",
        }
        for name, words in shown.items():
            gauge = Gauge(f"kg_{name}", words, registry=self._registry)
            gauge.set_function(lambda name=name: getattr(figures, name))  # type: ignore[misc]

    def write(self) -> bytes:
        """All figures."""
        return generate_latest(self._registry)

    def _count(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count one answer; the counters of a kind of answer are looked up once."""
        kind = (route, method if method in _METHODS else "other", status)
        counters = self._counters.get(kind)
        if counters is None:
            counters = self._counters[kind] = (
                self._requests.labels(*map(str, kind)),
                self._seconds.labels(route),
            )
        counters[0].inc()
        counters[1].observe(seconds)

    def counting(self, app: ASGIApp) -> ASGIApp:
        """The application, each of its answers counted."""

        async def counted(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] != "http":
                await app(scope, receive, send)
                return
            started, status = time.perf_counter(), 500

            async def noting(message: Message) -> None:
                nonlocal status
                if message["type"] == "http.response.start":
                    status = message["status"]
                await send(message)

            try:
                await app(scope, receive, noting)
            finally:
                self._count(_route(scope["path"]), scope["method"], status, time.perf_counter() - started)

        return counted


def _route(path: str) -> str:
    first = path.lstrip("/").partition("/")[0]
    return first if first in _ROUTES else "other"
