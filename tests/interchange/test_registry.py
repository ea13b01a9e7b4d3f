from __future__ import annotations

import pytest

from leverage_tui.interchange.registry import FORMATS, detect, find, head_of, names, read_import
from leverage_tui.interchange.rows import ImportRefused
from tests.interchange.heads import HEADS

BEGINNINGS = [(program, head) for program, heads in HEADS.items() if program in names() for head in heads]


@pytest.mark.parametrize(("program", "head"), BEGINNINGS)
def test_a_file_is_claimed_by_its_own_program_alone(program: str, head: str) -> None:
    claiming = [known.name for known in FORMATS if known.claims(head_of(head))]
    assert claiming[:1] == [program]
    assert set(claiming) <= {program, "csv"}


MORE = {
    "stripe": "id,Type,Source,Amount,Fee,Net,Currency,Created (UTC),Available On (UTC),Description\n",
    "paypal": "Datum,Uhrzeit,Zeitzone,Name,Typ,Status,Währung,Brutto,Gebühr,Netto,Absender E-Mail-Adresse\n",
    "gumroad": "Type,Date,Purchase ID,Item Name,Buyer Name,Buyer Email,Taxes ($),Shipping ($),Sale Price ($),"
    "Gumroad Fees ($),Net Total ($)\n",
    "github-sponsors": "Sponsor Handle,Sponsor Profile Name,Transaction ID,Tier Name,Processed Amount,Status,"
    "Transaction Date\n",
    "timetagger": "subtotals,tag_groups,duration,date,start,stop,description,user,tags\r\n",
    "klog": "2018-03-24 (8h30m!)\n    8:30 - 17:00\n",
    "timeclock": "i 2009/03/31 22:21:45 personal:reading\no 2009/04/01 02:00:34\n",
    "timedot": "2023-01-01\ninc:client1   .... ..\n",
    "ics": "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\n",
    "csv": "date,begin,end,duration,currency,rate,user,customer,project,activity,description,exported,tags\n",
}


@pytest.mark.parametrize(("program", "head"), MORE.items())
def test_a_file_of_the_others_is_known_too(program: str, head: str) -> None:
    assert detect(head_of(head)) == program


@pytest.mark.parametrize("head", [head for heads in (*HEADS.values(), MORE.values()) for head in heads])
def test_no_two_programs_claim_one_file(head: str) -> None:
    assert sum(known.claims(head_of(head)) for known in FORMATS if known.name != "csv") < 2


def test_any_csv_comes_last() -> None:
    assert names()[-1] == "csv"
    assert len(set(names())) == len(names())


def test_every_format_says_what_to_export_in_one_phrase() -> None:
    for known in FORMATS:
        assert known.title
        assert known.export[0].islower() or not known.export[0].isalpha()
        assert find(known.name.upper()) is known


def test_an_unknown_name_is_refused_with_the_nearest() -> None:
    with pytest.raises(ImportRefused, match="there is no format clokify: did you mean clockify"):
        find("clokify")
    with pytest.raises(ImportRefused, match="there is toggl, clockify"):
        find("zzz")


def test_a_known_file_that_is_read_by_its_columns_alone_is_pointed_out() -> None:
    payments = (
        b"Date,Time,TimeZone,Name,Type,Status,Currency,Gross,Fee,Net,Note\n"
        b"2026-01-31,10:00:00,UTC,Bob,Payment,Completed,USD,100.00,-3.20,96.80,x\n"
    )
    for how in ({"name": "csv"}, {"columns": {"date": "Date", "amount": "Net"}}):
        name, reading = read_import(payments, **how)
        assert (name, len(reading.money)) == ("csv", 1)
        assert reading.warnings[0].startswith("the file is one of PayPal")
    assert read_import(b"Date,Note,Amount (USD)\n2026-01-31,x,3\n", "csv")[1].warnings == ()
