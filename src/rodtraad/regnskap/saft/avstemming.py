"""Avstemming: what a SAF-T file says about itself, held against its own posteringer."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from rodtraad.innlesing.feilliste import Feilliste, maks_vist
from rodtraad.kjerne.belop import kroner_fra_ore, ore_fra_kroner
from rodtraad.kjerne.funn import Alvor
from rodtraad.regnskap.saft.hode import Hode, Utvalg
from rodtraad.regnskap.saft.lager import Saftlager

_HENT = "Hent ut filen på nytt med alle kontoer og posteringer i perioden."


def avstem(lager: Saftlager, nr: int, hode: Hode, feil: Feilliste, *, mild_saldo: bool = False) -> None:
    """Every balance a file must have; `mild_saldo` makes a konto that does not come out a warning.

    Krav KONTO-01, docs/regler/saft.md.
    """
    _belop(lager, nr, feil)
    _bilag(lager, nr, feil)
    _totaler(lager, nr, hode, feil)
    _kontoer_finnes(lager, nr, feil)
    _saldoer(lager, nr, feil, mild=mild_saldo)
    _perioder(lager, nr, hode.utvalg, feil)


def sum_debet_kredit(lager: Saftlager, nr: int) -> tuple[int, int]:
    """The two sides of all posteringer of a file, in øre."""
    sider = _en(
        lager, f"SELECT COALESCE(SUM(debet), 0), COALESCE(SUM(kredit), 0) FROM {lager.posteringer(nr)}"
    )
    return _ore(sider[0]), _ore(sider[1])


def _belop(lager: Saftlager, nr: int, feil: Feilliste) -> None:
    uten = f"SELECT rad, bilag FROM {lager.posteringer(nr)} WHERE uten_belop"
    antall, eksempler = _finn(lager, uten, "rad")
    feil.legg_til_flere(
        "saft-belop",
        [
            (rad, f"En postering i bilag {bilag[:80]} har ikke ett beløp i kroner.")
            for rad, bilag in eksempler
        ],
        antall,
        kolonne="Line",
        tiltak="Hver postering skal ha debet eller kredit, med desimalpunktum og høyst to desimaler og 15 siffer.",
    )


def _bilag(lager: Saftlager, nr: int, feil: Feilliste) -> None:
    skjeve = f"""SELECT MIN(rad) AS rad, any_value(bilag) AS bilag,
                        SUM(debet) AS debet, SUM(kredit) AS kredit
                 FROM {lager.posteringer(nr)} GROUP BY nr HAVING SUM(debet) <> SUM(kredit)"""
    antall, eksempler = _finn(lager, skjeve, "rad")
    feil.legg_til_flere(
        "saft-bilag",
        [
            (
                rad,
                f"Bilag {bilag[:80]} er i ubalanse: debet {_kr(debet)}, kredit {_kr(kredit)}.",
            )
            for rad, bilag, debet, kredit in eksempler
        ],
        antall,
        kolonne="Transaction",
        tiltak="Debet og kredit skal være like i hvert bilag. Rett bilaget i regnskapssystemet, eller hent ut filen på "
        "nytt med alle linjene.",
    )


def _totaler(lager: Saftlager, nr: int, hode: Hode, feil: Feilliste) -> None:
    funnet = sum_debet_kredit(lager, nr)
    bilag = _en(lager, f"SELECT COUNT(DISTINCT nr) FROM {lager.posteringer(nr)}")[0]
    for navn, sum_ in (("TotalDebit", funnet[0]), ("TotalCredit", funnet[1])):
        oppgitt, rad = hode.totaler.get(navn, ("", None))
        ore = _ore_fra_tekst(oppgitt)
        if ore is not None and ore != sum_:
            feil.legg_til(
                "saft-total",
                f"{navn} er {kroner_fra_ore(ore)} kr, men posteringene summerer til {kroner_fra_ore(sum_)} kr.",
                rad=rad,
                kolonne=navn,
                tiltak=_HENT,
            )
    oppgitt, rad = hode.totaler.get("NumberOfEntries", ("", None))
    if oppgitt.isdigit() and int(oppgitt) != bilag:
        feil.legg_til(
            "saft-antall",
            f"NumberOfEntries er {oppgitt}, men filen har {bilag} bilag.",
            rad=rad,
            kolonne="NumberOfEntries",
            tiltak=_HENT,
        )
    if not bilag:
        feil.legg_til(
            "saft-tom", "Filen har ingen posteringer.", tiltak="Hent ut filen med hovedbokens bilag."
        )


def _kontoer_finnes(lager: Saftlager, nr: int, feil: Feilliste) -> None:
    ukjente = f"""SELECT MIN(rad) AS rad, konto, COUNT(*) AS antall FROM {lager.posteringer(nr)}
                  WHERE konto NOT IN (SELECT konto FROM {lager.kontoer(nr)}) GROUP BY konto"""
    antall, eksempler = _finn(lager, ukjente, "rad")
    feil.legg_til_flere(
        "saft-ukjent-konto",
        [
            (rad, f"Konto «{konto[:80]}» ({linjer} posteringer) står ikke i GeneralLedgerAccounts.")
            for rad, konto, linjer in eksempler
        ],
        antall,
        kolonne="AccountID",
        tiltak="Hent ut filen på nytt med hele kontoplanen.",
    )
    like = f"""SELECT MIN(rad) AS rad, konto, COUNT(*) AS antall FROM {lager.kontoer(nr)}
               GROUP BY konto HAVING COUNT(*) > 1"""
    antall, eksempler = _finn(lager, like, "rad")
    feil.legg_til_flere(
        "saft-konto-flere-ganger",
        [
            (rad, f"Konto «{konto[:80]}» står {ganger} ganger i GeneralLedgerAccounts.")
            for rad, konto, ganger in eksempler
        ],
        antall,
        kolonne="AccountID",
        tiltak="Hver konto skal stå én gang, med én inngående og én utgående saldo.",
    )
    uten = f"SELECT rad, konto FROM {lager.kontoer(nr)} WHERE inn IS NULL OR ut IS NULL"
    antall, eksempler = _finn(lager, uten, "rad")
    feil.legg_til_flere(
        "saft-saldo-mangler",
        [
            (rad, f"Konto «{konto[:80]}» har ikke nøyaktig én inngående og én utgående saldo i kroner.")
            for rad, konto in eksempler
        ],
        antall,
        kolonne="Account",
        tiltak="Hver konto skal ha enten debet eller kredit, både inngående og utgående.",
    )


def _saldoer(lager: Saftlager, nr: int, feil: Feilliste, *, mild: bool) -> None:
    skjeve = f"""SELECT k.rad, k.konto, k.inn, COALESCE(p.sum, 0) AS bevegelse, k.ut
                 FROM {lager.kontoer(nr)} k LEFT JOIN (
                   SELECT konto, SUM(debet) - SUM(kredit) AS sum
                   FROM {lager.posteringer(nr)} GROUP BY konto) p USING (konto)
                 WHERE k.inn + COALESCE(p.sum, 0) <> k.ut"""
    antall, eksempler = _finn(lager, skjeve, "rad")
    meldinger: list[tuple[int | None, str]] = [
        (
            rad,
            f"Konto {konto[:80]}: inngående {_kr(inn)} + bevegelse {_kr(bevegelse)} er ikke utgående {_kr(ut)}.",
        )
        for rad, konto, inn, bevegelse, ut in eksempler
    ]
    if mild and antall:
        forste = " ".join(melding for _, melding in meldinger[:3])
        feil.merk(
            "saft-saldo", f"{antall} kontoer går ikke opp. {forste}", alvor=Alvor.ADVARSEL, tiltak=_HENT
        )
        return
    feil.legg_til_flere("saft-saldo", meldinger, antall, kolonne="Account", tiltak=_HENT)


def _perioder(lager: Saftlager, nr: int, utvalg: Utvalg, feil: Feilliste) -> None:
    ugyldige = f"""SELECT rad, bilag, periode FROM {lager.posteringer(nr)}
                   WHERE er_forste AND (periode IS NULL OR periode NOT BETWEEN 0 AND 13)"""
    antall, eksempler = _finn(lager, ugyldige, "rad")
    feil.legg_til_flere(
        "saft-periode",
        [(rad, f"Bilag {bilag} er i periode «{periode}».") for rad, bilag, periode in eksempler],
        antall,
        kolonne="Period",
        tiltak="Periodene er 0 (åpningsbalanse), 1–12 (månedene) og 13 (årsavslutning).",
    )
    if (
        utvalg.fra_aar is None
        or utvalg.fra_periode is None
        or utvalg.til_aar is None
        or utvalg.til_periode is None
    ):
        return
    fra, til = utvalg.fra_aar * 100 + utvalg.fra_periode, utvalg.til_aar * 100 + utvalg.til_periode
    # The closing of the year has a period of its own, and belongs to a selection that ends with December.
    til += 1 if utvalg.til_periode == 12 else 0  # noqa: PLR2004 - December
    fra -= 1 if utvalg.fra_periode == 1 else 0
    utenfor = f"""SELECT rad, bilag, periode, aar FROM {lager.posteringer(nr)}
                  WHERE er_forste AND aar * 100 + periode NOT BETWEEN {int(fra)} AND {int(til)}"""
    antall, eksempler = _finn(lager, utenfor, "rad")
    feil.legg_til_flere(
        "saft-utvalg",
        [
            (rad, f"Bilag {bilag} er i periode {periode} {aar}, men filen sier at den har {utvalg.tekst()}.")
            for rad, bilag, periode, aar in eksempler
        ],
        antall,
        kolonne="Period",
        tiltak="Hent ut filen på nytt med riktig utvalg.",
    )


def _ore_fra_tekst(kroner: str) -> int | None:
    """An amount of the file in øre; None when it is not one (the format has then been found wrong already)."""
    try:
        return ore_fra_kroner(kroner)
    except ValueError:
        return None


def _ore(kroner: Decimal) -> int:
    return int(100 * kroner)


def _en(lager: Saftlager, sporring: str, verdier: Sequence[object] = ()) -> tuple[Any, ...]:
    rad = lager.kobling.execute(sporring, list(verdier)).fetchone()
    return rad if rad is not None else (None,)


def _finn(lager: Saftlager, sporring: str, rekkefolge: str) -> tuple[int, list[tuple[Any, ...]]]:
    """(how many rows a query has, the first of them)."""
    eksempler = lager.kobling.execute(
        f"SELECT * FROM ({sporring}) ORDER BY {rekkefolge} LIMIT {maks_vist()}"
    ).fetchall()
    if len(eksempler) < maks_vist():
        return len(eksempler), eksempler
    return _en(lager, f"SELECT COUNT(*) FROM ({sporring})")[0], eksempler


def _kr(kroner: Decimal) -> str:
    return f"{kroner_fra_ore(_ore(kroner))} kr"
