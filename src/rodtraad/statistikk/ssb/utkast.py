"""Answers, or a query, as the draft of an import: read, held against the query, the last answer and Klass."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Final

from rodtraad.innlesing.kilde import Utkast
from rodtraad.innlesing.services import Innlesing
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kjerne.funn import Alvor, Funn
from rodtraad.statistikk.models import Datasett
from rodtraad.statistikk.services import lagre_datasett
from rodtraad.statistikk.ssb import lager
from rodtraad.statistikk.ssb.adresser import adresser
from rodtraad.statistikk.ssb.datasettbygg import Datasettbygger
from rodtraad.statistikk.ssb.henter import Henter
from rodtraad.statistikk.ssb.innhold import Tabellsvar, les_svar, sammenlignet, sporringsfunn, tabellfunn
from rodtraad.statistikk.ssb.klient import hent_uttrekk
from rodtraad.statistikk.ssb.lagring import datasettmerknader, forrige_kube, lagre_henting, sha_av
from rodtraad.statistikk.ssb.regioner import Regioner, regioner
from rodtraad.statistikk.ssb.sporring import Sporring, les_sporring, sporring_av

SPORRING: Final = (".yaml", ".yml")
FERSK: Final = timedelta(minutes=15)
"""What was tried is what is read in, if it is done soon."""
TAALMODIGHET: Final = 90.0
"""Seconds a page or a command waits while a query is tried."""


def utkast_av(filer: Sequence[Path], profil: Path | None) -> Utkast:
    """The draft of answers with or without the query they are of, or of a query alone, which is then asked."""
    sporringer = [f for f in filer if f.suffix.lower() in SPORRING]
    her = regioner()
    if not sporringer:
        sporring = _sporring_i(profil, her) if profil else None
        return _utkast(filer, sporring, her, [])
    if len(filer) != 1 or profil is not None:
        raise RodtraadFeil(
            "En spørring leses inn alene.",
            "Skal lagrede svar leses med en spørring, gi spørringen med --profil.",
        )
    try:
        sporring = _sporring_i(sporringer[0], her)
    except RodtraadFeil as feil:
        return _utkast([], None, her, [_avvist("ssb-sporring", feil)])
    try:
        svarfiler, funn = _ferske_svar(sporring, her)
    except RodtraadFeil as feil:
        svarfiler, funn = [], [_avvist("ssb-hent", feil)]
    return _utkast(svarfiler, sporring, her, funn)


def _avvist(kontroll: str, feil: RodtraadFeil) -> Funn:
    return Funn(kontroll, Alvor.FEIL, feil.meldinger[0], "", " ".join(feil.meldinger[1:]))


def _sporring_i(fil: Path, her: Regioner) -> Sporring:
    try:
        return les_sporring(fil.read_text("utf-8"), sted=fil.name, regioner=her)
    except (OSError, UnicodeDecodeError):
        raise RodtraadFeil(
            f"{fil.name} kan ikke leses som tekst i UTF-8.", "Lagre spørringen på nytt."
        ) from None


def _ferske_svar(sporring: Sporring, her: Regioner) -> tuple[list[Path], list[Funn]]:
    nokkel = "\n".join([sporring.tekst, repr(her), repr(adresser())])
    if husket := lager.husket(nokkel, siden=FERSK):
        return husket, []
    filer, funn = hent_svar(sporring, Henter(frist=TAALMODIGHET))
    if not any(f.er_feil for f in funn):
        lager.husk(nokkel, filer)
    return filer, [f for f in funn if f.er_feil]


def hent_svar(sporring: Sporring, henter: Henter) -> tuple[list[Path], list[Funn]]:
    """Asks SSB, and keeps the answers. Raises RodtraadFeil when there are none to be had."""
    filer: list[Path] = []
    funn: list[Funn] = []
    for uttrekk in sporring.uttrekk:
        hentet = hent_uttrekk(uttrekk, henter=henter, adresser=adresser())
        filer += [lager.legg_svar(svar) for svar in hentet.svar]
        funn += hentet.funn
    return filer, funn


def _utkast(filer: Sequence[Path], sporring: Sporring | None, her: Regioner, funn: list[Funn]) -> Utkast:
    svar, lesefunn = les_svar(filer)
    funn = [*funn, *lesefunn]
    if sporring is None and svar:
        sporring = les_sporring(
            sporring_av({t: s.kube for t, s in svar.items()}), sted="svaret", regioner=her
        )
    elif sporring is not None and not any(f.er_feil for f in funn):
        funn += sporringsfunn(sporring, svar)
    navn = sporring.navn if sporring else ""
    for tabell, ett in svar.items():
        funn += _reservefunn(ett) + tabellfunn(ett.kube)
        svar[tabell], endret = sammenlignet(ett, forrige_kube(navn, tabell))
        funn += endret
    bygger, rader = None, []
    if sporring and sporring.datasett and not any(f.er_feil for f in funn):
        bygger = Datasettbygger(sporring.datasett, {t: s.kube for t, s in svar.items()}, her)
        rader = bygger.rader()
        funn += [*her.funn(), *bygger.funn, *_finnes_fra_for(bygger, navn)]
        if not rader:
            funn.append(_ingen_rader(bygger))

    def lagre(innlesing: Innlesing) -> None:
        if sporring is None:
            raise RodtraadFeil("Det er ingen svar å lagre.", "Les inn minst ett svar fra SSB.")
        henting = lagre_henting(innlesing, sporring, svar, funn)
        if bygger is not None:
            merknader = datasettmerknader(bygger, svar, henting)
            lagre_datasett(bygger.krav(), rader, innlesing_id=innlesing.id, merknader=merknader)

    return Utkast(
        antall=sum(len(s.kube.verdier) for s in svar.values()),
        kontrolltotaler=_totaler(svar)
        | ({f"Rader i {bygger.krav().navn}": str(len(rader))} if bygger else {}),
        funn=funn,
        lagre=lagre,
        erstatter_nokkel=f"ssb:{navn}",
        klargjor=lambda: _behold(svar),
    )


def _behold(svar: Mapping[str, Tabellsvar]) -> None:
    for ett in svar.values():
        for fil in ett.filer:
            lager.legg_raa(fil.read_bytes())


def _totaler(svar: Mapping[str, Tabellsvar]) -> dict[str, int | str]:
    ut: dict[str, int | str] = {}
    for tabell, ett in svar.items():
        dag = f", oppdatert av SSB {ett.kube.oppdatert:%d.%m.%Y}" if ett.kube.oppdatert else ""
        uten = sum(v is None for v in ett.kube.verdier)
        ut[f"Tabell {tabell}"] = f"{len(ett.kube.verdier)} celler, {uten} uten tall{dag}"
    if endret := sum(len(s.endringer) for s in svar.values()):
        ut["Endret siden sist"] = str(endret)
    return ut


def _reservefunn(svar: Tabellsvar) -> list[Funn]:
    if any(lager.opphav(sha_av(f)).tjeneste == "v1" for f in svar.filer):
        melding = "PxWebApi v2 svarte ikke, så tallene er hentet med v1."
        return [
            Funn(
                "ssb-reserve",
                Alvor.INFO,
                melding,
                f"tabell {svar.kube.tabell}",
                "Hent på nytt når v2 svarer.",
            )
        ]
    return []


def _finnes_fra_for(bygger: Datasettbygger, navn: str) -> list[Funn]:
    """The newest import of a dataset is the one that counts, whatever source it came from."""
    datasett = bygger.krav().navn
    andre = Datasett.objects.filter(navn=datasett, innlesing__status="gyldig").exclude(
        innlesing__nokkel=f"ssb:{navn}"
    )
    return [
        Funn(
            "ssb-datasett-fra-for", Alvor.INFO, f"{datasett} er lest inn før, fra kilden «{rad.innlesing.kilde}».",
            rad.innlesing.fil, "Tallene fra SSB gjelder foran. Trekkes de tilbake, gjelder de gamle igjen.",
        )
        for rad in andre.select_related("innlesing")
    ]  # fmt: skip


def _ingen_rader(bygger: Datasettbygger) -> Funn:
    melding = f"Svarene gir ingen rader i {bygger.krav().navn}."
    return Funn("ssb-datasett", Alvor.FEIL, melding, "", "Rett «datasett» i spørringen.")
