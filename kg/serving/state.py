"""What every handler of the application needs."""

from __future__ import annotations

from dataclasses import dataclass

from kg.serving.guard import Policy
from kg.serving.limits import Limits
from kg.serving.pages import Site
from kg.serving.pool import Pool


@dataclass
class State:
    """The pool of workers, what may be asked of it and by whom, and the pages."""

    pool: Pool
    limits: Limits
    policy: Policy
    site: Site
