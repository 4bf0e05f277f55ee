"""Checks of lines before they become facts: set-based SQL that returns the lines that are wrong."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from rodtraad.innlesing.feilliste import Feilliste, maks_vist
from rodtraad.kjerne.avrunding import ORE_PER_KR
from rodtraad.kjerne.belop import kroner_fra_ore
from rodtraad.kjerne.funn import Alvor
from rodtraad.lov.koder import Kode, Koder, Kodeslag
from rodtraad.regnskap.filformat.felter import KONTOKLASSER
from rodtraad.regnskap.filformat.forberedelse import Klarfil
from rodtraad.regnskap.filformat.mellomlager import Mellomlager
from rodtraad.regnskap.filformat.profil import Kolonneprofil

_KODEFELT: dict[str, Kodeslag] = {
    "art": "arter",
    "funksjon": "funksjoner",
    "kapittel": "kapitler",
    "sektor": "sektorer",
}
_BUDSJETT = ("opprinnelig", "endring_politisk", "endring_administrativ", "prognose")


def sjekk_felter(lager: Mellomlager, fil: Klarfil, feil: Feilliste) -> None:
    """Every demand on a field, with the text that stood in the file."""
    raa = lager.raa(fil)
    for krav in lager.krav:
        _meld(
            lager,
            f"SELECT rad, {krav.felt} AS verdi FROM {raa} WHERE {krav.brutt}",
            feil,
            (krav.kontroll, krav.felt, krav.melding, krav.tiltak),
        )


def sjekk_koder(lager: Mellomlager, fil: Klarfil, feil: Feilliste, koder: Koder) -> None:
    """Arts, functions, chapters and sectors must exist and be valid in the year of the line."""
    for felt, kodeslag in _KODEFELT.items():
        liste = koder.liste(kodeslag)
        brukte = lager.kobling.execute(
            f"""SELECT DISTINCT aar, slag = 'regnskap', {felt} FROM {_fil(lager, fil)}
                WHERE aar IS NOT NULL AND {felt} <> '' AND {felt} IN (SELECT unnest($koder::VARCHAR[]))""",
            {"koder": list(liste)},
        ).fetchall()
        _meld_ukjente(lager, fil, feil, felt=felt, kjente=liste)
        for aar, er_regnskap, verdi in sorted(brukte):
            if not liste[verdi].er_gyldig(date(aar, 12, 31)):
                _meld_ugyldig(lager, fil, feil, bruk=(felt, aar, er_regnskap), kode=liste[verdi], koder=koder)


def sjekk_ansvar(
    lager: Mellomlager, fil: Klarfil, feil: Feilliste, kjente: Mapping[int, Iterable[str]]
) -> None:
    """Each ansvar must be in the organisation of the year, where an organisation is registered."""
    for aar, ansvar in kjente.items():
        if not (koder := sorted(ansvar)):
            continue
        mangler = (
            f"SELECT rad, ansvar AS verdi, belop FROM {_fil(lager, fil)} WHERE aar = {aar} AND ansvar <> '' "
            "AND ansvar NOT IN (SELECT unnest($koder::VARCHAR[]))"
        )
        krav = (
            "csv-ansvar",
            "ansvar",
            f"Ansvar «{{verdi}}» finnes ikke i organisasjonen i {aar}.",
            (
                "Rett ansvaret, les inn organisasjonen på nytt med det nye ansvaret, eller si i profilen hva det er nå "
                "(«oversett»), eller at det skal leses likevel («ukjent_ansvar: advarsel»)."
            ),
        )
        if lager.profil.ukjent_ansvar == "advarsel":
            _merk_ukjent_ansvar(lager, mangler, feil, aar, koder)
        else:
            _meld(lager, mangler, feil, krav, {"koder": koder})


def _merk_ukjent_ansvar(
    lager: Mellomlager, mangler: str, feil: Feilliste, aar: int, koder: list[str]
) -> None:
    ukjente = lager.kobling.execute(
        f"SELECT verdi, COUNT(*), CAST(SUM(belop) AS BIGINT) FROM ({mangler}) GROUP BY 1 ORDER BY 2 DESC, 1",
        {"koder": koder},
    ).fetchall()
    if ukjente:
        linjer, sum_ = sum(u[1] for u in ukjente), sum(u[2] or 0 for u in ukjente)
        feil.merk(
            "csv-ansvar",
            f"{len(ukjente)} ansvar på {linjer} linjer, til sammen {kroner_fra_ore(sum_)} kroner, finnes ikke i "
            f"organisasjonen i {aar}: {', '.join(u[0] for u in ukjente[: maks_vist()])}. De er lest likevel.",
            alvor=Alvor.ADVARSEL,
            tiltak="Les inn organisasjonen med dem; til da hører de ikke til noen virksomhet.",
        )


def sjekk_bilag(lager: Mellomlager, feil: Feilliste) -> None:
    """Vouchers of the accounts balance per year and period, unless the profile says the counterpart is left out."""
    linjer = f"(SELECT * FROM {lager.linjer} WHERE slag = 'regnskap')"
    klasser = {r[0] for r in lager.kobling.execute(f"SELECT DISTINCT kontoklasse FROM {linjer}").fetchall()}
    if lager.profil.motpost == "mangler" and "2" not in klasser:
        feil.merk(
            "csv-uten-balanse",
            "Profilen sier at motpostene ikke er med, og filen har ingen balanselinjer (kontoklasse 2). "
            "Bilagene er ikke avstemt.",
        )
        return
    skjeve = f"""SELECT aar, periode, bilag, CAST(SUM(belop) AS BIGINT) AS differanse, MIN(rad) AS rad
                 FROM {linjer} WHERE bilag <> '' GROUP BY aar, periode, bilag HAVING SUM(belop) <> 0"""
    antall, eksempler = _finn(lager, skjeve, "rad, aar, periode, bilag, differanse", "aar, periode, bilag")
    feil.legg_til_flere(
        "csv-bilag",
        [
            (rad, f"Bilag {bilag} i periode {periode} {aar} er i ubalanse med {kroner_fra_ore(diff)} kroner.")
            for rad, aar, periode, bilag, diff in eksempler
        ],
        antall,
        tiltak="Alle linjene i et bilag skal summere til 0. Hent ut filen på nytt med alle linjene, også balansen; "
        "kan systemet ikke det, la kolonnen bilag stå tom, eller skriv «motpost: mangler» i en profil.",
        kolonne="bilag",
    )
    if {"1", "2"} <= klasser:
        _meld_uten_bilag(lager, linjer, feil)
        _meld_klasser(lager, linjer, feil)


def _meld_uten_bilag(lager: Mellomlager, linjer: str, feil: Feilliste) -> None:
    toleranse = lager.profil.toleranse
    for aar, sum_ in lager.kobling.execute(
        f"""SELECT aar, CAST(SUM(belop) AS BIGINT) FROM {linjer} WHERE bilag = ''
            GROUP BY aar HAVING SUM(belop) <> 0 ORDER BY aar"""
    ).fetchall():
        melding = (
            f"Linjene uten bilag i regnskapet {aar} summerer til {kroner_fra_ore(sum_)} kroner, ikke til 0."
        )
        tiltak = "Kontroller at uttrekket har både drift, investering og balanse."
        if toleranse is not None and abs(sum_) > toleranse.ore:
            feil.legg_til(
                "csv-uten-bilag",
                f"{melding} Profilen godtar høyst {kroner_fra_ore(toleranse.ore)}.",
                tiltak=tiltak,
            )
            continue
        hvorfor = f" Profilen godtar det: {toleranse.begrunnelse}" if toleranse else ""
        feil.merk("csv-uten-bilag", melding + hvorfor, alvor=Alvor.ADVARSEL, tiltak=tiltak)


def _meld_klasser(lager: Mellomlager, linjer: str, feil: Feilliste) -> None:
    """A closed year has drift, investering and balance at 0 each; what is less than a krone off is said, not hidden."""
    for aar, klasse, sum_ in lager.kobling.execute(
        f"""SELECT aar, kontoklasse, CAST(SUM(belop) AS BIGINT) FROM {linjer} GROUP BY ALL
            HAVING ABS(SUM(belop)) BETWEEN 1 AND {ORE_PER_KR - 1} ORDER BY aar, kontoklasse DESC"""
    ).fetchall():
        feil.merk(
            "csv-oredifferanse",
            f"{KONTOKLASSER.get(klasse, klasse).capitalize()} i regnskapet {aar} summerer til {kroner_fra_ore(sum_)} "
            "kroner, ikke til 0. Differansen er lest som den står.",
            alvor=Alvor.ADVARSEL,
            tiltak="Rett den i kildesystemet; den følger med i oppstillingene.",
        )


def _fil(lager: Mellomlager, fil: Klarfil) -> str:
    return lager.linjer_i(fil)


def _meld_ukjente(
    lager: Mellomlager, fil: Klarfil, feil: Feilliste, *, felt: str, kjente: Mapping[str, Kode]
) -> None:
    ukjente = (
        f"SELECT rad, {felt} AS verdi FROM {_fil(lager, fil)} "
        f"WHERE {felt} <> '' AND {felt} NOT IN (SELECT unnest($koder::VARCHAR[]))"
    )
    krav = (
        f"csv-ukjent-{felt}",
        felt,
        f"{felt.capitalize()} «{{verdi}}» finnes ikke i KOSTRA.",
        f"Rett {felt} i kildesystemet, eller oversett den i en profil.",
    )
    _meld(lager, ukjente, feil, krav, {"koder": list(kjente)})


def _meld_ugyldig(
    lager: Mellomlager,
    fil: Klarfil,
    feil: Feilliste,
    *,
    bruk: tuple[str, int, bool],
    kode: Kode,
    koder: Koder,
) -> None:
    felt, aar, er_regnskap = bruk
    familie = _familie(felt, kode.kode, koder)
    gyldige = sorted(k for k in familie if koder.liste(_KODEFELT[felt])[k].er_gyldig(date(aar, 12, 31)))
    melding = f"{felt.capitalize()} {kode.kode} ({kode.navn}) gjelder ikke i {aar}, {_gyldighet(kode)}."
    tiltak = f"Bruk {' eller '.join(gyldige)}." if gyldige else f"Bruk en {felt} som gjelder i {aar}."
    if lager.profil.konto and felt != "funksjon":
        tiltak += " Står kontoen slik i kildesystemet, si hva den er med «unntak» under «konto» i profilen."
    utgatt = kode.gyldig_til is not None and kode.gyldig_til < date(aar, 12, 31)
    if _mildnes(lager.profil) or (utgatt and gyldige and not er_regnskap):
        feil.merk("csv-kode-gyldighet", melding, alvor=Alvor.ADVARSEL, tiltak=tiltak)
        return
    vilkaar = f"aar = {aar} AND {felt} = '{kode.kode}' AND (slag = 'regnskap') = {er_regnskap}"
    linjer = f"SELECT rad, {felt} AS verdi FROM {_fil(lager, fil)} WHERE {vilkaar}"
    _meld(lager, linjer, feil, ("csv-kode-gyldighet", felt, melding, tiltak))


def _familie(felt: str, kode: str, koder: Koder) -> frozenset[str]:
    """Codes that follow one another: functions as they are compared, other codes by their successors."""
    if felt == "funksjon":
        return koder.sammenlignbare_funksjoner(kode)
    return frozenset(
        ny
        for etterfolger in koder.etterfolgere.get(_KODEFELT[felt], ())
        if kode in {etterfolger.gammel, *etterfolger.nye}
        for ny in {etterfolger.gammel, *etterfolger.nye} - {kode}
    )


def _mildnes(profil: Kolonneprofil) -> bool:
    return profil.koder_utenfor_gyldighet == "advarsel"


def _gyldighet(kode: Kode) -> str:
    if kode.gyldig_til is not None and kode.gyldig_fra is None:
        return f"bare til og med {kode.gyldig_til:%d.%m.%Y}"
    if kode.gyldig_fra is not None and kode.gyldig_til is None:
        return f"først fra {kode.gyldig_fra:%d.%m.%Y}"
    return f"bare {kode.gyldig_fra:%d.%m.%Y}–{kode.gyldig_til:%d.%m.%Y}"


def _meld(
    lager: Mellomlager,
    linjer: str,
    feil: Feilliste,
    krav: tuple[str, str, str, str],
    verdier: Mapping[str, object] | None = None,
) -> None:
    """Enters the lines a query returns (rad, verdi) as errors: how many, and the first ones in full."""
    kontroll, felt, melding, tiltak = krav
    if lager.profil.periodekolonner:
        # A row of the file has become a line for each month; it is told once.
        linjer = f"SELECT DISTINCT rad, verdi FROM ({linjer})"
    antall, eksempler = _finn(lager, linjer, "rad, verdi", "rad", verdier)
    feil.legg_til_flere(
        kontroll,
        [(rad, melding.replace("{verdi}", str(verdi)[:80])) for rad, verdi in eksempler],
        antall,
        tiltak=tiltak,
        kolonne=felt,
    )


def _finn(
    lager: Mellomlager,
    sporring: str,
    kolonner: str,
    rekkefolge: str,
    verdier: Mapping[str, object] | None = None,
) -> tuple[int, list[tuple[Any, ...]]]:
    eksempler = lager.kobling.execute(
        f"SELECT {kolonner} FROM ({sporring}) ORDER BY {rekkefolge} LIMIT {maks_vist()}", verdier or {}
    ).fetchall()
    if len(eksempler) < maks_vist():
        return len(eksempler), eksempler
    rad = lager.kobling.execute(f"SELECT COUNT(*) FROM ({sporring})", verdier or {}).fetchone()
    return (rad[0] if rad else 0), eksempler
