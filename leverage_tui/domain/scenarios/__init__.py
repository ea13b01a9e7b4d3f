"""What would change, and would a new stream be leverage at all? METRICS.md sections 6 and 7."""

from leverage_tui.domain.scenarios.contract import as_json
from leverage_tui.domain.scenarios.errors import ScenarioWrong
from leverage_tui.domain.scenarios.listing import Listing, listing
from leverage_tui.domain.scenarios.plans import new_stream
from leverage_tui.domain.scenarios.results import (
    Automate,
    Change,
    Hire,
    NewStream,
    Outcome,
    Price,
    Productise,
    WhatIf,
)
from leverage_tui.domain.scenarios.whatif import KINDS, what_if

__all__ = [
    "KINDS",
    "Automate",
    "Change",
    "Hire",
    "Listing",
    "NewStream",
    "Outcome",
    "Price",
    "Productise",
    "ScenarioWrong",
    "WhatIf",
    "as_json",
    "listing",
    "new_stream",
    "what_if",
]
