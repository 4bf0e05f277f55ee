"""What an extended profile did to the rows, said aloud: sums that do not tie, rows left out, blanks, exceptions."""

from typing import Any

from rodtraad.hovedbok.services import sql_tekst
from rodtraad.innlesing.feilliste import Feilliste, maks_vist
from rodtraad.kjerne.belop import kroner_fra_ore
from rodtraad.kjerne.funn import Alvor
from rodtraad.regnskap.filformat.felt import Felt, sql_navn
from rodtraad.regnskap.filformat.forberedelse import Klarfil
from rodtraad.regnskap.filformat.mellomlager import Mellomlager
from rodtraad.regnskap.filformat.sumlinjer import Sumlinje, sumlinjer_som_ikke_stemmer
from rodtraad.regnskap.filformat.tolkning import Tolkning

_MAKS_SUMLINJER = 100_000


def sjekk_rader(lager: Mellomlager, fil: Klarfil, feil: Feilliste) -> None:
    """Everything the profile left out, replaced or added up in one file. Krav KONTO-01."""
    tolkning = lager.tolkning(fil)
    if tolkning is None:
        return
    if lager.profil.utelat:
        _sjekk_sumlinjer(lager, tolkning, feil)
    if lager.profil.periodekolonner:
        _sjekk_sumkolonner(lager, tolkning, feil)
        _meld_aapning(lager, tolkning, feil)
        _meld_tomme_perioder(tolkning, feil)
    if lager.profil.konto:
        _meld_andre_klasser(lager, tolkning, feil)
        _meld_unntak(lager, tolkning, feil)
    for navn, felt in lager.profil.felter.items():
        _meld_felt(tolkning, navn, felt, feil)


def belopskolonner(tolkning: Tolkning) -> tuple[str, ...]:
    """The columns of a file that hold amounts."""
    perioder = tolkning.profil.periodekolonner
    return perioder.alle if perioder else tolkning.felter["belop"].kolonner


def _sjekk_sumlinjer(lager: Mellomlager, tolkning: Tolkning, feil: Feilliste) -> None:
    kolonner = belopskolonner(tolkning)
    if not kolonner:
        return
    b = [f"rt_b{nr}" for nr in range(len(kolonner))]
    rader = tolkning.belop_fra(kolonner, tolkning.rader)
    har_belop = " OR ".join(f"{k} IS NOT NULL" for k in b)
    celler = ", ".join(f"COALESCE(TRIM({sql_navn(u.kolonne)}), '')" for u in lager.profil.utelat)
    ore = ", ".join(f"CAST({k} * 100 AS BIGINT)" for k in b)
    poster = lager.kobling.execute(
        f"SELECT rt_post, ARRAY_TO_STRING([{celler}], ' '), {ore} FROM {rader} "
        f"WHERE rt_utelatt AND ({har_belop}) ORDER BY rt_post LIMIT {_MAKS_SUMLINJER}"
    ).fetchall()
    if not poster:
        return
    utelatte = f"(SELECT rt_post, rt_post AS post FROM {rader} WHERE rt_utelatt)"
    nummer = dict(
        lager.kobling.execute(f"SELECT rt_post, rad FROM {lager.med_rad(tolkning.fil, utelatte)}").fetchall()
    )
    summer = ", ".join(f"CAST(COALESCE(SUM({k}), 0) * 100 AS BIGINT)" for k in b)
    grenser = ", ".join(str(p[0]) for p in poster)
    # Where a line stands among the sum rows: how many of them stand above it.
    foran = lager.kobling.execute(
        f"WITH grenser AS (SELECT UNNEST([{grenser}]::BIGINT[]) AS grense, UNNEST(RANGE(1, {len(poster) + 1})) AS nr) "
        f"SELECT COALESCE(g.nr, 0), COUNT(*), {summer} FROM (SELECT * FROM {rader} WHERE NOT rt_utelatt) r "
        "ASOF LEFT JOIN grenser g ON r.rt_post > g.grense GROUP BY 1"
    ).fetchall()
    per_del = {rad[0]: rad[1:] for rad in foran}
    ingen = (0,) * (len(b) + 1)
    sumlinjer = [
        Sumlinje(
            nummer[post],
            " ".join(tekst.split()),
            tuple(belop),
            per_del.get(nr, ingen)[1:],
            per_del.get(nr, ingen)[0],
        )
        for nr, (post, tekst, *belop) in enumerate(poster)
    ]
    antall_etter, *etter = per_del.get(len(poster), ingen)
    skjeve = sumlinjer_som_ikke_stemmer(sumlinjer, etter, antall_etter)
    _meld_skjeve(lager, feil, skjeve, kolonner)


