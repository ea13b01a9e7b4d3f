from __future__ import annotations

import csv
import io
from datetime import UTC, date
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leverage_tui.domain.text import is_clean
from leverage_tui.interchange.formats.github_sponsors import FORMAT
from leverage_tui.interchange.registry import head_of
from leverage_tui.interchange.rows import ImportRefused, Reading
from leverage_tui.interchange.source import Source

SPONSORS = (
    "Sponsor Handle,Sponsor Profile Name,Sponsor Public Email,Sponsorship Started On,Is Public?,Is Yearly?,Transaction "
    "ID,Payment Source,Tier Name,Tier Monthly Amount,Processed Amount,Is Prorated?,Status,Transaction Date,Metadata,"
    "Country,Region,VAT\n"
    "ann,Ann,,2023-05-07 21:45:50 +0200,true,false,ch_1,github,$5 a month,$5.00,$4.52,true,settled,2023-05-07 21:46:01 "
    '+0200,"",AUT,undefined,\n'
    "bo,Bo,,2023-02-15 12:14:28 +0100,true,false,ch_2,github,$3 a month,$3.00,$3.00,false,settled,2023-06-03 19:04:45 "
    '+0200,"",GBR,Kent,\n'
    "cy,Cy,,2023-02-15 12:14:28 +0100,true,true,ch_3,github,$25 a month,$25.00,$300.00,false,settled,2023-06-30 "
    '23:30:00 -0400,"",USA,,\n'
    'di,Di,,2024-02-29 12:00:00 UTC,true,true,ch_4,github,$100 a month,$100.00,"$1,200.00",false,settled,2024-02-29 '
    '12:00:00 UTC,"",USA,,\n'
    "ed,Ed,,2023-02-15 12:14:28 +0100,true,true,ch_5,github,$25 a month,$25.00,$60.00,true,settled,2023-07-03 19:04:45 "
    '+0200,"",GBR,Kent,\n'
    'flo,Flo,,2023-02-15,true,false,ch_6,patreon,$50 one time,$50.00,$50.00,false,settled,2023-08-01,"",GBR,Kent,\n'
    'gus,Gus,,2023-02-15,true,false,ch_7,github,$3 a month,$3.00,$3.00,false,failed,2023-08-01,"",GBR,Kent,\n'
    'hal,Hal,,2023-02-15,true,false,ch_8,github,$3 a month,$3.00,-$3.00,false,settled,2023-08-02,"",GBR,Kent,\n'
    'ida,Ida,,2023-02-15,true,false,ch_9,github,$3 a month,$3.00,$0.00,false,settled,2023-08-02,"",GBR,Kent,\n'
)


def read(text: str) -> Reading:
    return FORMAT.read(Source(text, zone=UTC))


def test_the_export_is_known_by_its_header() -> None:
    assert FORMAT.claims(head_of(SPONSORS))
    assert FORMAT.claims(head_of(SPONSORS.replace("Payment Source,", "").replace(",github,", ",")))
    assert not FORMAT.claims(head_of("Handle,Processed Amount,Status,Transaction Date\n"))


def test_settled_sponsorships_are_income() -> None:
    reading = read(SPONSORS)
    assert [(row.gross, row.refunds, row.description) for row in reading.money] == [
        (452, None, "$5 a month"),
        (300, None, "$3 a month"),
        (30000, None, "$25 a month"),
        (120000, None, "$100 a month"),
        (6000, None, "$25 a month"),
        (5000, None, "$50 one time"),
        (None, 300, "$3 a month"),
    ]
    settled = [row for row in csv.DictReader(io.StringIO(SPONSORS)) if row["Status"] == "settled"]
    total = sum(Decimal(row["Processed Amount"].replace("$", "").replace(",", "")) for row in settled)
    assert sum((row.gross or 0) - (row.refunds or 0) for row in reading.money) == int(total * 100) == 161452
    assert {(row.source, row.currency) for row in reading.money} == {("GitHub Sponsors", "USD")}
    assert [row.external for row in reading.money][:2] == ["ch_1", "ch_2"]
    assert [(found.line, found.why) for found in reading.skipped] == [
        (8, "its status is failed"),
        (10, "it is of zero"),
    ]


def test_a_year_paid_at_once_is_for_that_year() -> None:
    spans = {row.external: (row.day, row.until) for row in read(SPONSORS).money}
    assert spans["ch_3"] == (date(2023, 7, 1), date(2024, 6, 30))
    assert spans["ch_4"] == (date(2024, 2, 29), date(2025, 2, 28))
    assert spans["ch_5"] == (date(2023, 7, 3), None)
    assert spans["ch_2"] == (date(2023, 6, 3), None)


def test_the_day_is_that_of_the_zone_of_the_import() -> None:
    new_york = FORMAT.read(Source(SPONSORS, zone=ZoneInfo("America/New_York")))
    assert new_york.money[2].day == date(2023, 6, 30)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[]", "is JSON"), (SPONSORS.split("\n")[0], "no row"),
        ("Sponsor Handle,Processed Amount\na,$1\n", "no column Status and no column Transaction Date"),
    ],
)  # fmt: skip
def test_wrong_files_are_refused(text: str, said: str) -> None:
    with pytest.raises(ImportRefused, match=said) as refused:
        read(text)
    assert "Sponsors dashboard" in str(refused.value)


@given(st.integers(0, 1500), st.integers(0, 30), st.text(max_size=12))
def test_mutated_files_raise_nothing_but_a_refusal(at: int, length: int, put: str) -> None:
    refusal = ""
    try:
        reading = read(SPONSORS[:at] + put + SPONSORS[at + length :])
    except ImportRefused as refused:
        refusal, reading = str(refused), Reading()
    assert is_clean(refusal)
    for row in reading.money:
        assert all(amount is None or amount >= 0 for amount in (row.gross, row.refunds))
        assert is_clean(row.source + row.description + (row.external or ""))
