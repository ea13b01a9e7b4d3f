"""The words of the help: the entry grammar, and what the figures mean."""

from __future__ import annotations

from typing import Final

Pair = tuple[str, str]

HOURS: Final[tuple[Pair, ...]] = (
    ("1.5  1,5  .5  2", "hours; a bare number is hours"),
    ("1:30  :30", "hours and minutes"),
    ("90m  1h  1h30  1h 30m", "m is minutes"),
    ("9-10:30  9am-11", "from when to when"),
    ("9:00-12, 13-15:30", "several, a blank after the comma"),
    ("23:00-1:00", "over midnight, when it starts at noon or later"),
    ("+15m  -0.5", "in a cell: more or less than it shows"),
    ("=2h", "the new total"),
    ("0", "empties the cell; nothing typed leaves it"),
)

MONEY: Final[tuple[Pair, ...]] = (
    ("1,234.56  1.234,56", "exact; what could mean two things is asked, never guessed"),
    ("$18.40  18.40 EUR", "another currency is named with the amount"),
)

DAYS: Final[tuple[Pair, ...]] = (
    ("today  yesterday  mon", "a weekday is the latest one up to today"),
    ("2d-ago  -2d", "days back"),
    ("2026-11-20  11-20", "year, month, day"),
    ("2026-10  last-month", "a month, for money"),
    ("2026-W46  last-week", "a week"),
    ("2026-10-01..2026-10-31", "from a day to a day"),
)

WORDS: Final[tuple[Pair, ...]] = (
    (
        "leveraged share",
        "The gauge. Of every 100 you keep, this much your own hours, at your baseline rate, do not explain.",
    ),
    ("baseline rate", "What an hour of yours earns when it is simply sold."),
    ("time multiplier", "Hours of work that happened, yours and not yours, for each hour you spent running it."),
    ("build debt", "Your hours so far at your baseline rate, less all you kept: still to be earned back."),
    (
        "hidden work",
        "The share of your hours that is not the paid work: selling, support, managing, admin, building.",
    ),
    ("effective rate", "What you keep for each hour you spent running a stream, over the window."),
    ("true rate", "What you kept for each hour ever put in, the building included."),
    ("payback", "When what a stream keeps beyond your hours will have paid for all the hours in it."),
    ("vacation test", "What comes in, in weeks that you closed with no hour of yours, against weeks you worked."),
    ("toil, utilisation", "The shares of your hours that are support and admin; and that are the paid work."),
    ("leverage ratio", "Hours of people for each hour you spent running a stream."),
    ("crossover", "Leveraged income a month over what you live on: at 1 it covers it."),
    ("effective streams", "Over how many equal streams your income would be as spread out as it is."),
    ("decoupling", "How little income follows your hours from week to week: 1 is not at all, 0 is in step."),
    ("price premium", "What a better price than your baseline rate earned. It is good money, and no leverage."),
    ("standing entry", "What goes on without being logged: a helper, a subscription, a tool's bill, capital."),
    ("≈", "Expected, not entered: income after the last entry, at the stream's recent pace, for 56 days at most."),
)

BANDS: Final[tuple[Pair, ...]] = (
    ("0-20", "sold time"),
    ("20-50", "assisted"),
    ("50-80", "leveraged"),
    ("80 and up", "highly leveraged; never 100 while you spend an hour"),
)

HOW: Final[tuple[str, ...]] = (
    "It looks at 13 weeks. Your hours are those of running the streams, plus a share of what you ever built: build "
    "hours are charged evenly over 104 weeks, so the effort that came first is never left out.",
    "For each stream: surplus = net income - baseline rate × your hours. Net is gross less refunds, fees, helpers' "
    "pay and costs.",
    "Where your hours are what is sold, the surplus counts only up to the share of the hours that were not yours: "
    "a better price for your time is not leverage.",
    "Leveraged share = 100 × all that counts / all net income. Beside it stands the same without the build hours: "
    "the gap between the two is the work that is usually ignored.",
    "A stream that keeps less than its hours were worth pulls the gauge down, and is shown as drag.",
)

LIMITS: Final[tuple[str, ...]] = (
    "No entry is unknown, not zero: what you leave out flatters the gauge. The weekly close asks for it.",
    "The baseline rate matters when most income is sold time: the band shows the gauge at 0.8 and 1.2 of it.",
    "A lump of build hours leaves the window at the end of its 104 weeks: “build written off”.",
    "The split by source is a convention and never moves the gauge.",
    "Capital gains, risk and taxes are left out.",
)
