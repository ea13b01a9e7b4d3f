"""What PayPal calls its columns, its states and its kinds of movement, in the six languages read here.

Names of columns are squeezed; words are looked for in a folded type, so that stems serve for all their forms.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

COLUMNS: Final = MappingProxyType({
    "day": ("date", "datum", "fecha", "data"),
    "time": ("time", "uhrzeit", "zeit", "heure", "hora", "orario", "ora", "tijd"),
    "zone": ("timezone", "zeitzone", "fuseauhoraire", "zonahoraria", "husohorario", "fusoorario", "tijdzone"),
    "name": ("name", "nom", "nombre", "nome", "naam"),
    "from": (
        "fromemailaddress", "absenderemailadresse", "deladresseemail", "adresseemaildelexpéditeur", "remitente",
        "correoelectrónicodelremitente", "direccióndecorreoelectrónicodelremitente", "indirizzoemailmittente",
        "vanemailadres", "daindirizzoemail",
    ),
    "type": (
        "type", "typ", "tipo", "description", "beschreibung", "descripción", "descrizione", "omschrijving",
    ),
    "status": ("status", "état", "statut", "estado", "stato"),
    "currency": ("currency", "währung", "devise", "divisa", "moneda", "valuta"),
    "gross": (
        "gross", "brutto", "avantcommission", "brut", "bruto", "lordo", "amount", "betrag", "montant", "importe",
        "importo", "bedrag",
    ),
    "net": ("net", "netto", "neto"),
    "fee": (
        "fee", "gebühr", "entgelt", "commission", "frais", "tarifa", "comisión", "tariffa", "commissione", "kosten",
        "vergoeding",
    ),
    "id": (
        "transactionid", "transaktionscode", "numérodetransaction", "nºdetransaction", "iddetransacción",
        "identificadordetransacción", "codicetransazione", "transactiereferentie", "transactieid",
    ),
    "reference": (
        "referencetxnid", "zugehörigertransaktionscode", "txnreferenzkennung", "numérodelatransactionderéférence",
        "nºdetransactionderéférence", "iddetransaccióndereferencia", "iddereferenciadetransacción",
        "identificadordetransaccióndereferencia", "codicetransazionediriferimento", "referentietransactieid",
    ),
    "impact": (
        "balanceimpact", "auswirkungaufguthaben", "impactsurlesolde", "impactoenelsaldo", "impactoensaldo",
        "efectoenelsaldo", "impattosulsaldo", "effectopsaldo",
    ),
    "code": ("transactioneventcode", "transaktionsereigniscode", "codedetransaction", "códigodeeventodetransacción"),
    "item": (
        "itemtitle", "artikelbezeichnung", "titredelobjet", "títulodelartículo", "nombredelartículo",
        "titolooggetto", "titeldelartículo", "objecttitel", "itemtitel", "titelobject",
    ),
    "subject": ("subject", "betreff", "objet", "asunto", "oggetto", "onderwerp"),
    "note": ("note", "hinweis", "remarque", "nota", "messaggio", "opmerking"),
    "tax": ("salestax", "umsatzsteuer", "tva", "impuestosobrelasventas", "impostesullevendite", "btw"),
})  # fmt: skip
"""The squeezed names of each column."""

COMPLETED: Final = frozenset((
    "partially refunded", "teilweise zurückgezahlt", "partiellement remboursé", "parzialmente rimborsato",
    "completed", "complete", "abgeschlossen", "terminé", "effectué", "complété", "completado", "completada",
    "completato", "completata", "completo", "voltooid", "afgerond",
))  # fmt: skip
OPEN: Final = frozenset((
    "pending", "denied", "failed", "canceled", "cancelled", "refunded", "reversed", "expired",
    "voided", "placed", "removed", "unclaimed", "held", "cleared", "uncleared", "ausstehend", "offen", "abgelehnt",
    "storniert", "zurückgezahlt", "fehlgeschlagen", "en attente", "annulé", "refusé",
    "remboursé", "pendiente", "cancelado", "rechazado", "reembolsado", "in sospeso", "annullato", "rifiutato",
    "rimborsato", "in behandeling", "geannuleerd", "geweigerd", "terugbetaald",
))  # fmt: skip

MOVES: Final = (
    # currency conversions
    "currency conversion", "conversion", "conversión", "conversione", "währungsumrechnung", "valutaomrekening",
    # to and from a bank account or a card
    "bank deposit", "card deposit", "ach deposit", "echeck deposit", "withdrawal", "transfer to bank",
    "transfer from bank", "bank transfer", "general transfer", "bankgutschrift", "gutschrift auf kreditkarte",
    "ach-gutschrift", "zahlungsquelle", "abbuchung", "auszahlung", "bankkonto", "compte bancaire", "virement",
    "dépôt", "approvisionnement", "retrait", "depósito", "retirada", "retiro", "ingreso bancario",
    "transferencia bancaria", "cuenta bancaria", "versamento", "prelievo", "bonifico", "conto bancario", "storting",
    "opname", "overboeking", "bankrekening",
    # holds, authorizations and reserves
    "hold", "release", "reserve", "authorization", "authorisation", "einbehalt", "freigabe", "autorisier",
    "rücklage", "suspension", "blocage", "retenue", "mise en attente", "réserve", "autorisation", "retención",
    "bloqueo", "reserva", "autorización", "trattenuta", "blocco", "riserva", "autorizzazione", "blokker",
    "vasthoud", "inhouding", "reservering", "autorisatie",
    # the lines of a cart, whose sum is a row too
    "cart item", "warenkorbartikel", "article du panier", "artículo del carrito", "articolo del carrello",
    "winkelwagenitem",
)  # fmt: skip
"""What moves money that is, was or will be one's own."""

REFUNDS: Final = (
    "refund", "reversal", "chargeback", "dispute", "rückzahlung", "rückerstattung", "erstattung", "rückbuchung",
    "rückbelastung", "remboursement", "annulation", "rejet de débit", "litige", "reembolso", "devolución",
    "reversión", "contracargo", "disputa", "rimborso", "storno", "riaddebito", "contestazione", "terugbetaling",
    "terugboeking", "terugvordering", "geschil",
)  # fmt: skip

FEES: Final = (
    " fee", "fees", "fee reversal", "fee refund",
    "gebühr", "entgelt", "frais", "commission", "comisión", "tarifa", "commissione", "tariffa",
    "kosten", "vergoeding",
)  # fmt: skip