def _meld_skjeve(
    lager: Mellomlager, feil: Feilliste, skjeve: list[tuple[Sumlinje, int]], kolonner: tuple[str, ...]
) -> None:
    if not skjeve:
        return
    tekster: list[tuple[int | None, str]] = [
        (
            linje.rad,
            (
                f"Raden «{linje.tekst[:60]}» har {kroner_fra_ore(linje.belop[k] or 0)} kroner i «{kolonner[k]}», "
                "som verken er en linje etter profilen eller summen av linjene over eller under."
            ),
        )
        for linje, k in skjeve[: maks_vist()]
    ]
    tiltak = (
        "Mangler det linjer, hent ut filen på nytt. Er raden en linje, rett «utelat» i profilen. "
        "Er den en annen slags sum, skriv «sum_som_ikke_stemmer: advarsel»."
    )
    if lager.profil.sum_som_ikke_stemmer == "feil":
        feil.legg_til_flere("csv-sumlinje", tekster, len(skjeve), tiltak=tiltak)
        return
    rader = ", ".join(str(linje.rad) for linje, _ in skjeve[: maks_vist()])
    feil.merk(
        "csv-sumlinje",
        f"{len(skjeve)} rader er utelatt uten å stemme med linjene: rad {rader}. Den første: {tekster[0][1]}",
        alvor=Alvor.ADVARSEL,
        tiltak=tiltak,
    )


def _sjekk_sumkolonner(lager: Mellomlager, tolkning: Tolkning, feil: Feilliste) -> None:
    perioder = lager.profil.periodekolonner
    if perioder is None or not (perioder.sum or perioder.utgaaende):
        return
    i_bruk = [perioder.kolonner[p] for p in tolkning.perioder_i_bruk]
    kolonner = [*i_bruk, *(k for k in (perioder.aapning, perioder.sum, perioder.utgaaende) if k)]
    plass = {k: f"COALESCE(rt_b{nr}, 0)" for nr, k in enumerate(kolonner)}
    aapning = plass.get(perioder.aapning, "0")
    if perioder.form == "akkumulert":
        bevegelse = plass[i_bruk[-1]] if i_bruk else "0"
        bevegelse = f"({bevegelse} - {aapning})" if perioder.aapning_medregnet else bevegelse
    else:
        bevegelse = f"({' + '.join(plass[k] for k in i_bruk) or '0'})"
    rader = tolkning.belop_fra(kolonner, tolkning.linjer)
    for kolonne, ventet in ((perioder.sum, bevegelse), (perioder.utgaaende, f"({aapning} + {bevegelse})")):
        if not kolonne:
            continue
        skjeve = lager.med_rad(
            tolkning.fil,
            f"(SELECT rt_post AS post, CAST({plass[kolonne]} * 100 AS BIGINT) AS i_filen, "
            f"CAST({ventet} * 100 AS BIGINT) AS regnet FROM {rader} WHERE {plass[kolonne]} <> {ventet})",
        )
        antall = _en(lager, f"SELECT COUNT(*) FROM {skjeve}")[0]
        if not antall:
            continue
        forste = lager.kobling.execute(
            f"SELECT rad, i_filen, regnet FROM {skjeve} ORDER BY rad LIMIT {maks_vist()}"
        ).fetchall()
        tekster: list[tuple[int | None, str]] = [
            (
                rad,
                f"«{kolonne}» er {kroner_fra_ore(i_filen)} kroner, men periodene gir {kroner_fra_ore(regnet)}.",
            )
            for rad, i_filen, regnet in forste
        ]
        tiltak = "Kontroller at profilen har alle periodene, og at «form» og «aapning_medregnet» er riktige."
        if lager.profil.sum_som_ikke_stemmer == "feil":
            feil.legg_til_flere("csv-sumkolonne", tekster, antall, tiltak=tiltak, kolonne=kolonne)
        else:
            tekst = f"{antall} linjer stemmer ikke med kontrollkolonnen. Rad {tekster[0][0]}: {tekster[0][1]}"
            feil.merk("csv-sumkolonne", tekst, alvor=Alvor.ADVARSEL, tiltak=tiltak)


