from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leverage_tui.domain.text import is_clean
from leverage_tui.interchange.formats.hledger import FORMAT
from leverage_tui.interchange.registry import head_of
from leverage_tui.interchange.rows import ImportedMoney, ImportRefused, Reading
from leverage_tui.interchange.source import DecimalMark, Source
from tests.interchange.heads import wrongly_claimed

JOURNAL = """\
; a journal
# more
* and more
account assets:bank  ; type: C
commodity $1,000.00
Y2009

comment
2009/01/01 not this
    income:x  $-1
end comment

1/5=1/7 * (INV 12) client one | invoice  ; client:one
    ; a comment
    assets:bank  $1,250.50
    income:Consulting  ; the rest
2009-02-01 ! client two
    assets:bank            $900
    expenses:fees           $20.00  ; what the bank took
    Income:Consulting    $-920.00
    (budget:income)       $-1
    [income:virtual]      $-7
    [assets:virtual]       $7

2009.03.01 refund
\tassets:bank\t\t-$50
\tincome:Consulting\t\t$50 = $-2,120.50

2009-03-02 in euros, at a price
    assets:bank  $12.00
    Revenues:abroad  -10.50 EUR @@ $12

2009-03-03 sold
    assets:stock  -2 "ABC 1" @ $5
    assets:bank  $11
    income:gains

= expenses:gifts
    income:automatic  $-5

~ monthly
    income:forecast  $-5
    assets:bank
"""


def read(text: str, *, currency: str = "", decimal: DecimalMark | None = None, name: str = "") -> Reading:
    return FORMAT.read(Source(text, name, decimal=decimal, currency=currency))


def parts(row: ImportedMoney) -> tuple[object, ...]:
    return row.line, row.day.isoformat(), row.source, row.currency, row.gross, row.refunds


def one(*postings: str, before: str = "", currency: str = "") -> list[tuple[str, int | None, int | None]]:
    text = before + "2026-01-31 x\n" + "".join(f"    {posting}\n" for posting in postings)
    return [(row.currency, row.gross, row.refunds) for row in read(text, currency=currency).money]


def outcome(text: str) -> Reading | str:
    """What is read of a text, or the sentence it is refused with."""
    try:
        return read(text)
    except ImportRefused as refused:
        return str(refused)


def test_it_claims_its_own_files_and_no_other() -> None:
    assert wrongly_claimed(FORMAT) == []
    assert FORMAT.claims(head_of("2026-01-01 x\n  a  5\n", "main.JOURNAL"))
    assert not FORMAT.claims(head_of("2026-01-01 x\n  a  5\n  b\n", "main.txt"))


def test_postings_of_income_are_money_with_the_sign_turned() -> None:
    reading = read(JOURNAL)
    assert [parts(row) for row in reading.money] == [
        (16, "2009-01-05", "income:Consulting", "USD", 125_050, None),
        (20, "2009-02-01", "Income:Consulting", "USD", 92_000, None),
        (27, "2009-03-01", "income:Consulting", "USD", None, 5_000),
        (31, "2009-03-02", "Revenues:abroad", "EUR", 1_050, None),
        (36, "2009-03-03", "income:gains", "USD", 100, None),
    ]
    # What hledger's own balance of income in dollars is: -1,250.50 - 920 + 50 - 1 (11 less 2 at 5).
    dollars = sum((row.refunds or 0) - (row.gross or 0) for row in reading.money if row.currency == "USD")
    assert dollars == int((Decimal("-1250.50") - 920 + 50 - (11 - 2 * 5)) * 100)
    assert reading.money[0].description == "client one | invoice"
    assert [(each.line, each.why) for each in reading.skipped] == [(22, "it is a virtual posting, in brackets")]
    left_out = "2 periodic or automated transactions are left out: only what was booked counts"
    assert (reading.rows, reading.warnings) == ((), (left_out,))


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        ("$-5", ("USD", 500)), ("-$5.25", ("USD", 525)), ("$ -5.", ("USD", 500)), ("-5.00 EUR", ("EUR", 500)),
        ("-5EUR", ("EUR", 500)), ("EUR -5", ("EUR", 500)), ("€-5,50", ("EUR", 550)), ("-1 000,25 €", ("EUR", 100_025)),
        ("-1,234.50 GBP", ("GBP", 123_450)), ("-1000 JPY", ("JPY", 1000)), ('-5 "USD"', ("USD", 500)),
        ("-5.00 EUR @ $1.20", ("EUR", 500)), ("-5.00 EUR @@ $6", ("EUR", 500)), ("-5 EUR == -5 EUR", ("EUR", 500)),
        ("-33.3350 EUR", ("EUR", 3334)), ("-$.50", ("USD", 50)),
    ],
)  # fmt: skip
def test_amounts_as_journals_write_them(amount: str, expected: tuple[str, int]) -> None:
    assert one(f"income  {amount}", "assets") == [(*expected, None)]


