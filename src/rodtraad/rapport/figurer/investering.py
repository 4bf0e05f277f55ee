"""Charts of investments: used against budget, and the state of the projects."""

from rodtraad.oppstilling.grunnlag import Organisasjonsenhet
from rodtraad.oppstilling.tabell import Kolonne
from rodtraad.rapport.bidrag import figur
from rodtraad.rapport.dokument import Figur
from rodtraad.rapport.figurer.data import datatabell, oppramsing
from rodtraad.rapport.figurer.okonomi import PER_MILL, TUSEN, mill, millioner, regnskapskilde
from rodtraad.rapport.figurer.stolper import Stolpe, stolper
from rodtraad.rapport.innhold import Innhold
from rodtraad.rapport.tall import andel
from rodtraad.rapport.tekster.investering import prosjektrader, statussum
from rodtraad.rapport.tekster.vedtak import oppdragsstatus

_FLEST = 12


@figur("investeringer_rammeomrader")
def investeringer_rammeomrader(inn: Innhold, _: Organisasjonsenhet | None) -> Figur | None:
    """Investment accounts against the revised budget per area."""
    rader, brukt_ore, budsjett_ore = [], 0, 0
    for ramme in inn.rammeomrader():
        sum_ = statussum(inn, ramme)
        if sum_:
            brukt_ore += sum_.ore(f"regnskap_{inn.aar}")
            budsjett_ore += sum_.ore(f"rev_bud_{inn.aar}")
            rader.append(
                (ramme.navn, int(sum_.tall(f"regnskap_{inn.aar}")), int(sum_.tall(f"rev_bud_{inn.aar}")))
            )
    if not rader or budsjett_ore <= 0:
        return None
    return _brukt(
        inn,
        "investeringer_rammeomrader",
        rader,
        f"{andel(brukt_ore, budsjett_ore)} av investeringsbudsjettet ble brukt",
        None,
    )


@figur("investering_status")
def investering_status(inn: Innhold, enhet: Organisasjonsenhet | None) -> Figur | None:
    """The largest projects of an area: used against the revised budget."""
    if enhet is None:
        return None
    rader = [
        (r.tekst("prosjekt"), int(r.tall(f"regnskap_{inn.aar}")), int(r.tall(f"rev_bud_{inn.aar}")))
        for r in prosjektrader(inn, enhet)
    ]
    rader = sorted(rader, key=lambda r: (-r[2], r[0]))[:_FLEST]
    if len(rader) < 2:  # noqa: PLR2004
        return None
    return _brukt(inn, "investering_status", rader, f"{rader[0][0]} er det største prosjektet", enhet)


def _brukt(
    inn: Innhold, navn: str, rader: list[tuple[str, int, int]], tittel: str, enhet: Organisasjonsenhet | None
) -> Figur:
    return Figur(
        id=navn,
        tittel=f"{tittel}; streken er revidert budsjett",
        alternativ="Liggende stolper med regnskap, og en strek for revidert budsjett, mill. kroner. Regnskap: "
        + oppramsing([(n, millioner(v)) for n, v, _ in rader], "mill. kroner", 1),
        spesifikasjon=stolper(
            [Stolpe(n, v, mill(v), referanse=b) for n, v, b in rader],
            aksetittel="mill. kroner",
            deler=PER_MILL,
        ),
        data=datatabell(
            inn,
            navn,
            "Investeringer mot revidert budsjett",
            kolonner=(
                Kolonne("navn", "Prosjekt" if enhet else "Rammeområde", er_radtittel=True),
                Kolonne(f"regnskap_{inn.aar}", f"Regnskap {inn.aar}", "belop"),
                Kolonne(f"rev_bud_{inn.aar}", f"Revidert budsjett {inn.aar}", "belop"),
            ),
            rader=rader,
            enhet=TUSEN,
            kilde=regnskapskilde(inn),
            fra_regnskap=True,
            enhet_kode=enhet.kode if enhet else "",
        ),
        kilde=regnskapskilde(inn),
    )


@figur("oppdragsstatus")
def status_oppdrag(inn: Innhold, _: Organisasjonsenhet | None) -> Figur | None:
    """Assignments from the council per status."""
    statuser = oppdragsstatus(inn)
    if not statuser:
        return None
    kilde = f"Kommunens register over oppdrag, {inn.aar}"
    return Figur(
        id="oppdragsstatus",
        tittel=f"{statuser[0][1]} av {sum(n for _, n in statuser)} oppdrag har status «{statuser[0][0]}»",
        alternativ=f"Liggende stolper, antall oppdrag per status. {oppramsing(statuser)}",
        spesifikasjon=stolper([Stolpe(s, n, str(n)) for s, n in statuser], aksetittel="oppdrag"),
        data=datatabell(
            inn,
            "oppdragsstatus",
            "Oppdrag per status",
            kolonner=(Kolonne("status", "Status", er_radtittel=True), Kolonne("antall", "Antall", "tall")),
            rader=statuser,
            enhet="antall",
            kilde=kilde,
        ),
        kilde=kilde,
    )
