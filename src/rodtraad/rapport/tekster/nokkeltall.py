"""A few large numbers at the head of a chapter."""

from collections.abc import Callable

from rodtraad.kjerne.tallformat import vis_prosent, vis_tall
from rodtraad.rapport.bidrag import tabellanker
from rodtraad.rapport.dokument import Tallsted
from rodtraad.rapport.innhold import Innhold, Rad
from rodtraad.rapport.tall import belop, endring_prosent
from rodtraad.rapport.tekster.felles import egen_kommune, folketall, netto_driftsresultat_prosent
from rodtraad.rapport.tekster.okonomi import resultatrad

Tallrekke = tuple[tuple[tuple[str, str, str], Tallsted], ...]


def okonomi(inn: Innhold) -> Tallrekke:
    """Result, net operating result, debt and population."""
    tall: list[tuple[tuple[str, str, str], Tallsted]] = []
    rad = resultatrad(inn)
    if rad is not None:
        ore = rad.ore(f"regnskap_{inn.aar}")
        i_fjor = f"{belop(rad.ore(f'regnskap_{inn.aar - 1}'))} året før"
        tall.append((("Merforbruk" if ore > 0 else "Mindreforbruk", belop(ore), i_fjor), _sted(rad)))
    resultat = netto_driftsresultat_prosent(inn)
    driftsresultat = inn.rad("okonomisk_oversikt_5_6", "post", "Netto driftsresultat")
    if resultat is not None and driftsresultat is not None:
        kort = ("Netto driftsresultat", vis_prosent(resultat), "av brutto driftsinntekter")
        tall.append((kort, _sted(driftsresultat)))
    gjeld = [
        r
        for r in inn.rader("handlingsregler_historikk")
        if r.tekst("indikator") == "netto_laanegjeld"
        and r.tekst("kommune") == egen_kommune(inn)
        and r.tall("aar") == inn.aar
    ]
    if gjeld:
        kort = ("Netto lånegjeld", vis_prosent(gjeld[0].tall("verdi")), "av brutto driftsinntekter")
        tall.append((kort, Tallsted(f"{tabellanker('handlingsregler_historikk')}-netto-laanegjeld")))
    folk = folketall(inn, inn.aar)
    if folk is not None:
        tall.append((("Innbyggere", vis_tall(folk), _vekst(inn, folk)), Tallsted(tabellanker("befolkning"))))
    return tuple(tall)


def _sted(rad: Rad) -> Tallsted:
    return Tallsted(tabellanker(rad.tabell.id), rad.tabell.id, rad.rad.linje)


def _vekst(inn: Innhold, folk: int) -> str:
    fjor = folketall(inn, inn.aar - 1)
    if fjor is None:
        return f"ved utgangen av {inn.aar}"
    prosent = endring_prosent(fjor, folk)
    return f"{vis_tall(folk - fjor)} siden året før ({vis_prosent(prosent)})"


NOKKELTALL: dict[str, Callable[[Innhold], Tallrekke]] = {"okonomi": okonomi}