def test_an_omitted_amount_balances_each_commodity_at_cost() -> None:
    assert one("assets  $5", "assets  3 EUR", "income") == [("USD", 500, None), ("EUR", 300, None)]
    assert one("assets  10 EUR @ $1.25", "income") == [("USD", 1250, None)]
    assert one("assets  -10 EUR @@ $12.50", "assets  $20", "income") == [("USD", 750, None)]
    assert one("assets  -$5", "revenue") == [("USD", None, 500)]


def test_amounts_that_are_not_clear_are_skipped_with_their_reason() -> None:
    text = (
        "2026-01-01 a\n  income  = $5\n  assets  $1\n  income:b\n"
        "2026-01-02 b\n  income\n  assets\n"
        "2026-01-03 c\n  income  (5 * $3)\n  assets  $1\n"
        "2026-01-04 d\n  income  -5 h\n  assets  5 h\n"
        "2026-01-05 e\n  income  0\n  assets  1 {$3} \n  income:x\n"
        "2026-02-30 f\n  income  $-1\n"
        "2026-01-06 g\n  income  $-1\n  assets\nnonsense\n"
    )
    reading = read(text)
    assert [(row.line, row.gross) for row in reading.money] == [(21, 100)]
    unclear = "its amount cannot be read here: it is a balance, an expression or no amount"
    missing = "its amount is left out, and so is, or is not clear, that of another posting"
    assert [(found.line, found.why) for found in reading.skipped] == [
        (2, unclear),
        (4, missing),
        (6, missing),
        (9, unclear),
        (12, "h is no currency such as EUR"),
        (15, "it is of zero"),
        (17, missing),
        (18, "there is no day 2026-02-30"),
        (23, "it is no line of a journal"),
    ]


def test_accounts_may_be_declared_renamed_and_put_below_others() -> None:
    typed = "account Erlöse  ; type:R\naccount income:gifts  ; type: E\n"
    assert one("Erlöse:Web  -5 EUR", "income:gifts  -3 EUR", "assets", before=typed) == [("EUR", 500, None)]
    assert one("sales  -5 EUR", "b", before="alias sales = income:web\n") == [("EUR", 500, None)]
    both = [("EUR", 500, None), ("EUR", None, 500)]
    assert one("web  -5 EUR", "b", before="apply account income\n") == both
    ended = "apply account income\nend apply account\nalias a=income\nend aliases\n"
    with pytest.raises(ImportRefused, match="the accounts are a, b"):
        one("a  -5 EUR", "b", before=ended)
    (row,) = read("alias in=income\nalias i=in\n2026-01-01\n  i:x  $-1\n  b\n").money
    assert row.source == "income:x"


def test_a_sign_of_several_currencies_is_the_usual_one() -> None:
    assert one("income  $-5", "b", currency="CAD") == [("CAD", 500, None)]
    assert one("income  $-5", "b", currency="EUR") == [("USD", 500, None)]
    reading = read("2026-01-01\n  income  -5\n  b\n", currency="EUR")
    assert [parts(row)[3:5] for row in reading.money] == [("EUR", 500)]
    assert reading.warnings == ("amounts without a commodity are taken for EUR (--currency says another)",)


def test_the_decimal_mark_is_declared_found_or_asked_for() -> None:
    doubtful = "2026-01-01\n  income  -1,250 EUR\n  b\n"
    with pytest.raises(ImportRefused, match="--decimal"):
        read(doubtful)
    assert read(doubtful, decimal=",").money[0].gross == 125
    assert read("decimal-mark ,\n" + doubtful).money[0].gross == 125
    assert read("D 1,000.00 EUR\n" + doubtful).money[0].gross == 125_000
    assert read("commodity EUR\n  format 1.000,00 EUR\n" + doubtful).money[0].gross == 125


