"""Posteringer: the rows of a file become ledger facts, when every konto and dimension has a place in KOSTRA."""

from rodtraad.innlesing.feilliste import Feilliste, maks_vist
from rodtraad.kjerne.belop import kroner_fra_ore
from rodtraad.lov.koder import Koder
from rodtraad.regnskap.saft.hode import Hode
from rodtraad.regnskap.saft.kontokoder import Kontokode, finn_kontokode
from rodtraad.regnskap.saft.lager import Saftlager
from rodtraad.regnskap.saft.lesing import Lest
from rodtraad.regnskap.saft.profil import Saftprofil

_MAKS_KONTOER = 100_000


def finn_aar(lager: Saftlager, nr: int, hode: Hode, feil: Feilliste) -> int | None:
    """The one year of a file; None, and the reason, when it has more or another than was asked for."""
    i_filen = lager.kobling.execute(
        f"SELECT DISTINCT aar FROM {lager.posteringer(nr)} WHERE aar IS NOT NULL ORDER BY aar LIMIT 10"
    ).fetchall()
    alle = sorted({rad[0] for rad in i_filen} | {a for a in (hode.utvalg.fra_aar, hode.utvalg.til_aar) if a})
    if len(alle) > 1:
        feil.legg_til(
            "saft-aar",
            f"Filen gjelder {' og '.join(map(str, alle))}.",
            rad=hode.linje,
            tiltak="Hent ut ett år om gangen: åpningsbalansen gjelder inngangen til ett år.",
        )
        return None
    if not alle:
        return None
    if lager.aar is not None and alle[0] != lager.aar:
        feil.legg_til(
            "saft-aar",
            f"Filen har tall for {alle[0]}, men du har bedt om {lager.aar}.",
            rad=hode.linje,
            tiltak="Utelat --aar, eller velg en fil for det året.",
        )
    return alle[0]


def gjor_til_fakta(
    lager: Saftlager, nr: int, lest: Lest, *, aar: int, profil: Saftprofil, koder: Koder, feil: Feilliste
) -> bool:
    """Makes facts of a file. False, with the reasons in `feil`, when some konto has no codes."""
    kontoer = lager.les_kontoer(nr)
    if len(kontoer) > _MAKS_KONTOER:
        feil.legg_til(
            "saft-kontoer",
            f"Filen har {len(kontoer)} kontoer.",
            tiltak="Se at filen er en kommunes hovedbok.",
        )
        return False
    funnet = {k.konto: finn_kontokode(k, profil.konto, koder) for k in kontoer}
    if not _sjekk_kontoer(lager, nr, funnet, profil, feil):
        return False
    med_inngaaende = _med_inngaaende(lager, nr, lest.hode, profil, feil)
    lager.lag_fakta(nr, funnet, inngaaende_aar=aar if med_inngaaende else None)
    if med_inngaaende:
        _sjekk_inngaaende(lager, nr, feil)
    _sjekk_funksjon(lager, nr, feil)
    return True


def _sjekk_kontoer(
    lager: Saftlager, nr: int, funnet: dict[str, Kontokode], profil: Saftprofil, feil: Feilliste
) -> bool:
    """Every konto with postings or a balance must have codes; one that is never used is let be."""
    daarlige = {konto: kode.feil for konto, kode in funnet.items() if kode.feil}
    if not daarlige:
        return True
    brukte = lager.kobling.execute(
        f"""SELECT k.konto, MIN(k.rad), any_value(k.navn) FROM {lager.kontoer(nr)} k
            WHERE k.konto IN (SELECT unnest($1::VARCHAR[])) AND (k.inn <> 0 OR k.ut <> 0
              OR k.konto IN (SELECT konto FROM {lager.posteringer(nr)})) GROUP BY k.konto ORDER BY 2""",
        [list(daarlige)],
    ).fetchall()
    eksempel = brukte[0][0] if brukte else ""
    feil.legg_til_flere(
        "saft-konto",
        [
            (rad, f"Konto {konto} {navn[:60]} {daarlige[konto]}.")
            for konto, rad, navn in brukte[: maks_vist()]
        ],
        len(brukte),
        kolonne="GroupingCode",
        tiltak=_kontotiltak(eksempel, profil),
    )
    return not brukte


