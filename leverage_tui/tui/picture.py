"""What a screen shows as an SVG that stands alone: no font is fetched, blanks are kept."""

from __future__ import annotations

import re
from typing import Any

from textual.app import App

_BOX = re.compile(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"')


def picture_of(app: App[Any]) -> str:
    """What `app` shows now, of a size in pixels. It has gone through the last gate before the terminal: hidden amounts
    are hidden in it."""
    drawn = self_contained(app.export_screenshot(title=app.title))
    return _BOX.sub(
        lambda box: f'{box[0]} width="{float(box[1]):.0f}" height="{float(box[2]):.0f}"', drawn, count=1
    )


def self_contained(svg: str) -> str:
    """The SVG without fonts from elsewhere, every blank kept, fonts that a machine has named instead."""
    svg = re.sub(r"@font-face\s*{.*?}\s*", "", svg, flags=re.DOTALL)
    svg = svg.replace(
        "Fira Code, monospace", "'Fira Code','Cascadia Mono','DejaVu Sans Mono',Menlo,Consolas,monospace"
    )
    svg = re.sub(r"<!--.*?-->\s*", "", svg, flags=re.DOTALL)
    return svg.replace("<text ", '<text xml:space="preserve" ')
