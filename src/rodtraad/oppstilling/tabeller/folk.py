"""Folk: population and projections, sick leave, and the teacher norm (DEMO-01, DEMO-03, HR-01, KVAL-02)."""

from collections.abc import Sequence

from rodtraad.oppstilling import kolonner as kol
from rodtraad.oppstilling.bygg import Bygget
from rodtraad.oppstilling.datasettabell import Datasettoppsett, tall, vis, vis_poster
from rodtraad.oppstilling.grunnlag import Post
from rodtraad.oppstilling.kolonner import Kolonnevalg
from rodtraad.oppstilling.kontekst import Kontekst
from rodtraad.oppstilling.tabell import Kolonne, Verdi
from rodtraad.oppstilling.tabeller.register import tabell

AAR = kol.oppgitt("aar", "År", "aar")
NORM = "Forskrift til opplæringslova, norm for lærertetthet (gruppestørrelse 2)"


@tabell(
    "sykefravaer", "Sykefravær", "Folketrygdloven kapittel 8; kommunens fraværsføring", fra_hovedbok=False
)
def sykefravaer(k: Kontekst) -> Bygget:
    """Short, long and total absence in percent per unit, five years."""
    kolonner = (
        kol.noekkel("nivaa"),
        kol.noekkel("rammeomrade"),
        kol.noekkel("enhet_kode"),
        kol.tekst("enhet", "Enhet", radtittel=True),
        AAR,
        kol.oppgitt("korttid_pct", "Korttid %", "prosent", 2),
        kol.oppgitt("langtid_pct", "Langtid %", "prosent", 2),
        kol.oppgitt("samlet_pct", "Samlet %", "prosent", 2),
    )
    oppsett = Datasettoppsett(kolonner, enhet="prosent", gruppe="enhet", unit=_enhet)
    return vis(k, "sykefravaer", "Sykefravær", oppsett)


def _enhet(k: Kontekst, post: Post) -> str:
    """The unit of a record, by its level and name."""
    enheter = k.rammeomraader if post["nivaa"] == "rammeomrade" else k.virksomheter
    return next((enhet.kode for enhet in enheter if enhet.navn == post["enhet"]), "")


@tabell("befolkning", "Befolkningsutvikling", "Statistikkloven § 10; SSBs folketall", fra_hovedbok=False)
def befolkning(k: Kontekst) -> Bygget:
    """Population and its changes; the two balances are computed, growth is the source's own."""
    navn = {
        "folketall_inngang": "Ved inngangen",
        "fodte": "Fødte",
        "dode": "Døde",
        "fodselsoverskudd": "Fødselsoverskudd",
        "innvandring": "Innvandring",
        "utvandring": "Utvandring",
        "innflytting_innenlands": "Innflytting",
        "utflytting_innenlands": "Utflytting",
        "netto_innvandring_flytting": "Netto innvandring og flytting",
        "folkevekst": "Folkevekst",
        "folketall_utgang": "Ved utgangen",
    }
    aar = Kolonnevalg(Kolonne("aar", "År", "aar", er_radtittel=True))
    kolonner = (aar, *(kol.oppgitt(kolonne, tittel) for kolonne, tittel in navn.items()))
    beregnede = {"fodselsoverskudd": _fodselsoverskudd, "netto_innvandring_flytting": _netto_flytting}
    oppsett = Datasettoppsett(kolonner, beregnede=beregnede, enhet="personer")
    return vis(k, "befolkning", "Befolkningsutvikling", oppsett)


def _fodselsoverskudd(post: Post) -> Verdi:
    regnet = _regnestykke(post, pluss=("fodte",), minus=("dode",))
    return post["fodselsoverskudd"] if regnet is None else regnet


def _netto_flytting(post: Post) -> Verdi:
    """The source's own where it does not part moving from immigration (SSB 06913)."""
    regnet = _regnestykke(
        post, pluss=("innvandring", "innflytting_innenlands"), minus=("utvandring", "utflytting_innenlands")
    )
    return post["netto_innvandring_flytting"] if regnet is None else regnet


def _regnestykke(post: Post, *, pluss: tuple[str, ...], minus: tuple[str, ...]) -> Verdi:
    """The balance of given counts, or nothing when one of them is not given."""
    ledd = [(1, tall(post[navn])) for navn in pluss] + [(-1, tall(post[navn])) for navn in minus]
    if any(antall is None for _, antall in ledd):
        return None
    return sum(fortegn * antall for fortegn, antall in ledd if antall is not None)


@tabell(
    "framskriving_alternativer",
    "Framskrevet folketall etter alternativ, år og aldersgruppe",
    "Statistikkloven § 10; SSBs framskriving av folketallet",
    fra_hovedbok=False,
)
def framskriving_alternativer(k: Kontekst) -> Bygget:
    """SSB's alternatives side by side, with the change from the first year; the sums are computed (DEMO-03)."""
    id_ = "framskriving_alternativer"
    poster = k.grunnlag.datasett.get(id_, ())
    aar = sorted({post["aar"] for post in poster if isinstance(post["aar"], int)})
    kolonner = (
        kol.tekst("alternativ", "Alternativ", radtittel=True),
        AAR,
        kol.tekst("aldersgruppe", "Aldersgruppe"),
        kol.oppgitt("personer", "Personer"),
        kol.oppgitt("endring", f"Endring fra {aar[0]}" if aar else "Endring"),
        kol.noekkel("er_sum"),
    )
    tittel = "Framskrevet folketall etter alternativ, år og aldersgruppe"
    oppsett = Datasettoppsett(kolonner, enhet="personer", gruppe="alternativ")
    spenn = f" {aar[0]}–{aar[-1]}" if aar else ""
    return vis_poster(k, id_, f"{tittel}{spenn}", oppsett, _med_aarssummer(poster))


def _med_aarssummer(poster: Sequence[Post]) -> list[Post]:
    """The age groups of each alternative and year, and their sum."""
    grupper: dict[tuple[Verdi, Verdi], list[Post]] = {}
    for post in poster:
        grupper.setdefault((post["alternativ"], post["aar"]), []).append(post)
    ut: list[Post] = []
    for (alternativ, aar), deler in grupper.items():
        ut += [{**post, "er_sum": 0} for post in deler]
        personer, endring = (
            sum(verdi for post in deler if (verdi := tall(post[kolonne])) is not None)
            for kolonne in ("personer", "endring")
        )
        ut.append(
            {"alternativ": alternativ, "aar": aar, "aldersgruppe": "Sum", "personer": personer,
             "endring": endring, "er_sum": 1}
        )  # fmt: skip
    return ut


@tabell("laerernorm", "Lærernorm", NORM, fra_hovedbok=False)
def laerernorm(k: Kontekst) -> Bygget:
    """Pupils per grade with the group size of the main stage."""
    kolonner = (
        kol.tekst("skole", "Skole", radtittel=True),
        kol.tekst("hovedtrinn", "Hovedtrinn"),
        kol.tekst("trinn", "Trinn"),
        kol.oppgitt("elever", "Elever"),
        kol.oppgitt("norm_elever_per_laerer", "Norm"),
        kol.oppgitt("gruppestorrelse_hovedtrinn", "Gruppestørrelse", desimaler=1),
    )
    return vis(k, "laerernorm", "Lærernorm", Datasettoppsett(kolonner, enhet="elever", gruppe="skole"))