REGISTER = (
    '"txnidx","date","code","description","account","amount","total"\n'
    '"1","2009-01-05","INV 12","client one","assets:bank","$1,250.50","$1,250.50"\n'
    '"1","2009-01-05","INV 12","client one","income:consulting","$-1,250.50","0"\n'
    '"2","2009-03-01","","refund","revenues:web","50.00 EUR","50.00 EUR"\n'
    '"3","2009-03-01","","budget","(income:web)","-50.00 EUR","50.00 EUR"\n'
    '"4","2009-03-01","","hours","income:web","1.00h","1.00h"\n'
)
PRINT = (
    '"txnidx","date","date2","status","code","description","comment","account","amount","commodity","credit","debit",'
    '"posting-status","posting-comment"\n'
    '"1","2009-01-05","","*","INV 12","client one","","assets:bank","1250.50","$","","1250.50","",""\n'
    '"1","2009-01-05","","*","INV 12","client one","","income:consulting","-1250.50","$","1250.50","","",""\n'
    '"2","2009-03-01","","","","refund","","revenues:web","50.00","EUR","","50.00","",""\n'
)


def test_each_commodity_may_be_written_in_its_own_way() -> None:
    dollars = "2026-01-31 a\n  assets  $1,100.50\n  income:us\n"
    euros = "2026-02-01 b\n  assets  1.234,56 EUR\n  income:de\n2026-02-02 c\n  assets  2.000 EUR\n  income:de\n"
    found = [(row.currency, row.gross) for row in read(dollars + euros).money]
    assert found == [("USD", 110_050), ("EUR", 123_456), ("EUR", 200_000)]
    with pytest.raises(ImportRefused, match="a decimal point and others a decimal comma"):
        read(dollars + "2026-02-01 b\n  assets  $1,5\n  income:de\n")
    with pytest.raises(ImportRefused, match=r"is 3,000 a thousand or more"):
        read(
            dollars + "2026-02-01 b\n  assets  5,5 EUR\n  income:de\n2026-02-02 c\n  assets  3,000 GBP\n  income\n"
        )


def test_income_that_is_moved_to_equity_was_not_paid_back() -> None:
    year = (
        "2026-03-01 a\n  assets  $90\n  income:a\n"
        "2026-06-01 b\n  income:a  $5\n  assets\n"
        "2026-12-31 retain earnings\n  income:a  $85\n  expenses:b  $-20\n  equity:retained\n"
        "2026-12-31 gift\n  Equity:Owner  $7\n  income:a\n"
    )
    reading = read(year)
    assert [parts(row) for row in reading.money] == [
        (3, "2026-03-01", "income:a", "USD", 9_000, None), (5, "2026-06-01", "income:a", "USD", None, 500),
        (13, "2026-12-31", "income:a", "USD", 700, None),
    ]  # fmt: skip
    why = "it moves income to equity, as at the end of a year: nothing was paid back"
    assert [(each.line, each.why) for each in reading.skipped] == [(8, why)]
    table = (
        '"txnidx","date","description","account","amount","commodity"\n"1","2026-12-31","r","income:a","85","$"\n'
        '"1","2026-12-31","r","equity:retained","-85","$"\n"2","2026-12-31","r","income:a","5","$"\n'
        '"2","2026-12-31","r","assets","-5","$"\n'
    )
    assert [(row.line, row.refunds) for row in read(table).money] == [(4, 500)]
    assert [(each.line, each.why) for each in read(table).skipped] == [(2, why)]


def test_amounts_without_a_commodity_have_the_default_one() -> None:
    text = "2026-01-30 w\n  assets  3\n  income\nD 1.000,00 EUR\n2026-01-31 x\n  assets  5\n  income\n"
    reading = read(text, currency="USD")
    assert [(row.currency, row.gross) for row in reading.money] == [("USD", 300), ("EUR", 500)]
    assert one("assets  5", "assets  $2", "income", before="D €1.00\n", currency="USD") == [
        ("EUR", 500, None), ("USD", 200, None),
    ]  # fmt: skip


