"""How the files of many programs begin, by program: a format claims its own and no other."""

from __future__ import annotations

from leverage_tui.interchange.registry import head_of
from leverage_tui.interchange.rows import Format

HEADS: dict[str, tuple[str, ...]] = {
    "toggl": (
        "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags,"
        "Amount (USD)\n",
        "Project,Start Date,Start Time,Duration,Email\r\n",
        '"Description","Duration","User","Email","Project","Tags","Start date","Start time"\n',
        '"Description","Duration","Member","Email","Project","Client","Tags","Amount","Currency","Start date",'
        '"Start time","Stop date","Stop time"\n',
        "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Tags\n",
        '"Description","Tags","Start date","Start time","Stop date","Stop time"\n',
        "Client,Description,Duration\n",
        "Project,Client,Duration,Duration %,Billable duration,Amount (USD)\n",
        "Member,Email,Duration\n",
        "Project,Client,Duration,Amount (USD)\n",
        '"User,Email,Client,Project,""Start date"",Start time,Duration"\n"a,b,c,d,2026-01-01,09:00:00,01:00:00"\n',
    ),
    "clockify": (
        '"Project","Client","Description","Task","User","Group","Email","Tags","Billable","Start Date","Start Time",'
        '"End Date","End Time","Duration (h)","Duration (decimal)","Billable Rate (USD)","Billable Amount (USD)"\r\n',
        '"Project","Description","Activity","User","Email","Tags","Type","Billable","Invoiced","Invoice ID",'
        '"Start Date","Start Time","End Date","End Time","Duration (h)","Duration (decimal)","Date of creation"\r\n',
        '"Projeto","Cliente","Descrição","Tarefa","Usuário","Grupo","Email","Etiqueta","Data de início",'
        '"Hora de início","Data final","Hora de término","Duração (h)","Duração (decimal)"\r\n',
        "Projekt,Kunde,Beschreibung,Aufgabe,Benutzer,Startdatum,Startzeit,Enddatum,Endzeit,Dauer (h),Dauer (dezimal)\n",
        "Proyecto,Cliente,Fecha de inicio,Hora de inicio,Fecha de finalización,Duración (h),Duración (decimal)\n",
        "Projet,Client,Date de début,Heure de début,Date de fin,Heure de fin,Durée (décimal)\n",
        "Progetto,Cliente,Data di inizio,Ora di inizio,Data di fine,Ora di fine,Durata (h),Durata (decimale)\n",
        "Project,Klant,Startdatum,Starttijd,Einddatum,Eindtijd,Duur (h),Duur (decimaal)\n",
        '"Project","Description","Task","User","Group","Tags","Start Date","Start Time","End Date","End Time"\r\n',
        '"Client","Description","User","Start Date","Start Time","End Date","End Time","Duration (h)"\r\n',
        '"Date","Project","Client","Description","Time (h)","Time (decimal)"\r\n',
        '"Date","Time (h)","Time (decimal)"\r\n',
        '"User","Project","Time (h)","Time (decimal)","Amount (EUR)"\r\n',
    ),
    "harvest": (
        "Date,Client,Project,Project Code,Task,Notes,Hours,Billable?,Invoiced?,Approved?,First Name,Last Name,"
        "Employee Id,Roles,Employee?,Billable Rate,Billable Amount,Cost Rate,Cost Amount,Currency,"
        "External Reference URL\n",
        "Date,Client,Project,Project Code,Task,Notes,Hours,Hours Rounded,Billable?,Invoiced?,First Name,Last Name,"
        "Roles,Teams,Employee?,Billable Rate,Billable Amount,Cost Rate,Cost Amount,Currency\n",
        "Client,Project,Hours,Billable Hours,Billable Amount,Currency\n",
        "First Name,Last Name,Hours,Billable Hours\n",
        "Date,Client,Project,Project Code,Category,Notes,Amount,Billable?,First Name,Last Name\n",
        "Date,Client,Project,Project Code,Expense Category,Notes,Amount,Billable?,First Name,Last Name,Currency\n",
    ),
    "timewarrior": (
        '[\n{"id":1,"start":"20240105T140000Z","end":"20240105T153000Z","tags":["a"]}\n]\n',
        "Tags database does not exist. Recreating from interval data...\n"
        '[\n{"id":1,"start":"20240105T140000Z"}\n]\n',
        'color: on\ntemp.version: 1.4.3\n\n[\n{"id":1,"start":"20240105T140000Z"}\n]\n',
        "color: off\ntemp.report.end:\ntemp.report.start:\n\n[\n]\n",
        'inc 20240105T140000Z - 20240105T153000Z # "client a" meeting # "call"\n',
        "inc 20240105T140000Z\n",
    ),
    "watson": (
        '[[1573549200, 1573552800, "site", "9a1b2c3d4e5f60718293a4b5c6d7e8f9", ["a"], 1573552801]]',
        '[{"id":"urn:uuid:9a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9","begin_at":"2020-09-01T10:00:00+02:00",'
        '"end_at":"2020-09-01T11:00:00+02:00","project":"site","tags":[]}]',
        '[{"id":"9a","start":"2020-09-01T10:00:00+02:00","stop":"2020-09-01T11:00:00+02:00","project":"s","tags":[]}]',
        '{"project": "site", "start": 1573549200, "tags": []}',
        '{"projects": [], "time": 0.0, "timespan": {"from": "2020-09-01", "to": "2020-09-02"}}',
        "id,start,stop,project,tags\n9a1b2c3,2020-09-01 10:00:00,2020-09-01 11:00:00,site,\n",
        "from,to,project,tag,time\n2020-09-01 00:00:00,2020-09-02 00:00:00,site,,3600.0\n",
    ),
    "klog": (
        "2018-03-24 (8h30m!)\n    8:30 - 17:00\n",
        "2018-03-24 (8h!)\n",
        "\n\n2018/03/24\nFirst day at #job\nand so on\n    1h30m #project=478\n",
        "2018-03-24\r\n\t<23:30 - 8:00\r\n",
        "2018-03-24\n  -45m Lunch break\n  13:05 - ?\n",
        "2020-01-01\nNothing done\n\n2020-01-02\n    8:00am-1:00pm\n",
    ),
    "timeclock": (
        "i 2009/03/31 22:21:45 personal:reading\no 2009/04/01 02:00:34\n",
        "; my hours\n# more\n* heading\ni 2009-03-31 9:11:15\no 2009-03-31 10:00:00 \n",
        "h 2009/03/31 8\ni 2009/03/31 22:21 a  b ; c\n",
        "o 2009/03/31 22:21:45+0100 stop\n",
    ),
    "timedot": (
        "2023-01-01\ninc:client1   .... ..\n",
        "# hours\n* heading\n\n2023-01-01 transaction description\n  biz:research  ....\n",
        "* 2023-01-02\nper:admin     90m\n",
        "2016/2/4\nbiz:research  2\n",
        "2016.2.4 ; comment\nfos:ledger    0,25\n",
    ),
    "timetagger": (
        "subtotals,tag_groups,duration,date,start,stop,description,user,tags\r\n",
        "subtotals,tag_groups,duration,date,start,stop,description,tags\r\n\r\n1:00,Total,,,,,,\r\n",
        "subtotals,tag_groups,duration,date,start,stop,description,user,tags,group_start,group_end\n",
        "key\tstart\tstop\ttags\tdescription\n",
    ),
    "ics": ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\n", "\nbegin:vcalendar\n"),
    "hledger": (
        "txnidx,date,code,description,account,amount,total\n",
        '"txnidx","date","date2","status","code","description","comment","account","amount","commodity","credit",'
        '"debit","posting-status","posting-comment"\n',
        "; journal\n\n2009/01/01 * (12) client | invoice\n    assets:bank  $1,000.00\n    income:consulting\n",
        "account income\n  ; note\nY2009\n1/5 client\n\tassets:bank\t\t100 EUR\n\tincome\n",
        "include other.journal\n2009-01-01=2009-01-03 ! x\n  assets  5\n  revenues:x  -5\n",
    ),
    "": (
        "2018-03-24 Meeting notes\n  - talked about 5 EUR\n  - and more\n",
        "2018-03-24\n\nDear diary, today I did 8h\n",
        "i have 2009/03/31 22:21:45 things\n",
        "key,value\n2023-01-01,3\n",
        "BEGIN:VCARD\nVERSION:3.0\n",
        "",
        "[]",
        "{}",
        "[[[[",
        "Project,Type,Date,Start,End,Duration H:M\n",
        "2021-02-16 16:14 - 2021-02-16 17:00 | project | description\n",
        "Name,Start Time,Stop Time,Tags,Project,Rate,Currency,Total Time,Total Earnings\n",
        "date,begin,end,duration,currency,rate,internal_rate,hourly_rate,fixed_rate,user,customer,project,activity,"
        "description,exported,tags\n",
        "id,Type,Source,Amount,Fee,Net,Currency,Created (UTC),Available On (UTC),Description\n",
        '"Date","Time","TimeZone","Name","Type","Status","Currency","Gross","Fee","Net"\n',
        "Purchase ID,Item Name,Buyer Name,Purchase Email,Purchase Date,Net Total ($)\n",
        "Date,Amount,Description\n2026-01-01,3,x\n",
        '[{"id":1,"description":"x","entry":"20240105T140000Z","start":"20240105T140000Z","status":"pending"}]',
        '{"streams": {}}',
        "Workout,Start date,Duration\nRun,2026-01-01,01:00:00\n",
        '{"tags": {"a": {"count": 1}}}',
    ),
}


def wrongly_claimed(known: Format) -> list[str]:
    """The beginnings that the format claims and should not, and those that it should and does not."""
    return [
        text for name, texts in HEADS.items() for text in texts
        if known.claims(head_of(text)) != (name == known.name)
    ]  # fmt: skip
