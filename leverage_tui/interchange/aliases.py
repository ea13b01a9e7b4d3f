"""What columns of tables are called, squeezed, in English, German, French, Spanish, Italian, Portuguese and Dutch."""

from __future__ import annotations

from collections.abc import Mapping

ALIASES: Mapping[str, tuple[str, ...]] = {
    "date": (
        "date", "day", "completeddate", "bookingdate", "postingdate", "posteddate", "transactiondate",
        "dateoftransaction",
        "datum", "tag", "buchungstag", "buchungsdatum", "jour", "dateopération", "dateoperation",
        "datedopération", "datedoperation", "fecha", "día", "dia", "fechaoperación", "fechaoperacion", "data",
        "giorno", "dataoperazione", "datacontabile", "datamovimento", "datalançamento", "dag", "boekdatum",
        "transactiedatum", "buchung",
    ),
    "hours": (
        "hours", "hrs", "hour", "decimalhours", "hoursdecimal", "duration", "durationdecimal", "timespent",
        "totaltime", "stunden", "std", "dauer", "dauerinstunden", "heures", "durée", "duree", "horas",
        "duración", "duracion", "ore", "durata", "duração", "duracao", "uren", "duur",
    ),
    "minutes": ("minutes", "mins", "min", "durationminutes", "minuten", "dauerinminuten", "minuti", "minutos"),
    "seconds": ("seconds", "secs", "durationseconds", "sekunden", "secondes", "secondi", "segundos", "seconden"),
    "start": (
        "start", "starttime", "begin", "beginn", "from", "von", "startzeit", "beginnzeit", "début", "debut",
        "heurededébut", "inicio", "início", "desde", "horainicio", "horadeinicio", "inizio", "orainizio",
        "begintijd", "van",
    ),
    "end": (
        "end", "endtime", "stop", "finish", "to", "ende", "bis", "endzeit", "fin", "heuredefin", "hasta",
        "horafin", "horadefin", "fine", "orafine", "fim", "até", "ate", "eindtijd", "tot",
    ),
    "project": (
        "project", "projectname", "job", "projekt", "auftrag", "projet", "proyecto", "progetto", "commessa",
        "projeto",
    ),
    "client": ("client", "customer", "clientname", "kunde", "auftraggeber", "cliente", "klant"),
    "note": (
        "description", "note", "notes", "text", "memo", "remark", "remarks", "narrative", "comment",
        "comments", "transactiondescription", "narration", "particulars",
        "beschreibung", "bemerkung", "notiz", "verwendungszweck",
        "buchungstext", "libellé", "libelle", "remarque", "intitulé", "descripción", "descripcion", "concepto",
        "descrizione", "causale", "descrição", "descricao", "histórico", "omschrijving", "omschrijving1",
        "mededelingen",
    ),
    "tags": ("tags", "labels", "schlagworte", "étiquettes", "etiquetas", "etichette"),
    "amount": (
        "amount", "transactionamount", "betrag", "umsatz", "montant", "importe", "monto", "importo", "valor",
        "quantia", "bedrag",
    ),
    "gross": ("gross", "grossamount", "brutto", "bruttobetrag", "brut", "lordo", "importolordo", "bruto"),
    "in": (
        "credit", "credits", "creditamount", "amountcredit", "creditamt", "depositamount", "depositamt", "inflow",
        "paidin", "moneyin", "deposit", "deposits", "in", "haben", "gutschrift",
        "eingang", "einnahmen", "crédit", "recettes", "haber", "abono", "abonos", "ingresos",
        "avere", "entrate", "accrediti", "crédito", "entradas", "bij", "bijschrijving",
    ),
    "out": (
        "debit", "debits", "debitamount", "amountdebit", "debitamt", "withdrawalamount", "withdrawalamt", "outflow",
        "paidout", "moneyout", "withdrawal", "withdrawals", "out", "soll", "lastschrift",
        "ausgang", "ausgaben", "débit", "dépenses", "debe", "cargo", "cargos", "gastos", "dare",
        "uscite", "addebiti", "débito", "saídas", "af", "afschrijving",
    ),
    "sign": (
        "crdr", "drcr", "creditdebit", "debitcredit", "creditdebitindicator", "sollhaben", "shkennzeichen",
        "afbij", "daveavere", "sens", "segno",
    ),
    "currency": (
        "currency", "currencycode", "währung", "waehrung", "wahrung", "devise", "moneda", "divisa", "moeda",
        "muntsoort", "munt",
    ),
    "refunds": ("refunds", "refunded", "erstattungen", "remboursements", "reembolsos", "rimborsi"),
    "status": ("status", "state", "transactionstatus", "info", "statut", "estado", "stato"),
    "fees": ("fees", "fee", "gebühren", "gebühr", "frais", "comisiones", "commissioni", "taxas", "kosten"),
}  # fmt: skip
"""By field. The order of a field's names does not count: the first column that has one of them is meant."""

ELSE_NOTES = ("details", "payee", "paymentreference", "partnername", "counterparty")
"""What is a note only where no column has one of its names."""

MAY_SIGN = ("transactiontype", "type", "details", "richtung", "direction")
"""Columns that say what came in and what went out where all their words are such words."""

NOT_BOOKED = frozenset((
    "pending", "authorized", "authorised", "declined", "failed", "reverted", "reversed", "canceled", "cancelled",
    "rejected", "expired", "vorgemerkt", "umsatz vorgemerkt", "ausstehend", "abgelehnt", "storniert", "en attente",
    "annulé", "refusé", "pendiente", "cancelado", "rechazado", "pendente", "in sospeso", "annullato", "rifiutato",
    "in behandeling", "geannuleerd", "geweigerd",
))  # fmt: skip
"""What a column of states says, folded, of what did not come in, or not yet."""

ONLY_TOLD: Mapping[str, tuple[str, ...]] = {"until": (), "units": (), "id": ()}
"""Fields that no name gives away: they are told."""

OTHER_NAMES: Mapping[str, str] = {
    "day": "date", "duration": "hours", "description": "note", "notes": "note", "text": "note",
    "source": "project", "credit": "in", "debit": "out",
}  # fmt: skip
"""What the fields are called besides, where a column is told."""

FIELDS: tuple[str, ...] = (*ALIASES, *ONLY_TOLD)

LENGTHS = ("hours", "minutes", "seconds")
AMOUNTS = ("amount", "gross", "in", "out")

CREDIT = frozenset(
    (
        "cr",
        "crdt",
        "inflow",
        "eingang",
        "c",
        "credit",
        "crédit",
        "crédito",
        "h",
        "haben",
        "gutschrift",
        "avere",
        "haber",
        "abono",
        "bij",
        "in",
        "+",
    )
)
DEBIT = frozenset(
    (
        "dr",
        "dbit",
        "outflow",
        "ausgang",
        "d",
        "debit",
        "débit",
        "débito",
        "s",
        "soll",
        "lastschrift",
        "dare",
        "debe",
        "cargo",
        "af",
        "out",
        "-",
    )
)
"""What a column of signs says of money that came in, and of money that went out."""
