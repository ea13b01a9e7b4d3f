"""How the book's income is spread over its streams. Only positive nets count."""

from __future__ import annotations

from typing import Any

from leverage_tui.domain.metrics import rows
from leverage_tui.domain.metrics.sums import Coverage, WindowSums

_HALF = 0.5


def spread(sums: list[WindowSums], covered: list[Coverage]) -> dict[str, Any]:
    """Concentration, and the shares that depend on a platform or come from streams mostly not confirmed. All None
    when no net is positive."""
    nets = [max(0, found.net) for found in sums]
    everything = sum(nets)
    if not everything:
        names = ("hhi", "effective_streams", "largest_share", "unlogged_income_share", "platform_dependent_share")
        return dict.fromkeys(names)
    hhi = sum((net / everything) ** 2 for net in nets)
    unlogged = sum(
        net for net, found in zip(nets, covered, strict=True) if found.share is not None and found.share < _HALF
    )
    on_platforms = sum(net for net, found in zip(nets, sums, strict=True) if found.row[rows.PLATFORM] > 0)
    return {
        "hhi": hhi,
        "effective_streams": 1 / hhi,
        "largest_share": max(nets) / everything,
        "unlogged_income_share": unlogged / everything,
        "platform_dependent_share": on_platforms / everything,
    }