def test_conversions_that_are_declared_are_no_fault_of_a_journal() -> None:
    assert one("assets  5 EUR", "income", before="C 1.00 Kb = 1024 b\n") == [("EUR", 500, None)]
    assert read("C 1.00 Kb = 1024 b\n2026-01-31 x\n  assets  5 EUR\n  income\n").skipped == ()


@pytest.mark.parametrize("text", [REGISTER, PRINT])
def test_the_csv_of_hledger_is_the_same(text: str) -> None:
    reading = read(text)
    assert [parts(row) for row in reading.money] == [
        (3, "2009-01-05", "income:consulting", "USD", 125_050, None),
        (4, "2009-03-01", "revenues:web", "EUR", None, 5_000),
    ]
    assert reading.money[0].description == "client one"
    assert [found.why for found in reading.skipped] == ["h is no currency such as EUR"][: text == REGISTER]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("include other.journal\n", "line 1: it takes in another file, .*hledger -f FILE print -O csv"),
        ("!include other.journal\n", "line 1: it takes in another file"),
        ("alias /^(a+)+$/=b\n", "line 1: an alias by a pattern"),
        ("alias a=b\n" * 201, "line 201: there are over 200 aliases"),
        ("1/5 x\n  income  $-1\n  b\n", "line 1: the day 1/5 has no year: put a line such as Y2026"),
        ("2026-01-01 x\n  a:c  $-1\n  b:d\n", "the accounts are a, b.: declare"),
        ("; nothing\n", "it has no transaction"),
        ("[]", "is JSON"),
        (REGISTER.replace("income", "a").replace("revenues", "a"), "the accounts are assets, a, .a"),
    ],
)
def test_other_files_are_refused_with_what_to_do(text: str, said: str) -> None:
    with pytest.raises(ImportRefused, match=said):
        read(text)


def test_a_long_journal_is_read_whole() -> None:
    text = "".join(
        f"2026-01-{1 + number % 28:02d} x\n  assets:bank  $1.50\n  income:{number % 300}\n\n"
        for number in range(20_000)
    )
    money = read(text).money
    assert sum(row.gross or 0 for row in money) == 20_000 * 150
    assert money[-1].day == date(2026, 1, 1 + 19_999 % 28)


def test_many_postings_without_an_amount_take_no_longer_each() -> None:
    reading = read("2026-01-01 x\n" + "  income\n" * 30_000 + "  assets  $5\n")
    assert (len(reading.money), len(reading.skipped)) == (0, 30_000)


AMOUNT = st.integers(1, 10**9).map(lambda cents: f"{cents // 100}.{cents % 100:02d}")


@given(st.lists(AMOUNT, min_size=1, max_size=9))
@settings(max_examples=100)
def test_an_omitted_amount_is_the_sum_of_the_others(amounts: list[str]) -> None:
    ((currency, gross, _),) = one(*(f"assets:{at}  ${text}" for at, text in enumerate(amounts)), "income")
    assert (currency, gross) == ("USD", int(sum(Decimal(text) for text in amounts) * 100))


@given(st.text(max_size=120))
@settings(max_examples=100)
def test_any_text_is_read_or_refused(text: str) -> None:
    for start in ("", "2026-01-01 ", "2026-01-01\n  income  ", "2026-01-01\n  income  $-1 ", REGISTER):
        FORMAT.claims(head_of(start + text))
        reading = outcome(start + text)
        if isinstance(reading, str):
            assert is_clean(reading)
            continue
        assert all(is_clean(row.source + row.description + row.currency) for row in reading.money)
        assert all(is_clean(found.why) for found in reading.skipped)


@given(st.integers(0, len(JOURNAL)), st.integers(0, 9), st.text(max_size=4))
@settings(max_examples=100)
def test_a_damaged_journal_is_read_or_refused(at: int, gone: int, instead: str) -> None:
    for good in (JOURNAL, REGISTER, PRINT):
        reading = outcome(good[:at] + instead + good[at + gone :])
        if isinstance(reading, str):
            assert is_clean(reading)
            continue
        assert all((row.gross or 0) >= 0 and (row.refunds or 0) >= 0 for row in reading.money)
