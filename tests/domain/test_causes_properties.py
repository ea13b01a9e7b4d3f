"""What holds of why the gauge moved, whatever the book."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from leverage_tui.domain.book import book_of
from leverage_tui.domain.metrics import Memory, figures
from leverage_tui.domain.model import Document, Hours, Restatement, Setting, Work
from leverage_tui.domain.review.causes import (
    CAUSES,
    Moved,
    edit_cause,
    why_between,
    why_moved,
)
from tests.domain.test_causes import at, points
from tests.metrics.books import AS_OF, documents, rich_documents

few = settings(max_examples=150, deadline=None)


def close(moved: Moved) -> bool:
    """Whether the points add up to 1e-9, absolute or relative to what is added."""
    found = points(moved)
    assert moved.before is not None
    assert moved.after is not None
    size = max([1.0, abs(moved.before), abs(moved.after), *map(abs, found.values())])
    return abs(sum(found.values()) - (moved.after - moved.before)) <= 1e-9 * size


def see(moved: Moved) -> None:
    """What holds of every move."""
    assert all(cause.detail for cause in moved.causes)
    assert len({cause.name for cause in moved.causes}) == len(moved.causes)
    assert [cause.name for cause in moved.causes] == [
        name for name in CAUSES if name in {c.name for c in moved.causes}
    ]
    if moved.before is None or moved.after is None or moved.state.startswith("on the way"):
        assert points(moved) == {}
        assert moved.state
        return
    assert close(moved)
    assert all(cause.points is not None for cause in moved.causes)


def hours_and_days() -> st.SearchStrategy[tuple[int, int]]:
    return st.tuples(st.integers(0, 200), st.integers(0, 40))


@few
@given(st.one_of(documents(), rich_documents()), hours_and_days(), st.integers(100, 20_000))
def test_causes_add_up_between_any_two_days(found: list[Document], back: tuple[int, int], rate: int) -> None:
    later = AS_OF - timedelta(back[1])
    earlier = later - timedelta(back[0])
    changed = Restatement(
        doc_id=1, when=f"{AS_OF - timedelta(60)}T10:00:00Z", what="baseline_rate", old=rate, new=rate,
        gauge_old=None, gauge_new=None,
    )  # fmt: skip
    book = book_of([*found, changed])
    memory = Memory()
    moved = why_moved(book, earlier, later, memory)
    see(moved)
    assert why_moved(book, earlier, later) == moved
    own = figures(book, later)
    assert moved.after == own.book.gauge.raw


@few
@given(rich_documents(), documents(), st.booleans())
def test_causes_add_up_between_any_two_books(one: list[Document], other: list[Document], wide: bool) -> None:
    more = [
        Setting(doc_id=903, key="window_weeks", value=20),
        Setting(doc_id=904, key="build_life_weeks", value=30),
    ]
    see(why_between(at(book_of(one), AS_OF), at(book_of([*other, *(more if wide else ())]), AS_OF)))


@few
@given(rich_documents(), st.randoms(use_true_random=False))
def test_the_order_of_documents_does_not_matter(found: list[Document], random: object) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    days = (AS_OF - timedelta(9), AS_OF)
    assert why_moved(book_of(found), *days) == why_moved(book_of(shuffled), *days)


@few
@given(documents())
def test_what_is_the_same_has_no_causes(found: list[Document]) -> None:
    one, other = at(book_of(found), AS_OF), at(book_of(found), AS_OF)
    moved = why_between(one, other)
    assert moved.causes == ()
    assert moved.before == moved.after
    assert edit_cause(one, other) == ""


@few
@given(rich_documents(), st.integers(1, 500))
def test_one_more_own_hour_is_never_a_gain(found: list[Document], minutes: int) -> None:
    book = book_of([*found, Setting(doc_id=901, key="baseline_rate", value=4000)])
    entry = Hours(doc_id=5000, stream="a", date=AS_OF, work=Work.ADMIN, minutes=minutes)
    moved = why_between(at(book, AS_OF), at(book.with_documents([(None, entry)]), AS_OF))
    assert [cause.name for cause in moved.causes] == ["hours"]
    assert all(value <= 1e-9 for value in points(moved).values())
