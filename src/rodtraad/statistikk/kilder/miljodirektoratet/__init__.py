"""Emissions of all municipalities as Miljødirektoratet publishes them (KLIMA-01, KLIMA-02)."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Final

from rodtraad.innlesing.feilliste import Feilliste
from rodtraad.innlesing.kilde import Utkast
from rodtraad.innlesing.register import kilde
from rodtraad.innlesing.tabelleser import Rad
from rodtraad.statistikk.datasettkilde import Lest, aarsspenn, en_fil, nummererte, utkast
from rodtraad.statistikk.datasettkrav import AAR, MILJODIREKTORATET, NLOD, Datasettkrav, tall, tekst
from rodtraad.statistikk.kilder.miljodirektoratet.kontroll import er_egen, kjente_sektorer, kontroller
from rodtraad.statistikk.kilder.miljodirektoratet.leser import Utslippsrad, utslippsrader
from rodtraad.statistikk.queries import kommunevalg
from rodtraad.statistikk.raadatasett import UTSLIPP_KILDE, UTSLIPP_SEKTOR

_STED: Final = {"kommunenummer": tekst(paakrevd=False), "kommune": tekst(), "aar": AAR, "sektor": tekst()}
SEKTOR: Final = Datasettkrav(
    UTSLIPP_SEKTOR,
    "Utslipp av klimagasser per kommune, år og sektor",
    MILJODIREKTORATET,
    NLOD,
    {**_STED, "tonn_co2e": tall()},
)
UTSLIPPSKILDE: Final = Datasettkrav(
    UTSLIPP_KILDE,
    "Kommunens utslipp per år, sektor og kilde",
    MILJODIREKTORATET,
    NLOD,
    {**_STED, "utslippskilde": tekst(), "tonn_co2e": tall()},
)


@kilde("miljodirektoratet")
class Miljodirektoratet:
    """Reads the whole file; every municipality is kept per sector, one's own also per source of emission."""

    navn = "miljodirektoratet"
    beskrivelse = "Miljødirektoratets utslippsregnskap: alle kommuner, alle år, regneark eller CSV"
    aarvalg = "brukes_ikke"
    vises_paa = "statistikk:klima"

    def les(self, filer: Sequence[Path], *, profil: Path | None, aar: int | None) -> Utkast:
        """Sums over gases, with every fault of the file and how late the figures are."""
        fil = en_fil(self.navn, filer, profil=profil, aar=aar)
        lest = Lest(Feilliste(fil.name))
        rader = list(utslippsrader(fil, lest.feil))
        egen = kommunevalg().egen
        kontroller(rader, lest.feil, egen)
        lest.datasett = [(SEKTOR, _per_sektor(rader)), (UTSLIPPSKILDE, _per_kilde(rader, egen))]
        if rader:
            _si_forsinkelsen(rader, lest.feil)
        lest.kontrolltotaler = _totaler(rader, egen)
        return utkast(lest, nokkel="statistikk:miljodirektoratet")


def _per_sektor(rader: Iterable[Utslippsrad]) -> list[Rad]:
    summer: dict[tuple[str, str, int, str], Decimal] = {}
    for rad in rader:
        nokkel = (rad.kommunenummer, rad.kommune, rad.aar, _skrevet(rad.sektor))
        summer[nokkel] = summer.get(nokkel, Decimal(0)) + rad.tonn
    felt = tuple(SEKTOR.kolonner)
    return nummererte(dict(zip(felt, (*nokkel, tonn), strict=True)) for nokkel, tonn in summer.items())


def _skrevet(sektor: str) -> str:
    """A known sector as it is written, whatever case the file has; an unknown one as it stands."""
    return kjente_sektorer().get(sektor.casefold(), sektor)


def _per_kilde(rader: Iterable[Utslippsrad], egen: tuple[str, str]) -> list[Rad]:
    summer: dict[tuple[str, str, int, str, str], Decimal] = {}
    for rad in rader:
        if rad.utslippskilde and er_egen(rad, egen):
            sted = (rad.kommunenummer, rad.kommune, rad.aar, _skrevet(rad.sektor))
            nokkel = (*sted, rad.utslippskilde)
            summer[nokkel] = summer.get(nokkel, Decimal(0)) + rad.tonn
    felt = tuple(UTSLIPPSKILDE.kolonner)
    return nummererte(dict(zip(felt, (*nokkel, tonn), strict=True)) for nokkel, tonn in summer.items())


def _si_forsinkelsen(rader: Sequence[Utslippsrad], feil: Feilliste) -> None:
    """KLIMA-02: the figures are for a year before the one the report is about, and every title says which."""
    sist = max(rad.aar for rad in rader)
    feil.merk(
        "KLIMA-02",
        f"De siste utslippene er fra {sist}. Miljødirektoratet gir dem ut omtrent ett år etter; "
        f"rapporten for {sist + 1} viser derfor tall for {sist}, og tabellene sier det i tittelen.",
    )


def _totaler(rader: Sequence[Utslippsrad], egen: tuple[str, str]) -> dict[str, int | str]:
    """Totals to hold against the owner's own: rows, municipalities, years, tonnes of the last year."""
    sist = max((rad.aar for rad in rader), default=0)
    i_alt = sum((rad.tonn for rad in rader if rad.aar == sist), Decimal(0))
    egne = sum((rad.tonn for rad in rader if rad.aar == sist and er_egen(rad, egen)), Decimal(0))
    return {
        "Rader i filen": str(len(rader)),
        "Kommuner": str(len({rad.kommunenummer or rad.kommune for rad in rader})),
        "Dataår": aarsspenn(rad.aar for rad in rader),
        f"Tonn CO2-ekvivalenter i {sist}, alle kommuner": f"{i_alt:f}",
        f"Tonn CO2-ekvivalenter i {sist}, egen kommune": f"{egne:f}",
    }
