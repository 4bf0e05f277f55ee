"""A small, rich document made by hand: nested chapters, all shapes of table, a chart, Sámi letters."""

from datetime import date
from decimal import Decimal

from rodtraad.kjerne.hjemmel import Hjemmel
from rodtraad.oppstilling.forklaring import Bilagslinje, Delsum, Forklaring, Kontostreng
from rodtraad.oppstilling.tabell import Celle, Kolonne, Tabell, Tabellrad, Verdi
from rodtraad.publisering.nettsted.metadata import Endring, Metadata, TidligereUtgave
from rodtraad.rapport.dokument import (
    Avsnitt,
    Dokument,
    Figur,
    Figurblokk,
    Kapittel,
    Kryssref,
    Merknad,
    Nokkeltall,
    Punktliste,
    Tabellblokk,
    Tekst,
)

FORSKRIFT = Hjemmel("budsjett-og-regnskapsforskriften", "5-4", "1", kontrollert=date(2026, 8, 20))
FORTEGN = (
    "Utgifter er positive tall, inntekter negative. Positivt avvik betyr mindreforbruk, negativt merforbruk."
)


def avsnitt(tekst: str) -> Avsnitt:
    return Avsnitt((Tekst(tekst),))


def rad(linje: int, *verdier: Verdi, er_sum: bool = False, innrykk: int = 0, gruppe: str = "") -> Tabellrad:
    celler = tuple(Celle(v, grunn="Tallet er ikke oppgitt i kilden" if v is None else "") for v in verdier)
    return Tabellrad(linje, celler, er_sum=er_sum, innrykk=innrykk, gruppe=gruppe, kan_forklares=True)


BELOPSKOLONNER = (
    Kolonne("regnskap_2023", "Regnskap 2023", "belop"),
    Kolonne("oppr_bud_2024", "Oppr. bud. 2024", "belop"),
    Kolonne("rev_bud_2024", "Rev. bud. 2024", "belop"),
    Kolonne("regnskap_2024", "Regnskap 2024", "belop"),
    Kolonne("avvik_kr", "Avvik i kr", "belop"),
    Kolonne("avvik_pct", "Avvik i %", "prosent", 1),
)

TOTAL = Tabell(
    id="totaloversikt_okonomi",
    tittel="Totaloversikt økonomi",
    enhet="1000 kr",
    kolonner=(Kolonne("linje", "Linje", er_radtittel=True), *BELOPSKOLONNER),
    rader=(
        rad(
            1,
            "Sentrale inntekter",
            -418027,
            -457138,
            -457138,
            -447772,
            -9366,
            Decimal("-2.0"),
            gruppe="Til disposisjon",
        ),
        rad(
            2,
            "Sentrale utgifter",
            -43749,
            -7221,
            -7221,
            -46438,
            39217,
            Decimal("543.1"),
            gruppe="Til disposisjon",
        ),
        rad(3, "Netto finans", 60955, 64572, 64572, 72965, -8393, Decimal("-13.0"), gruppe="Til disposisjon"),
        rad(
            4,
            "Til disposisjon",
            -400821,
            -399787,
            -399787,
            -421245,
            21458,
            Decimal("5.4"),
            er_sum=True,
            gruppe="Til disposisjon",
        ),
        rad(5, "Oppvekst", 111839, 116215, 116215, 109170, 7045, Decimal("6.1"), gruppe="Disponering"),
        rad(
            6,
            "Helse og omsorg",
            176402,
            168001,
            168001,
            191330,
            -23329,
            Decimal("-13.9"),
            gruppe="Disponering",
        ),
        rad(7, "Næring", 0, 0, 0, 0, 0, None, gruppe="Disponering"),
        rad(
            8,
            "Sum disponering",
            288241,
            284216,
            284216,
            300500,
            -16284,
            Decimal("-5.7"),
            er_sum=True,
            gruppe="Disponering",
        ),
    ),
    hjemmel=(FORSKRIFT,),
    kilde="Kommunens regnskap",
    status="Ikke revidert",
    fortegn=FORTEGN,
    aar=2024,
)

HERAV = Tabell(
    id="bevilgning_5_4_2",
    tittel="Bevilgningsoversikt drift, andre ledd",
    enhet="1000 kr",
    kolonner=(Kolonne("note", "Note"), Kolonne("post", "Post", er_radtittel=True), *BELOPSKOLONNER),
    rader=(
        rad(1, "", "Stab og støtte", 61309, 64977, 64977, 66899, -1922, Decimal("-3.0")),
        rad(2, "10", "Renteinntekter", -88, -90, -90, -287, 197, Decimal("218.7"), innrykk=1),
        rad(3, "10", "Avsetninger til bundne driftsfond", 1470, 0, 0, 1298, -1298, None, innrykk=1),
        rad(4, "", "Sum netto rammer", 61309, 64977, 64977, 66899, -1922, Decimal("-3.0"), er_sum=True),
    ),
    hjemmel=(FORSKRIFT,),
    kilde="Kommunens regnskap",
    status="Ikke revidert",
    fortegn=FORTEGN,
    merknader=("Tilpasset oppstilling med linjer for fond under hvert rammeområde.",),
    aar=2024,
)