def _meld_aapning(lager: Mellomlager, tolkning: Tolkning, feil: Feilliste) -> None:
    """An opening balance in drift or investering is no balance; it is left out, and that is said."""
    perioder = lager.profil.periodekolonner
    if perioder is None or not perioder.aapning:
        return
    antall, sum_ = _en(
        lager,
        f"SELECT COUNT(*), SUM(TRY_CAST(belop AS DECIMAL(17, 2))) FROM {tolkning.felt} "
        "WHERE periode = '0' AND kontoklasse IN ('0', '1') AND COALESCE(TRY_CAST(belop AS DECIMAL(17, 2)), 0) <> 0",
    )
    if antall:
        feil.merk(
            "csv-aapning",
            f"{antall} linjer i drift og investering har inngående balanse, til sammen {_kr(sum_)} kroner. "
            "Den er ikke lest: bare balansen (kontoklasse 2) har inngående balanse.",
            alvor=Alvor.ADVARSEL,
            tiltak=f"Se at «{perioder.aapning}» er kolonnen med inngående balanse.",
        )


def _meld_tomme_perioder(tolkning: Tolkning, feil: Feilliste) -> None:
    perioder = tolkning.profil.periodekolonner
    if perioder is None:
        return
    tomme = [k for p, k in perioder.kolonner.items() if p not in tolkning.perioder_i_bruk]
    if tomme:
        feil.merk("csv-periode", f"Kolonnene {', '.join(tomme)} har ingen tall og er ikke lest.")


def _meld_andre_klasser(lager: Mellomlager, tolkning: Tolkning, feil: Feilliste) -> None:
    if lager.profil.konto is None or lager.profil.konto.andre_klasser != "utelat":
        return
    for klasse, antall, sum_ in lager.kobling.execute(
        f"SELECT kontoklasse, COUNT(*), SUM(TRY_CAST(belop AS DECIMAL(17, 2))) FROM {tolkning.felt} "
        "WHERE kontoklasse NOT IN ('', '0', '1', '2') GROUP BY 1 ORDER BY 1"
    ).fetchall():
        feil.merk(
            "csv-andre-klasser",
            f"{antall} linjer på kontoer som begynner med {klasse}, til sammen {_kr(sum_)} kroner, er ikke lest.",
            alvor=Alvor.ADVARSEL,
            tiltak="De er ikke drift, investering eller balanse. Se at regnskapet går opp uten dem.",
        )


