"""Population and its changes per year: the demonstration's CSV, SSB's answers, and SSB's table of counts as CSV."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from rodtraad.innlesing.feilliste import Feilliste
from rodtraad.innlesing.kilde import Utkast
from rodtraad.innlesing.register import kilde
from rodtraad.innlesing.tabelleser import Rad, les_tabell, raa_rader
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.statistikk.datasettkilde import Lest, aarsspenn, advar, en_fil, nummererte, utkast
from rodtraad.statistikk.datasettkrav import AAR, CC_BY, SSB, Datasettkrav, heltall, tekst
from rodtraad.statistikk.kilder.befolkning.ssb import endringer, er_endringer, folketall, les_svar
from rodtraad.statistikk.kontroller import BEFOLKNING
from rodtraad.statistikk.queries import kommunevalg
from rodtraad.statistikk.raadatasett import FOLKETALL, FOLKETALL_ALDER
from rodtraad.statistikk.ssb.kube import Kube
from rodtraad.statistikk.tabellkilde import Tabellkilde

_TALL = (
    "folketall_inngang", "fodte", "dode", "fodselsoverskudd", "innvandring", "utvandring",
    "innflytting_innenlands", "utflytting_innenlands", "netto_innvandring_flytting", "folkevekst",
    "folketall_utgang",
)  # fmt: skip
_STED: Final = {"kommunenummer": tekst(paakrevd=False), "kommune": tekst(), "aar": AAR}
FOLK: Final = Datasettkrav(
    FOLKETALL, "Folketall 1. januar per kommune", SSB, CC_BY, {**_STED, "personer": heltall(paakrevd=False)}
)
FOLK_ALDER: Final = Datasettkrav(
    FOLKETALL_ALDER,
    "Folketall 1. januar etter alder",
    SSB,
    CC_BY,
    {**_STED, "alder": tekst(), "personer": heltall()},
)
ENDRING: Final = Datasettkrav(
    "befolkning",
    "Befolkningsutvikling",
    SSB,
    CC_BY,
    {"aar": AAR} | dict.fromkeys(_TALL, heltall()),
    BEFOLKNING,
)
TABELLFORM: Final = {
    "region": tekst(),
    "statistikkvariabel": tekst(),
    "år": AAR,
    "value": heltall(paakrevd=False),
}
"""SSB's table of counts as its own tools write it to CSV."""


@kilde("befolkning")
class Befolkning(Tabellkilde):
    """Births, deaths, moving and population at the end of each year (DEMO-01), and the count on 1 January."""

    navn = "befolkning"
    beskrivelse = "Folketall, fødte, døde og flytting per år: CSV, eller SSBs svar (07459, 01222, 06913)"
    vises_paa = "statistikk:befolkning"
    datasett = (ENDRING,)
    filtyper = (".csv", ".xlsx", ".json")

    def les(self, filer: Sequence[Path], *, profil: Path | None, aar: int | None) -> Utkast:
        """As a table of our own, an answer from SSB, or SSB's table of counts; which is seen from the file."""
        if len(filer) == 1 and filer[0].suffix.lower() == ".json":
            return self._svar(en_fil(self.navn, filer, profil=profil, aar=aar))
        if len(filer) == 1 and _er_tabellform(filer[0]):
            return self._tabellform(en_fil(self.navn, filer, profil=profil, aar=aar))
        return super().les(filer, profil=profil, aar=aar)

    def _svar(self, fil: Path) -> Utkast:
        lest = Lest(Feilliste(fil.name))
        try:
            kube = les_svar(fil)
        except RodtraadFeil as avvist:
            lest.feil.legg_til("befolkning-svar", avvist.meldinger[0], tiltak=" ".join(avvist.meldinger[1:]))
            return utkast(lest, nokkel="")
        lest.kontrolltotaler = {
            "Tabell hos SSB": kube.tabell,
            "Oppdatert": str(kube.oppdatert or "ikke oppgitt"),
        }
        for merknad in kube.maa_vises:
            lest.feil.merk("SSB", merknad.tekst)
        return _endringssvar(kube, lest) if er_endringer(kube) else _folketallsvar(kube, lest)

    def _tabellform(self, fil: Path) -> Utkast:
        lest = Lest(Feilliste(fil.name))
        rader, funn = les_tabell(fil, kolonner=TABELLFORM)
        poster = [
            {"kommunenummer": None, "kommune": rad["region"], "aar": rad["år"], "personer": rad["value"]}
            for rad in rader
            if str(rad["statistikkvariabel"]).startswith("Personer")
        ]
        _dobbelt(rader, lest.feil)
        lest.datasett = [(FOLK, nummererte(poster))]
        lest.kontrolltotaler = _totaler(poster)
        ferdig = utkast(lest, nokkel=f"statistikk:{FOLKETALL}")
        return Utkast(
            ferdig.antall,
            ferdig.kontrolltotaler,
            [*funn, *ferdig.funn],
            ferdig.lagre,
            ferdig.erstatter_nokkel,
        )