def tjenestetabell(  # noqa: PLR0917 - reads as a row
    kode: str, nivaa: str, ramme: str, enhet: str, start: int, tjenester: tuple[tuple[str, int], ...]
) -> Tabell:
    skjulte = tuple(Kolonne(n, n, skjult=True) for n in ("nivaa", "rammeomrade", "enhet_kode", "enhet"))
    rader = [
        rad(start + nr, nivaa, ramme, kode, enhet, navn, b - 900, b, b + 500, b + 500, 500, Decimal("3.1"))
        for nr, (navn, b) in enumerate(tjenester)
    ]
    i_alt = sum(b for _, b in tjenester)
    rader.append(
        rad(start + len(rader), nivaa, ramme, kode, enhet, "Sum", i_alt - 1800, i_alt, i_alt + 1000, i_alt + 1000, 1000, Decimal("1.5"), er_sum=True)  # noqa: E501 - reads as a table
    )  # fmt: skip
    kolonner = (
        *skjulte,
        Kolonne("tjeneste", "Tjeneste", er_radtittel=True),
        Kolonne("regnskap_2023", "Regnskap 2023", "belop"),
        Kolonne("regnskap_2024", "Regnskap 2024", "belop"),
        Kolonne("oppr_bud_2024", "Oppr. bud. 2024", "belop"),
        Kolonne("rev_bud_2024", "Rev. bud. 2024", "belop"),
        Kolonne("avvik_kr", "Avvik i kr", "belop"),
        Kolonne("avvik_pct", "Avvik i %", "prosent", 1),
    )
    return Tabell(
        id="okonomi_per_tjeneste", tittel=f"Økonomi per tjeneste, {enhet}", enhet="1000 kr", kolonner=kolonner,
        rader=tuple(rader), kilde="Kommunens regnskap", status="Ikke revidert", fortegn=FORTEGN, aar=2024, enhet_kode=kode,  # noqa: E501 - reads as a table
    )  # fmt: skip


OPPVEKST = tjenestetabell(
    "20", "rammeomrade", "Oppvekst", "Oppvekst", 1, (("Grunnskole", 72465), ("Førskole", 36705))
)
SKOLENE = tjenestetabell(
    "200", "virksomhet", "Oppvekst", "Skolene", 4, (("Grunnskole", 70100), ("Skolefritidstilbud", 2365))
)

KOSTRA = Tabell(
    id="kostra_hovedtall",
    tittel="KOSTRA hovedtall",
    enhet="kr per innbygger",
    kolonner=(
        Kolonne("indikator", "Indikator", er_radtittel=True),
        Kolonne("roros_2024", "Røros 2024", "tall"),
        Kolonne("tynset_2024", "Tynset 2024", "tall"),
        Kolonne("oppdal_2024", "Oppdal 2024", "tall"),
    ),
    rader=(
        rad(1, "Brutto driftsutgifter", 144578, 146390, 121544),
        rad(2, "Frie inntekter", 73400, None, 71200),
        rad(3, "Netto lånegjeld", 125022, 133111, 98322),
    ),
    kilde="SSB, KOSTRA 15. mars",
    status="Statistikk, ikke omfattet av revisjonen",
    aar=2024,
)

PROSJEKTER = Tabell(
    id="investeringsstatus",
    tittel="Status investeringsprosjekter",
    enhet="1000 kr",
    kolonner=(
        Kolonne("prosjekt", "Investering", er_radtittel=True),
        Kolonne("rev_bud_2024", "Rev. bud.", "belop"),
        Kolonne("regnskap_2024", "Regnskap", "belop"),
        Kolonne("status", "Status"),
        Kolonne("avvik_kr", "Avvik i kr", "belop"),
    ),
    rader=(
        rad(1, "Aajege – inventar til healsoedåehkie", 900, 1250, "Pågår", -350),
        rad(2, "Čielga čáhci, vannverk", 120000, 88000, "Pågår", 32000),
        rad(3, "Kirkemurer", 2500, 2500, "Ferdig", 0),
        rad(4, "Sum", 123400, 91750, "", 31650, er_sum=True),
    ),
    kilde="Prosjektregnskapet",
    fortegn=FORTEGN,
    aar=2024,
)

