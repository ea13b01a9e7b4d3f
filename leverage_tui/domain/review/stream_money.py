"""The money of a stream: what arrived, what was taken from it, what is expected, and what it stands on."""

from __future__ import annotations

from leverage_tui.domain.metrics.expected import LONGEST_DAYS, SHORTEST_HISTORY_DAYS
from leverage_tui.domain.model import AMOUNTS
from leverage_tui.domain.review import wording
from leverage_tui.domain.review.facts import Fact, Section, Tone
from leverage_tui.domain.review.stream_look import ABOUT, NO_RATE, SPENT, Look
from leverage_tui.domain.words import DASH

_NAMES = {
    "refunds": "Refunds", "platform_fees": "Platform fees", "processing_fees": "Processing fees",
    "people_cost": "People", "variable_costs": "Variable costs", "fixed_costs": "Fixed costs",
}  # fmt: skip
_NO_REVENUE = "no revenue in these weeks"


def money(look: Look) -> Section:
    """From gross to net, the margins, what of it is expected, and capital."""
    minor = look.minor()
    facts: list[Fact] = []
    if any(getattr(look.found, name) for name in ("gross", *SPENT)):
        facts += _amounts(look, minor)
        facts += _margins(look)
    else:
        facts.append(Fact("net", "Net", DASH, ("no amount is recorded for these weeks",)))
    facts += [_income_until(look), *_expected(look), *_capital(look)]
    return Section("Money", tuple(facts), _sentence(look, minor))


def _sentence(look: Look, minor: dict[str, int]) -> str:
    gross, net = look.shown(minor["gross"]), look.shown(sum(minor.values()))
    if look.past.expectation.income_until is None and not minor["gross"]:
        return "No income is entered yet."
    return f"Of {look.about}{gross} that came in, {look.about}{net} is kept."


def _about(look: Look, name: str) -> str:
    """≈ where a part of the amount of that name is expected."""
    expected = dict(zip(AMOUNTS, look.expected, strict=False))
    return ABOUT if expected.get(name) else ""


def _amounts(look: Look, minor: dict[str, int]) -> list[Fact]:
    """The amounts as shown: gross less the others is net."""
    facts = [_amount(look, "gross", "Gross", minor["gross"], "as entered for these weeks, day by day")]
    for name in SPENT:
        if minor[name]:
            facts.append(_amount(look, name, _NAMES[name], -minor[name], *_rate_of(look, name, minor)))
    facts.append(
        _amount(look, "net", "Net", sum(minor.values()), look.net_arithmetic(), *look.expected_sentences())
    )
    return facts


def _amount(look: Look, key: str, name: str, minor: int, how: str, *more: str) -> Fact:
    about = look.about if key == "net" else _about(look, key)
    beside = ""
    if key == "refunds":
        beside = f", {wording.percent(look.found.refund_rate, up=True)} of gross"
    elif key == "platform_fees":
        beside = f", {wording.percent(look.found.platform_take, up=True)} of revenue"
    tone: Tone = "unsure" if about else "bad" if key == "net" and minor < 0 else "plain"
    return Fact(key, name, f"{about}{look.shown(minor)}{beside}", (how, *more), tone)


def _rate_of(look: Look, name: str, minor: dict[str, int]) -> tuple[str, ...]:
    """The arithmetic of an amount that is taken, with the part that it is where that has a name."""
    found = look.found
    if name == "refunds":
        gross = f"{look.shown(minor['gross'])} gross"
        if found.refund_rate is None:
            return "as entered", f"no part of {gross}"
        return (f"{look.shown(-minor[name])} / {gross} = {wording.percent(found.refund_rate, up=True)}",)
    if name == "platform_fees":
        if found.platform_take is None:
            return "as entered", _NO_REVENUE
        take = wording.percent(found.platform_take, up=True)
        return (f"{look.shown(-minor[name])} / {look.revenue} = {take}",)
    return ("the pay of people's hours" if name == "people_cost" else "as entered",)


def _margins(look: Look) -> list[Fact]:
    found = look.found
    revenue, minor = look.revenue, look.minor()
    before_fixed = f"{look.shown(sum(minor.values()) - minor['fixed_costs'])} before fixed costs"
    margins = (
        ("gross_margin", "Gross margin", found.gross_margin, before_fixed),
        ("net_margin", "Net margin", found.net_margin, f"{look.money(found.net)} net"),
    )
    tone: Tone = "unsure" if look.about else "plain"
    facts = [
        Fact(key, name, DASH, (_NO_REVENUE,)) if share is None
        else Fact(key, name, f"{look.about}{wording.percent(share)}",
                  (f"{above} / {revenue} = {wording.percent(share)}",), tone)
        for key, name, share, above in margins
    ]  # fmt: skip
    key, name = "operating_leverage", "Operating leverage"
    if found.operating_leverage is None:
        return [*facts, Fact(key, name, DASH, (f"nothing is kept: {look.money(found.net)} net",))]
    shown = wording.times(found.operating_leverage)
    how = (
        f"{before_fixed} / {look.money(found.net)} net = {shown}",
        f"1 % more revenue is {shown.removesuffix(' x')} % more net, as long as fixed costs stay",
    )
    return [*facts, Fact(key, name, f"{look.about}{shown}", how, tone)]


def _income_until(look: Look) -> Fact:
    key, name, until = "income_until", "Income entered to", look.past.expectation.income_until
    if until is None:
        return Fact(key, name, DASH, ("no income is entered yet, which is not the same as none",))
    return Fact(key, name, wording.day(until), ("the last day that an entry with a gross covers",))


def _expected(look: Look) -> list[Fact]:
    """What is expected after the last day entered; nothing to say where all is entered."""
    until = look.past.expectation.income_until
    if until is None or until >= look.figures.as_of or (look.past.ended is not None and until >= look.past.ended):
        return []
    key, name, weeks = "expected_net", "Expected since", look.past.expectation.weeks
    if not any(week >= look.figures.window[0] for week in weeks):
        why = (
            f"expected is at the recent pace, for {LONGEST_DAYS} days after {wording.day(until)}, once there are "
            f"{SHORTEST_HISTORY_DAYS} days of income and, where hours are sold, hours of delivering in them"
        )
        return [Fact(key, name, DASH, (why,))]
    shown = f"{ABOUT}{look.money(look.found.expected_net)}"
    pace = "per hour of delivering" if look.stream.time_sold else "per day"
    how = (
        f"from {wording.day(until)} on, for at most {LONGEST_DAYS} days, at the stream's own recent pace {pace}",
        "it counts in every total until what arrived is entered",
    )
    return [Fact(key, name, shown, how, "unsure")]


def _capital(look: Look) -> list[Fact]:
    found, weeks = look.found, look.figures.weeks
    if not found.capital:
        return []
    capital = look.money(found.capital)
    origin = Fact("capital_origin_hours", "Capital in hours", DASH, (NO_RATE,))
    if found.capital_origin_hours is not None:
        hours = wording.clock(found.capital_origin_hours)
        origin = Fact("capital_origin_hours", "Capital in hours", hours, (f"{capital} / {look.yours} = {hours}",))
    yielded = wording.percent(found.capital_yield_per_year)
    return [
        Fact("capital", "Capital", capital, ("the mean of the weeks that have any",)),
        Fact(
            "capital_yield_per_year", "Yield a year", f"{look.about}{yielded}",
            (f"{look.money(found.net)} net / {capital} x 52 / {weeks:.1f} weeks = {yielded}",),
            "unsure" if look.about else "plain",
        ),
        origin,
    ]  # fmt: skip