def _er_tabellform(fil: Path) -> bool:
    _, celler = next(raa_rader(fil), (0, []))
    return set(TABELLFORM) <= {celle.strip() for celle in celler}


def _endringssvar(kube: Kube, lest: Lest) -> Utkast:
    rader = nummererte(endringer(kube, lest.feil, kommunevalg().egen[0]))
    for kontroll in ENDRING.kontroller:
        for avvik in kontroll([rad for rad in rader if None not in rad.values()]):
            advar(lest.feil, avvik.regel, avvik.melding)
    lest.datasett = [(ENDRING, rader)]
    lest.kontrolltotaler |= {"Datasett": ENDRING.navn, "Dataår": aarsspenn(_aar(rader))}
    return utkast(lest, nokkel=f"statistikk:{ENDRING.navn}")


def _folketallsvar(kube: Kube, lest: Lest) -> Utkast:
    folk = folketall(kube, lest.feil)
    egen = kommunevalg().egen[0]
    med_alder = [f._asdict() for f in folk if f.alder]
    summer: dict[tuple[str, str, int], int] = {}
    for f in folk:
        nokkel = (f.kommunenummer.removeprefix("K-"), f.kommune, f.aar)
        summer[nokkel] = summer.get(nokkel, 0) + f.personer
    poster = [dict(zip(FOLK.kolonner, (*nokkel, antall), strict=True)) for nokkel, antall in summer.items()]
    if egen and not any(nummer == egen for nummer, _, _ in summer):
        advar(
            lest.feil, "befolkning-kommune", f"Svaret har ikke folketall for kommune {egen}.",
            "Hent tabellen også for kommunen installasjonen gjelder.",
        )  # fmt: skip
    egne = [rad for rad in med_alder if str(rad["kommunenummer"]).removeprefix("K-") == egen]
    lest.datasett = [(FOLK, nummererte(poster)), (FOLK_ALDER, nummererte(egne))]
    lest.kontrolltotaler |= _totaler(poster)
    return utkast(lest, nokkel=f"statistikk:{FOLKETALL}")


def _totaler(poster: Sequence[Mapping[str, object]]) -> dict[str, int | str]:
    """Regions, years, and persons of the last year, to hold against SSB's own table."""
    aarene = [aar for post in poster if isinstance(aar := post["aar"], int)]
    sist = max(aarene, default=0)
    personer = sum(n for post in poster if post["aar"] == sist and isinstance(n := post["personer"], int))
    return {
        "Datasett": FOLKETALL,
        "Kommuner": str(len({post["kommune"] for post in poster})),
        "Dataår": aarsspenn(aarene),
        f"Personer 1. januar {sist}": str(personer),
    }


def _dobbelt(rader: Sequence[Rad], feil: Feilliste) -> None:
    sett: dict[tuple[object, ...], int] = {}
    for rad in rader:
        nokkel = (rad["region"], rad["statistikkvariabel"], rad["år"])
        forste = sett.setdefault(nokkel, rad.nr)
        if forste != rad.nr:
            feil.legg_til(
                "befolkning-dobbelt", f"{rad['region']} {rad['år']} står også i rad {forste}.", rad=rad.nr,
                tiltak="La hver kommune ha ett tall per år.",
            )  # fmt: skip


def _aar(rader: Sequence[Rad]) -> list[int]:
    return [aar for rad in rader if isinstance(aar := rad["aar"], int)]