FOLKETALL = Tabell(
    id="befolkning",
    tittel="Folketall ved utgangen av året",
    enhet="personer",
    kolonner=(Kolonne("aar", "År", "aar", er_radtittel=True), Kolonne("folketall", "Folketall", "tall")),
    rader=(rad(1, 2022, 5666), rad(2, 2023, 5672), rad(3, 2024, 5681)),
    kilde="SSB",
    aar=2024,
)

FIGUR = Figur(
    id="folketall",
    tittel="Folketallet har vært stabilt siden 2022",
    alternativ="Stolpediagram over folketallet 2022–2024. Det gikk fra 5 666 til 5 681.",
    spesifikasjon={
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": 560,
        "height": 220,
        "data": {
            "values": [{"aar": "2022", "n": 5666}, {"aar": "2023", "n": 5672}, {"aar": "2024", "n": 5681}]
        },
        "mark": {"type": "bar", "color": "#9a4f20"},
        "encoding": {
            "x": {"field": "aar", "type": "nominal", "title": None, "axis": {"labelAngle": 0}},
            "y": {"field": "n", "type": "quantitative", "title": "Personer", "scale": {"zero": True}},
        },
    },
    data=FOLKETALL,
    kilde="SSB, 2024",
)

_OVERSIKT = Kapittel(
    "kommunedirektoren-har-ordet",
    "Kommunedirektøren har ordet",
    1,
    (
        Nokkeltall(
            (
                ("Netto driftsresultat", "−4,3 %", "Målet er minst 1,75 % av driftsinntektene."),
                ("Netto lånegjeld", "94 %", "Målet er høyst 90 % av driftsinntektene."),
                ("Disposisjonsfond", "3,1 %", "Målet er minst 10 % av driftsinntektene."),
            )
        ),
        Avsnitt(
            (
                Tekst("Driften gikk med "),
                Tekst("40,1 millioner kroner i merforbruk", sterk=True),
                Tekst(". Mest brukte helse og omsorg, se "),
                Kryssref("tabell-total", "tabell 1"),
                Tekst(". Tjenestene i kommunen holdt oppe tilbudet gjennom hele året."),
            )
        ),
        Avsnitt(
            (
                Tekst("Røros er samisk språkkommune. "),
                Tekst("Healsoedåehkie", spraak="sma"),
                Tekst(" og Aajege samarbeider med skolene."),
            )
        ),
    ),
    (Kapittel("ordet-samfunn", "Samfunn", 2, (avsnitt("Det bodde 5 681 mennesker i kommunen."),)),),
    ansvarlig="Kommunedirektøren",
)

_OKONOMI = Kapittel(
    "okonomiske-kommentarer",
    "Økonomiske kommentarer",
    1,
    (avsnitt("Kapitlet forklarer hvordan pengene er brukt."),),
    (
        Kapittel(
            "totaloversikt",
            "Totaloversikt økonomi",
            2,
            (
                avsnitt("Tabellen viser hva kommunen hadde, og hva som ble brukt."),
                Tabellblokk("tabell-total", 1, TOTAL),
                Merknad(
                    "funn", "Kontrollen fant en forskjell", (avsnitt("Summen er 1 større enn leddene."),)
                ),
            ),
            (
                Kapittel("andre-ledd", "Rammer og fond", 3, (Tabellblokk("tabell-herav", 2, HERAV),)),
                Kapittel(
                    "hva-gjor-vi",
                    "Hva gjør vi med det?",
                    3,
                    (Punktliste(((Tekst("Bremse."),), (Tekst("Omstille."),))),),
                ),
            ),
        ),
        Kapittel(
            "kostra-analyse",
            "KOSTRA-analyse",
            2,
            (Tabellblokk("tabell-kostra", 3, KOSTRA),),
        ),
    ),
)

_TJENESTER = Kapittel(
    "tjenesteomraader",
    "Kommunens tjenesteområder",
    1,
    (avsnitt("Hvert rammeområde har sin egen side."),),
    (
        Kapittel(
            "oppvekst",
            "Oppvekst",
            2,
            (avsnitt("Oppvekst omfatter skolene og barnehagene."),),
            (
                Kapittel(
                    "oppvekst-tjeneste",
                    "Status økonomi per tjeneste",
                    3,
                    (Tabellblokk("tabell-oppvekst", 4, OPPVEKST),),
                ),
                Kapittel(
                    "skolene",
                    "Skolene",
                    3,
                    (),
                    (
                        Kapittel(
                            "skolene-tjeneste",
                            "Status økonomi per tjeneste",
                            4,
                            (Tabellblokk("tabell-skolene", 5, SKOLENE),),
                        ),
                        Kapittel(
                            "skolene-kommentar",
                            "Kommentar til status økonomi",
                            4,
                            (avsnitt("Skolene brukte mindre enn budsjettert."),),
                        ),
                    ),
                    ansvarlig="Virksomhetsleder for skolene",
                ),
            ),
        ),
    ),
)

