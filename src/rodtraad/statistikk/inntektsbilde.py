"""What the page on delkostnadsindekser shows: index and weight per sector and year, and whether the weights make 1."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext

from rodtraad.kjerne.tallformat import vis_tall
from rodtraad.statistikk.queries import datasett, kommunevalg, opplysninger
from rodtraad.statistikk.sidetabell import TOM, Siderad, Sidetabell, kilde_i_ord, vist


@dataclass(frozen=True, slots=True)
class Inntektsbilde:
    """The table (None when nothing is read in), what the files say of themselves, and weights that do not make 1."""

    kommune: str
    tabell: Sidetabell | None
    opphav: tuple[str, ...]
    vektavvik: tuple[str, ...]


def inntektsbilde() -> Inntektsbilde:
    """One's own municipality: a row per sector, and per year the index and the weight."""
    egen = kommunevalg().egen[1]
    poster = [p for p in datasett("delkostnadsindekser") if p["kommune"] == egen]
    aarene = sorted({int(str(p["aar"])) for p in poster})
    celler = {(str(p["sektor"]), int(str(p["aar"]))): p for p in poster}
    sektorer = list(dict.fromkeys(sektor for sektor, _ in celler))
    vekter: dict[int, Decimal] = defaultdict(Decimal)
    for (_, aar), post in celler.items():
        vekter[aar] += Decimal(str(post["vekt"] or 0))
    rader = [
        Siderad(
            sektor,
            tuple(
                vist(celler[sektor, aar][felt] if (sektor, aar) in celler else None, desimaler)
                for aar in aarene
                for felt, desimaler in (("indeks", 4), ("vekt", 3))
            ),
            er_sum=sektor == "Samlet",
        )
        for sektor in sektorer
    ]
    if any(vekter.values()):
        sum_ = (f"{vis_tall(vekter[aar], 3)}" if vekter[aar] else TOM for aar in aarene)
        rader.append(
            Siderad(gettext("Sum av vektene"), tuple(c for verdi in sum_ for c in (TOM, verdi)), er_sum=True)
        )
    om = {o.navn: o for o in opplysninger()}
    return Inntektsbilde(
        kommune=egen,
        tabell=Sidetabell(
            tittel=gettext("Delkostnadsindekser: landet er 1"),
            forste=gettext("Sektor"),
            kolonner=tuple(
                f"{aar} {ord_}" for aar in aarene for ord_ in (gettext("indeks"), gettext("vekt"))
            ),
            rader=tuple(rader),
            kilde=kilde_i_ord(om.get("delkostnadsindekser")),
        )
        if poster
        else None,
        opphav=tuple(dict.fromkeys(str(p["opphav"]) for p in poster if p["opphav"])),
        vektavvik=tuple(
            gettext("Vektene for %(aar)s er til sammen %(sum)s, ikke 1.")
            % {"aar": aar, "sum": vis_tall(sum_, 3)}
            for aar, sum_ in sorted(vekter.items())
            if len(sektorer) > 2 and sum_ and abs(sum_ - 1) > Decimal("0.001")  # noqa: PLR2004 - one index alone
        ),
    )
