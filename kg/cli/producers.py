"""The options of `kg draft` that ask a model beside the rules; all are off unless given."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from kg.drafting.draft import Producer
    from kg.drafting.models.llm import Ask

_OPTIONS = (
    click.option("--nlp", is_flag=True, help="Let an installed spaCy pipeline propose too (pip install '.[nlp]')."),
    click.option("--llm", "url", metavar="URL", help="Ask a model behind an OpenAI-compatible server too."),
    click.option("--llm-model", "model", metavar="NAME", default="default", help="Which model of the server."),
    click.option(
        "--llm-timeout",
        "seconds",
        type=click.FloatRange(min=1),
        default=120,
        show_default=True,
        help="Seconds for one answer.",
    ),
    click.option("--llm-cache", "cache", type=click.Path(file_okay=False), help="Keep its replies in this folder."),
    click.option("--llm-record", "transcript", type=click.Path(dir_okay=False), help="Write its replies to this file."),
    click.option(
        "--llm-replay",
        "replayed",
        type=click.Path(exists=True, dir_okay=False),
        help="Take its replies from this file; no server is asked.",
    ),
)


def producer_options(command: Callable[..., None]) -> Callable[..., None]:
    """Gives a command the options that `get_producers` reads."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def get_producers(asked: dict[str, Any]) -> list[Producer]:
    """The producers that the options ask for, in a fixed order; none by default."""
    producers: list[Producer] = []
    if asked["nlp"]:
        from kg.drafting.models.nlp import read_pipeline
        from kg.drafting.models.nlp import to_producer as to_nlp

        producers.append(to_nlp(read_pipeline()))
    ask = _ask(asked)
    if ask is not None:
        from kg.drafting.models.llm import to_producer

        producers.append(to_producer(ask))
    return producers


def _ask(asked: dict[str, Any]) -> Ask | None:
    """How a model is asked: a transcript, or a server with what is kept of it; None where neither is asked for."""
    from kg.errors import UsageError

    if asked["url"] and asked["replayed"]:
        raise UsageError("both a server and a transcript", do="give --llm or --llm-replay")
    if asked["replayed"]:
        from kg.drafting.models.transcripts import replay

        return replay(Path(asked["replayed"]))
    if not asked["url"]:
        return None
    from kg.drafting.models.transcripts import cached, record
    from kg.remote.chat import ChatServer

    ask: Ask = ChatServer(asked["url"], asked["model"], asked["seconds"]).ask
    if asked["cache"]:
        ask = cached(ask, Path(asked["cache"]), asked["model"])
    return record(ask, Path(asked["transcript"])) if asked["transcript"] else ask
