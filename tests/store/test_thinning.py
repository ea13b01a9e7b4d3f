from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from leverage_tui.store.thinning import AHEAD, DAILY, MONTHLY, WEEKLY, is_future, superfluous

NOW = datetime(2026, 11, 18, 15, 30, tzinfo=UTC)
ZONES = st.sampled_from([UTC, timezone(timedelta(hours=13)), timezone(-timedelta(hours=11, minutes=30))])
NOWS = st.builds(
    lambda zone, minutes: (NOW + timedelta(minutes=minutes)).astimezone(zone), ZONES, st.integers(0, 9999)
)
AGES = st.one_of(st.integers(-100_000, 4_000), st.integers(0, 60_000), st.integers(0, 1_100_000))
"""Minutes before NOW: some in the future, many of late, others over two years."""
MOMENTS = st.lists(AGES.map(lambda minutes: NOW - timedelta(minutes=minutes)), max_size=120)


def kept(moments: list[datetime], now: datetime) -> list[datetime]:
    gone = superfluous(moments, now)
    return sorted(set(moments) - gone, reverse=True)


def local(when: datetime, now: datetime) -> date:
    return when.astimezone(now.tzinfo).date()


@settings(max_examples=200)
@given(MOMENTS, NOWS)
def test_today_yesterday_and_the_future_stay_and_the_newest_of_all_else(
    moments: list[datetime], now: datetime
) -> None:
    gone = superfluous(moments, now)
    assert gone <= set(moments)
    assert all(local(when, now) < now.date() - timedelta(days=1) for when in gone)
    assert not any(is_future(when, now) for when in gone)
    past = [when for when in moments if not is_future(when, now)]
    if past:
        assert max(past) not in gone


@settings(max_examples=200)
@given(MOMENTS, NOWS)
def test_what_stayed_once_stays(moments: list[datetime], now: datetime) -> None:
    left = kept(moments, now)
    assert not superfluous(left, now)
    assert not superfluous(reversed(left), now)


@settings(max_examples=200)
@given(MOMENTS, NOWS)
def test_of_older_days_one_each_stays_and_no_more_than_the_limits(moments: list[datetime], now: datetime) -> None:
    older = [when for when in kept(moments, now) if local(when, now) < now.date() - timedelta(days=1)]
    assert len(older) <= DAILY + WEEKLY + MONTHLY
    assert all(count == 1 for count in Counter(local(when, now) for when in older).values())
    days = sorted({local(when, now) for when in moments if local(when, now) < now.date() - timedelta(days=1)})
    assert [local(when, now) for when in older[:DAILY]] == days[::-1][:DAILY]


@settings(max_examples=100)
@given(MOMENTS, st.lists(st.integers(1, 400_000), max_size=20), NOWS)
def test_what_is_dated_in_the_future_is_not_counted(
    moments: list[datetime], ahead: list[int], now: datetime
) -> None:
    future = [now + AHEAD + timedelta(minutes=minutes) for minutes in ahead]
    assert superfluous([*moments, *future], now) == superfluous(moments, now)


def test_a_backup_every_day_at_noon_leaves_days_sundays_and_the_last_of_months() -> None:
    noon = datetime(2026, 11, 18, 12, tzinfo=UTC)
    left = [when.date() for when in kept([noon - timedelta(days=ago) for ago in range(500)], NOW)]
    assert left[:14] == [date(2026, 11, 18) - timedelta(days=ago) for ago in range(14)]
    sundays = [date(2026, 11, 1) - timedelta(weeks=weeks) for weeks in range(10)]
    month_ends = [date(2026, month, 1) - timedelta(days=1) for month in range(3, 12)]
    assert left[14:] == sorted([*sundays, *month_ends], reverse=True)


def test_a_year_of_thinning_day_by_day_leaves_the_same_reach() -> None:
    there: list[datetime] = []
    first = datetime(2025, 8, 1, 9, tzinfo=UTC)
    for hours in range(0, 24 * 470, 7):
        now = first + timedelta(hours=hours)
        there = kept([*there, now], now)
    ages = [(now - when).days for when in there]
    assert len(there) <= 2 * 4 + DAILY + WEEKLY + MONTHLY
    assert max(ages) >= 30 * 8
    gaps = [older - newer for newer, older in pairwise(ages)]
    assert max(gaps) <= 45


def test_days_are_those_of_the_user() -> None:
    morning = datetime(2026, 11, 17, 10, tzinfo=UTC)
    crowd = [morning + timedelta(minutes=minutes) for minutes in range(5)]
    at_night = datetime(2026, 11, 19, 1, tzinfo=UTC)
    assert len(superfluous(crowd, at_night)) == 4
    assert not superfluous(crowd, at_night.astimezone(timezone(-timedelta(hours=5))))


def test_two_of_one_moment_share_its_fate() -> None:
    moments = [NOW - timedelta(days=40)] * 2
    assert superfluous(moments, NOW) == frozenset()
