"""What every handler of the application needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.requests import Request

from kg.serving.guard import Policy
from kg.serving.limits import Limits
from kg.serving.pool import Pool

if TYPE_CHECKING:
    from kg.serving.pages import Site

KEY = "kg"


@dataclass
class State:
    """The pool of workers, what may be asked of it and by whom, and the pages."""

    pool: Pool
    limits: Limits
    policy: Policy
    site: Site


def state_of(request: Request) -> State:
    """The state of the application that a request came to."""
    state = request.scope[KEY]
    assert isinstance(state, State)
    return state