_SAMFUNN = Kapittel(
    "samfunn",
    "Samfunns- og befolkningsutvikling",
    1,
    (
        Merknad("konstruert", "Konstruerte posteringer", (avsnitt("Bilagene bak tallene er konstruert."),)),
        Figurblokk("figur-folketall", 1, FIGUR),
        Tabellblokk("tabell-folketall", 6, FOLKETALL),
        Tabellblokk("tabell-prosjekter", 7, PROSJEKTER),
    ),
)


def dokument() -> Dokument:
    return Dokument(
        id="aarsrapport-2024",
        tittel="Årsrapport 2024",
        undertittel="Slik gikk det med økonomien, tjenestene og samfunnet",
        kommune="Røros kommune",
        aar=2024,
        status="Ikke revidert",
        dato="2025-03-31",
        spraak="nb",
        kapitler=(_OVERSIKT, _OKONOMI, _TJENESTER, _SAMFUNN),
        konstruert="Posteringer og bilag er konstruert slik at de summerer til de publiserte tallene.",
    )


def forklaringer() -> dict[tuple[str, int, str], Forklaring]:
    """An explanation for every amount of the tables, with parts, account strings and vouchers."""
    funnet = {}
    for tabell in (TOTAL, HERAV, OPPVEKST, SKOLENE):
        for linje in tabell.rader:
            for kolonne, celle in zip(tabell.kolonner, linje.celler, strict=True):
                if kolonne.er_tall and isinstance(celle.verdi, int):
                    navn = str(
                        linje.celler[
                            tabell.kolonnenr(next(k.navn for k in tabell.kolonner if k.er_radtittel))
                        ].verdi
                    )
                    funnet[tabell.id, linje.linje, kolonne.navn] = _forklaring(
                        tabell, linje, kolonne, navn, celle.verdi
                    )
    return funnet


def _forklaring(tabell: Tabell, linje: Tabellrad, kolonne: Kolonne, navn: str, verdi: int) -> Forklaring:
    deler = (
        (Delsum("Sentrale inntekter", -41802700000, 1, 1), Delsum("Netto finans", 6095500000, -1, 3))
        if linje.er_sum
        else ()
    )
    return Forklaring(
        tabell=tabell.id,
        linje=linje.linje,
        kolonne=kolonne.navn,
        tittel=f"{navn}: {kolonne.tittel}",
        vist=str(verdi),
        enhet=tabell.enhet,
        ore=verdi * 100_000,
        regel="Sum av alle posteringer med disse artene i kontoklasse 1.",
        hjemmel=(FORSKRIFT,),
        koder=("art 010–099", "art 600–699"),
        deler=deler,
        kontostrenger=(
            Kontostreng("regnskap", "1", "2001", "Røros skole", "010", "Fastlønn", "202", "Grunnskole", "", verdi * 70_000, 120),  # noqa: E501 - reads as a table
            Kontostreng("regnskap", "1", "2001", "Røros skole", "099", "Arbeidsgiveravgift", "202", "Grunnskole", "", verdi * 30_000, 12),  # noqa: E501 - reads as a table
        ),
        kontostrenger_i_alt=14,
        bilag=(
            Bilagslinje("regnskap", 2024, 3, "240311", "2024-03-31", "2001", "010", "202", "", verdi * 9_000, "Lønn mars", "a1b2c3", 812),  # noqa: E501 - reads as a table
            Bilagslinje("regnskap", 2024, 6, "240622", "2024-06-30", "2001", "010", "202", "", verdi * 8_000, "Lønn juni", "a1b2c3", 1630),  # noqa: E501 - reads as a table
        ),
        bilag_i_alt=132,
        innlesinger=("a1b2c3",),
        skjermet="Tekst er utelatt for tjenester med få mottakere." if linje.linje == 3 else "",
    )  # fmt: skip


def metadata(versjon: int = 1) -> Metadata:
    rettet = versjon > 1
    return Metadata(
        versjon=versjon,
        publisert=date(2026, 11, 22),
        status="Ikke revidert",
        begrunnelse="Avskrivninger var ført på feil virksomhet." if rettet else "",
        endringer=(
            Endring("tabell-total", "Totaloversikt økonomi, Oppvekst, Regnskap 2024", "109 170", "109 171"),
        )
        if rettet
        else (),
        tidligere=(TidligereUtgave(1, "Årsrapport 2024", date(2026, 3, 1), "Ikke revidert", erstattet=True),)
        if rettet
        else (),
        folketall={2023: 5672, 2024: 5681},
        kontakt="postmottak@kommunen.no",
    )
