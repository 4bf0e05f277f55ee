"""Avstemming: the ledger beside the published KOSTRA amounts, and each difference taken apart into causes (REGN-12).

Pure. Published − ledger = the parts that can be computed + what persons have explained + what is unexplained.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from rodtraad.kostra.avstemmingsaarsaker import BEREGNERE, KAN_GJELDE, Sak, passer
from rodtraad.kostra.avstemmingsregler import Avstemmingsregler, Kontoutvalg
from rodtraad.kostra.avstemmingsverdier import Avstemmingsrad, Del, Fakta, Personforklaring, Stilling
from rodtraad.kostra.publisert import Publisert


def ta_fra_hverandre(
    rad: Avstemmingsrad, fakta: Fakta, andre: Sequence[Publisert], regler: Avstemmingsregler
) -> Avstemmingsrad:
    """The line with the parts of its difference that can be computed, in the order of the rules."""
    deler: list[Del] = []
    rest = rad.differanse
    for aarsak in regler.aarsaker:
        if not rest or not passer(aarsak, rad, (d.aarsak.id for d in deler)):
            continue
        ore = BEREGNERE[aarsak.slag](Sak(rad, fakta, andre, rest), aarsak)
        if ore:
            deler.append(Del(aarsak, ore))
            rest -= ore
    return replace(rad, deler=tuple(deler))


def avstem(
    publiserte: Sequence[Publisert],
    fakta: Fakta,
    regler: Avstemmingsregler,
    navn: Mapping[str, str],
    forklaringer: Iterable[Personforklaring] = (),
) -> tuple[Avstemmingsrad, ...]:
    """Every line: functions, financial lines, what lacks a code, and functions that are not published.

    `navn` gives KOSTRA's names of functions. Figures per inhabitant need `fakta.innbyggere`.
    """
    alle = list(forklaringer)
    rader = [
        replace(
            ta_fra_hverandre(rad, fakta, publiserte, regler),
            forklaringer=tuple(f for f in alle if f.rad_id == rad.id),
        )
        for rad in lag_rader(publiserte, fakta, regler)
    ]
    rester = {rad.id: (rad.omraade, rad.uforklart) for rad in rader if rad.funksjoner and rad.uforklart}
    ferdige = [_med_stilling(rad, fakta, publiserte, regler, rester) for rad in rader]
    return (*ferdige, *_ikke_publiserte(ferdige, fakta, regler, navn))


def _med_stilling(
    rad: Avstemmingsrad,
    fakta: Fakta,
    andre: Sequence[Publisert],
    regler: Avstemmingsregler,
    rester: Mapping[str, tuple[str, int]],
) -> Avstemmingsrad:
    if rad.kostra is None or rad.regnskap is None:
        return rad
    if not rad.uforklart:
        bare_avrunding = all(d.aarsak.slag == "avrunding" for d in rad.deler) and not rad.forklaringer
        return replace(rad, stilling=Stilling.STEMMER if bare_avrunding else Stilling.FORKLART)
    sak, funnet = Sak(rad, fakta, andre, rad.uforklart), [d.aarsak.id for d in rad.deler]
    mulige = [a for a in regler.mulige if passer(a, rad, funnet) and KAN_GJELDE[a.slag](sak, rester)]
    return replace(
        rad,
        stilling=Stilling.UFORKLART,
        mulige=tuple(mulige),
        er_funn=regler.grenser.er_funn(rad.uforklart, rad.regnskap),
    )


def lag_rader(
    publiserte: Iterable[Publisert], fakta: Fakta, regler: Avstemmingsregler
) -> Iterable[Avstemmingsrad]:
    """The lines with their two amounts, before anything is explained."""
    for tall in publiserte:
        if not tall.er_belop:
            continue
        linje = None if tall.funksjon else next((en for en in regler.linjer if en.er(tall.navn)), None)
        funksjoner = linje.funksjoner if linje else (tall.funksjon,) if tall.funksjon else ()
        utvalg = linje.utvalg if linje else regler.netto_drift.paa(funksjoner)
        fortegn = linje.fortegn if linje else 1
        grunn = Avstemmingsrad(
            tall.id, funksjoner, tall.navn, tall.omraade, Stilling.UTEN_KODE, utvalg, fortegn, tall,
            kostra=tall.ore(fakta.innbyggere) if fakta.innbyggere or tall.i_kroner else None,
            avrunding=tall.avrunding(fakta.innbyggere),
        )  # fmt: skip
        if not funksjoner and linje is None:
            yield grunn
        elif not (fakta.balanse if utvalg.kapitler else fakta.summer):
            yield replace(grunn, stilling=Stilling.IKKE_I_HOVEDBOKEN)
        else:
            yield replace(grunn, regnskap=fortegn * sum_i(utvalg, fakta), stilling=Stilling.UFORKLART)


def sum_i(utvalg: Kontoutvalg, fakta: Fakta) -> int:
    """The ledger facts of a selection, in øre."""
    if utvalg.kapitler:
        return sum(ore for kapittel, ore in fakta.balanse.items() if kapittel in utvalg.kapitler)
    return sum(ore for nokkel, ore in fakta.summer.items() if utvalg.tar(*nokkel))


def _ikke_publiserte(
    rader: Iterable[Avstemmingsrad], fakta: Fakta, regler: Avstemmingsregler, navn: Mapping[str, str]
) -> Iterable[Avstemmingsrad]:
    """Functions with net operating cost in the ledger and no published figure, when functions are published at all."""
    med = {f for rad in rader for f in rad.funksjoner}
    brukte = sorted({f for k, f, a in fakta.summer if regler.netto_drift.tar(k, f, a)} - med) if med else []
    for funksjon in brukte:
        utvalg = regler.netto_drift.paa((funksjon,))
        yield Avstemmingsrad(
            f"hovedbok|{funksjon}", (funksjon,), navn.get(funksjon, ""), "", Stilling.IKKE_PUBLISERT, utvalg,
            regnskap=sum_i(utvalg, fakta),
        )  # fmt: skip
