"""The fields of a ledger line, and what each must look like before it can become a fact."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from rodtraad.lov.kostra.data import HOVEDBOKKLASSE

SLAG = ("regnskap", "opprinnelig", "endring_politisk", "endring_administrativ", "prognose")
KONTOKLASSER = {klasse: navn for navn, klasse in HOVEDBOKKLASSE.items()}
FELTER = (
    "aar", "periode", "slag", "kontoklasse", "art", "funksjon", "kapittel", "sektor", "ansvar", "prosjekt",
    "objekt", "bilag", "dato", "tekst", "belop",
)  # fmt: skip
PAAKREVDE = ("aar", "periode", "slag", "kontoklasse", "belop")

_PERIODER = ", ".join(f"'{p}'" for p in [*range(14), *(f"{p:02d}" for p in range(10))])
_SLAG = ", ".join(f"'{s}'" for s in SLAG)
BELOPSFORM = "'[+-]?[0-9]{1,15}([.][0-9]{1,2})?'"
"""The standard form of an amount, as an SQL literal."""
_BELOP = f"regexp_full_match(belop, {BELOPSFORM})"
_DRIFT = "kontoklasse IN ('0', '1')"


@dataclass(frozen=True, slots=True)
class Feltkrav:
    """A demand on a field: `brutt` is the SQL condition (on trimmed texts) that a bad line fulfils."""

    kontroll: str
    felt: str
    brutt: str
    melding: str
    """Shown with {verdi} replaced by the text in the file."""
    tiltak: str


FELTKRAV = (
    Feltkrav(
        "csv-aar",
        "aar",
        "NOT regexp_full_match(aar, '(19|20)[0-9]{2}')",
        "Året «{verdi}» er ikke et årstall.",
        "Skriv året med fire siffer, for eksempel 2024.",
    ),
    Feltkrav(
        "csv-periode",
        "periode",
        f"periode NOT IN ({_PERIODER})",
        "Perioden «{verdi}» finnes ikke.",
        "Skriv 1–12 for månedene, 0 for åpningsbalansen eller 13 for årsavslutningen.",
    ),
    Feltkrav(
        "csv-slag",
        "slag",
        f"slag NOT IN ({_SLAG})",
        "Slaget «{verdi}» finnes ikke.",
        f"Skriv ett av: {', '.join(SLAG)}.",
    ),
    Feltkrav(
        "csv-kontoklasse",
        "kontoklasse",
        "kontoklasse NOT IN ('0', '1', '2')",
        "Kontoklassen «{verdi}» finnes ikke.",
        "Skriv 0 (investering), 1 (drift) eller 2 (balanse).",
    ),
    Feltkrav(
        "csv-desimalkomma",
        "belop",
        "contains(belop, ',')",
        "Beløpet «{verdi}» har komma.",
        'Bruk desimalpunktum, eller en profil med «desimaltegn: ","».',
    ),
    Feltkrav(
        "csv-desimaler",
        "belop",
        "regexp_full_match(belop, '[+-]?[0-9]+[.][0-9]{3,}')",
        "Beløpet «{verdi}» har mer enn to desimaler.",
        "Rund av til hele øre i kildesystemet.",
    ),
    Feltkrav(
        "csv-belop",
        "belop",
        f"NOT ({_BELOP} OR contains(belop, ',') OR regexp_full_match(belop, '[+-]?[0-9]+[.][0-9]{{3,}}'))",
        "Beløpet «{verdi}» er ikke et tall i kroner.",
        "Skriv kroner med desimalpunktum og to desimaler, for eksempel -1250.00.",
    ),
    Feltkrav(
        "csv-dato",
        "dato",
        # CASE, for the engine skips the costly branch for empty texts; it does not with AND.
        "CASE WHEN dato = '' THEN FALSE ELSE NOT regexp_full_match(dato, '[0-9]{4}-[0-9]{2}-[0-9]{2}')"
        " OR TRY_CAST(dato AS DATE) IS NULL END",
        "Datoen «{verdi}» finnes ikke.",
        "Skriv datoen som ÅÅÅÅ-MM-DD, for eksempel 2024-12-31.",
    ),
    *(
        Feltkrav(
            "csv-mangler",
            felt,
            f"{felt} = '' AND {vilkaar}",
            f"{felt.capitalize()} mangler i en linje i {hva}.",
            f"Fyll inn {felt}.",
        )
        for felt, vilkaar, hva in (
            ("art", _DRIFT, "drift eller investering"),
            ("funksjon", _DRIFT, "drift eller investering"),
            ("kapittel", "kontoklasse = '2'", "balansen"),
        )
    ),
    *(
        Feltkrav(
            "csv-feil-kontoklasse",
            felt,
            f"{felt} <> '' AND {vilkaar}",
            f"{felt.capitalize()} «{{verdi}}» står i en linje i {hva}.",
            f"La {felt} være tom der, eller rett kontoklassen.",
        )
        for felt, vilkaar, hva in (
            ("art", "kontoklasse = '2'", "balansen"),
            ("funksjon", "kontoklasse = '2'", "balansen"),
            ("kapittel", _DRIFT, "drift eller investering"),
            ("sektor", _DRIFT, "drift eller investering"),
        )
    ),
)


def krav_med(*, kan_mangle: Collection[str] = (), maa_finnes: Collection[str] = ()) -> tuple[Feltkrav, ...]:
    """The demands when a profile lets some fields be blank, or asks that others are filled in drift and investering."""
    vanlige = (k for k in FELTKRAV if not (k.kontroll == "csv-mangler" and k.felt in kan_mangle))
    egne = (
        Feltkrav(
            "csv-mangler",
            felt,
            f"{felt} = '' AND {_DRIFT}",
            f"{felt.capitalize()} mangler i en linje i drift eller investering.",
            f"Fyll inn {felt}, eller si i profilen hva et tomt felt betyr («ved_tom»).",
        )
        for felt in maa_finnes
        if felt not in {"art", "funksjon"}
    )
    return (*vanlige, *egne)


def godkjent(krav: Iterable[Feltkrav]) -> str:
    """One expression for the whole line; the texts above are used only when it is false for some line."""
    return " AND ".join([_BELOP, *(f"NOT ({ett.brutt})" for ett in krav if ett.felt != "belop")])