def _meld_unntak(lager: Mellomlager, tolkning: Tolkning, feil: Feilliste) -> None:
    """Each exception of the profile, with how much it moved."""
    regel = lager.profil.konto
    for unntak in regel.unntak if regel else ():
        celle = f"REGEXP_REPLACE({sql_navn(regel.kolonne)}, '[ .]', '', 'g')" if regel else ""
        slutt = "" if unntak.konto.endswith("*") else "([^0-9]|$)"
        antall = _en(
            lager,
            f"SELECT COUNT(*) FROM {tolkning.linjer} WHERE REGEXP_MATCHES({celle}, "
            f"{sql_tekst('^' + unntak.konto.rstrip('*') + slutt)})",
        )[0]
        if antall:
            hva = ", ".join(
                f"{navn} {verdi}"
                for navn, verdi in (
                    ("kontoklasse", unntak.kontoklasse), ("art", unntak.art), ("kapittel", unntak.kapittel),
                    ("sektor", unntak.sektor),
                )
                if verdi
            )  # fmt: skip
            aar = "".join(
                f" {ord_} {verdi}"
                for ord_, verdi in (("fra", unntak.fra_aar), ("til", unntak.til_aar))
                if verdi
            )
            hvorfor = f" {unntak.begrunnelse}" if unntak.begrunnelse else ""
            feil.merk(
                "csv-kontounntak",
                f"Konto {unntak.konto} ({antall} rader) er lest med {hva}{aar} etter profilen.{hvorfor}",
            )


def _meld_felt(tolkning: Tolkning, navn: str, felt: Felt, feil: Feilliste) -> None:
    if felt.ved_tom:
        antall, sum_ = _belop_der(tolkning, f"{navn} = '' AND kontoklasse IN ('0', '1')")
        gjort = f"lest med {felt.ved_tom.erstatt} etter profilen" if felt.ved_tom.erstatt else "lest uten"
        if antall:
            feil.merk(
                "csv-tomt-felt",
                f"{antall} linjer i drift og investering uten {navn}, til sammen {_kr(sum_)} kroner, er {gjort}.",
                alvor=Alvor.ADVARSEL,
                tiltak=f"Fyll inn {navn} i kildesystemet, eller bruk «ved_tom» i profilen: avvis, godta eller erstatt.",
            )
    if felt.i_balansen == "utelat":
        antall, _ = _belop_der(tolkning, f"{navn} <> '' AND kontoklasse = '2'")
        if antall:
            feil.merk(
                "csv-i-balansen", f"{antall} linjer i balansen har {navn}; det er utelatt etter profilen."
            )
    if felt.oversett and felt.kolonne:
        _meld_oversatt(tolkning, navn, felt, feil)


def _meld_oversatt(tolkning: Tolkning, navn: str, felt: Felt, feil: Feilliste) -> None:
    """Merged and retired codes: what was read as something else, and how much."""
    gammel = _uoversatt(felt)
    brukte = tolkning.kobling.execute(
        f"SELECT {gammel}, COUNT(*) FROM {tolkning.linjer} GROUP BY 1 HAVING {gammel} IN "
        "(SELECT UNNEST($1::VARCHAR[])) ORDER BY 2 DESC, 1",
        [[k for k, v in felt.oversett.items() if k != v]],
    ).fetchall()
    if brukte:
        eksempler = ", ".join(
            f"{k} som {felt.oversett[k]} ({antall} rader)" for k, antall in brukte[: maks_vist()]
        )
        flere = f" og {len(brukte) - maks_vist()} til" if len(brukte) > maks_vist() else ""
        feil.merk(
            "csv-oversatt", f"{navn.capitalize()} lest etter oversettelsen i profilen: {eksempler}{flere}."
        )


def _uoversatt(felt: Felt) -> str:
    return Felt(kolonne=felt.kolonne, fra=felt.fra, lengde=felt.lengde, kode=felt.kode, tom=felt.tom).sql()


def _belop_der(tolkning: Tolkning, vilkaar: str) -> tuple[int, Any]:
    rad = tolkning.kobling.execute(
        f"SELECT COUNT(*), SUM(TRY_CAST(belop AS DECIMAL(17, 2))) FROM {tolkning.felt} WHERE {vilkaar} "
        "AND COALESCE(TRY_CAST(belop AS DECIMAL(17, 2)), 1) <> 0"
    ).fetchone()
    return (rad[0], rad[1]) if rad else (0, 0)


def _en(lager: Mellomlager, sporring: str) -> tuple[Any, ...]:
    return lager.kobling.execute(sporring).fetchone() or (0, 0)


def _kr(sum_: Any) -> str:
    return str(kroner_fra_ore(round((sum_ or 0) * 100)))