def _kontotiltak(konto: str, profil: Saftprofil) -> str:
    nummer = (
        ""
        if profil.konto.koder == "kontonummer"
        else (
            "Er kontonummeret kontoklasse + art eller kapittel, skriv «konto: {koder: kontonummer}» i en profil. "
        )
    )
    return (
        f"{nummer}Ellers: legg KOSTRA-koden på kontoen i regnskapssystemet, eller si den i profilen, for eksempel "
        f'«konto: {{unntak: [{{konto: "{konto}", kontoklasse: "1", art: "120"}}]}}» (docs/regler/saft.md).'
    )


def _med_inngaaende(lager: Saftlager, nr: int, hode: Hode, profil: Saftprofil, feil: Feilliste) -> bool:
    """Whether the opening balances are those of the year; later in the year they are figures already there."""
    if profil.inngaaende == "utelat":
        return False
    fra = hode.utvalg.fra_periode
    if fra is None:
        rad = lager.kobling.execute(f"SELECT MIN(periode) FROM {lager.posteringer(nr)}").fetchone()
        fra = rad[0] if rad else None
    if fra is not None and fra <= 1:
        return True
    feil.merk(
        "saft-inngaaende",
        f"Filen begynner i periode {fra}. De inngående saldoene er summen av det som var der fra før, og er ikke "
        "lest inn.",
    )
    return False


def _sjekk_inngaaende(lager: Saftlager, nr: int, feil: Feilliste) -> None:
    i_resultat = lager.kobling.execute(
        f"""SELECT k.rad, k.konto, CAST(100 * k.inn AS BIGINT) FROM {lager.kontoer(nr)} k JOIN kontokode c USING (konto)
            WHERE c.kontoklasse <> '2' AND k.inn <> 0 ORDER BY k.rad"""
    ).fetchall()
    tiltak = (
        "Avslutt året før i regnskapssystemet og hent ut filen på nytt, eller skriv «inngaaende: utelat» i en profil "
        "og les åpningsbalansen for seg."
    )
    feil.legg_til_flere(
        "saft-inngaaende-resultat",
        [
            (
                rad,
                f"Konto {konto} er drift eller investering, men har inngående saldo {kroner_fra_ore(inn)} kr.",
            )
            for rad, konto, inn in i_resultat[: maks_vist()]
        ],
        len(i_resultat),
        kolonne="Account",
        tiltak=tiltak,
    )
    rad = lager.kobling.execute(
        f"""SELECT CAST(100 * COALESCE(SUM(k.inn), 0) AS HUGEINT) FROM {lager.kontoer(nr)} k
            JOIN kontokode c USING (konto) WHERE c.kontoklasse = '2'"""
    ).fetchone()
    if rad and rad[0] and not i_resultat:
        feil.legg_til(
            "saft-inngaaende-sum",
            f"De inngående saldoene i balansen summerer til {kroner_fra_ore(rad[0])} kr, ikke til 0.",
            kolonne="Account",
            tiltak=tiltak,
        )


def _sjekk_funksjon(lager: Saftlager, nr: int, feil: Feilliste) -> None:
    uten = f"SELECT rad, art FROM {lager.fakta(nr)} WHERE kontoklasse <> '2' AND funksjon = ''"
    rad = lager.kobling.execute(f"SELECT COUNT(*) FROM ({uten})").fetchone()
    antall = rad[0] if rad else 0
    eksempler = lager.kobling.execute(f"{uten} ORDER BY rad LIMIT {maks_vist()}").fetchall() if antall else []
    feil.legg_til_flere(
        "saft-funksjon",
        [(rad, f"Posteringen på art {art} har ingen funksjon.") for rad, art in eksempler],
        antall,
        kolonne="Analysis",
        tiltak="Legg funksjon på posteringen i regnskapssystemet, eller si i profilen hva som gjelder når den mangler: "
        '«dimensjoner: {funksjon: {type: F, mangler: "180"}}».',
    )
