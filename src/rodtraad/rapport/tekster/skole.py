"""School figures in words: pupils, teacher norm, SFO, tests, the pupil survey."""

from decimal import Decimal

from rodtraad.kjerne.tallformat import vis_tall
from rodtraad.oppstilling.grunnlag import Organisasjonsenhet, Post
from rodtraad.rapport.bidrag import avsnittene, tekst
from rodtraad.rapport.dokument import Blokk
from rodtraad.rapport.innhold import Innhold, tallverdi, tekstverdi
from rodtraad.rapport.tall import antall, endring_prosent, opplisting, stor


def elever_per_skole(inn: Innhold) -> dict[str, int]:
    """School → pupils, summed over main stages (R-55)."""
    skoler: dict[str, int] = {}
    for rad in inn.rader("laerernorm_hovedtrinn"):
        skoler[rad.tekst("skole")] = skoler.get(rad.tekst("skole"), 0) + int(rad.tall("elever"))
    return skoler


@tekst("skole.elevtall")
def elevtall(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Pupils in all and per school."""
    skoler = elever_per_skole(inn)
    if not skoler:
        return ()
    ledd = [f"{vis_tall(n)} ved {skole}" for skole, n in sorted(skoler.items(), key=lambda par: -par[1])]
    return avsnittene(
        [f"Grunnskolen har {antall(sum(skoler.values()), 'elev', 'elever')}: {opplisting(ledd)}."]
    )


@tekst("skole.laerernorm")
def laerernorm(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Whether the teacher norm is met at each school and stage (R-54)."""
    trinn = {
        (r.tekst("skole"), r.tekst("hovedtrinn")): (
            r.tall("gruppestorrelse"),
            r.tall("norm"),
        )
        for r in inn.rader("laerernorm_hovedtrinn")
    }
    if not trinn:
        return ()
    brudd = [f"{skole} {trinnavn(t)} ({vis_tall(v[0], 1)})" for (skole, t), v in trinn.items() if v[0] > v[1]]
    setninger = ["Lærernormen sier hvor mange elever det høyst kan være per lærer i vanlig undervisning."]
    if brudd:
        setninger.append(f"Den er ikke oppfylt ved {opplisting(brudd)}.")
    else:
        setninger.append("Alle skolene oppfyller den på alle hovedtrinn.")
        lik = [f"{skole} {trinnavn(t)}" for (skole, t), v in trinn.items() if v[0] == v[1]]
        if lik:
            setninger.append(f"Ved {opplisting(lik)} er gruppene akkurat så store som normen tillater.")
    return avsnittene(setninger)


def trinnavn(hovedtrinn: str) -> str:
    """A main stage in words: «1.–4. trinn»."""
    return f"{hovedtrinn.replace('-', '.–')}. trinn"


@tekst("skole.sfo")
def sfo(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Children, cost and income of SFO over the years given (R-52)."""
    setninger = []
    for post in inn.poster("sfo", aar=inn.aar):
        navn, verdi = tekstverdi(post, "navn"), tallverdi(post, "verdi")
        tidligere = [p for p in inn.poster("sfo", navn=navn) if int(str(p["aar"])) < inn.aar]
        fra = tallverdi(tidligere[0], "verdi") if tidligere else None
        if verdi is None or not fra:
            continue
        retning = "gikk ned" if verdi < fra else "økte"
        enhet = " mill. kroner" if tekstverdi(post, "enhet") == "mill. kr" else ""
        setninger.append(
            f"{navn} {retning} fra {vis_tall(fra)} til {vis_tall(verdi)}{enhet} "
            f"fra {tidligere[0]['aar']} til {inn.aar} "
            f"({vis_tall(abs(endring_prosent(fra, verdi, 0)))}\u202f%)."
        )
    return avsnittene(setninger)


@tekst("skole.samisk")
def samisk(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Pupils with Sámi tuition."""
    poster = [
        p for p in inn.poster("samisk_opplaering") if tekstverdi(p, "navn").startswith("Elever med samisk")
    ]
    egne = inn.enkelttall(
        "samisk_opplaering", navn=f"herav i {inn.grunnlag.kommune.navn.removesuffix(' kommune')} kommune"
    )
    fjern = inn.enkelttall("samisk_opplaering", navn="Elever med fjernundervisning")
    if not poster or (antall_ := tallverdi(poster[0], "antall")) is None:
        return ()
    setning = (
        f"{stor(antall(int(antall_), 'elev', 'elever'))} fikk "
        f"undervisning i samisk {tekstverdi(poster[0], 'periode')}"
    )
    if egne is not None and fjern is not None:
        setning += (
            f": {antall(int(egne), 'elev', 'elever')} i kommunen og "
            f"{antall(int(fjern), 'elev', 'elever')} som fjernundervisning"
        )
    return avsnittene([f"{setning}."])


@tekst("skole.nasjonale_prover")
def nasjonale_prover(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Own result against the country, test by test."""
    over: list[str] = []
    under: list[str] = []
    likt: list[str] = []
    for post in inn.poster("nasjonale_prover", aar=inn.aar):
        egen, landet = egen_skaar(post), tallverdi(post, "nasjonalt")
        if egen is None or landet is None:
            continue
        navn = f"{tekstverdi(post, 'fag').lower()} på {tekstverdi(post, 'trinn')}. trinn"
        (over if egen > landet else under if egen < landet else likt).append(
            f"{navn} ({vis_tall(egen)} mot {vis_tall(landet)})"
            if egen != landet
            else f"{navn} ({vis_tall(egen)})"
        )
    ledd = (("Over landet: ", over), ("Likt med landet: ", likt), ("Under landet: ", under))
    return avsnittene([f"{ord_}{opplisting(liste)}." for ord_, liste in ledd if liste])


def egen_skaar(post: Post) -> Decimal | None:
    """The own result: the first column that is neither key, country nor earlier year."""
    nokler = {"aar", "trinn", "fag", "nasjonalt", "forrige_8_trinn", "merknad", "rekkefolge"}
    return next((tallverdi(post, navn) for navn in post if navn not in nokler), None)


@tekst("skole.elevundersokelse")
def elevundersokelse(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Where the schools are above and below the country, and what is suppressed (R-56)."""
    poster = inn.poster("elevundersokelse", aar=inn.aar)
    landet = {
        (tekstverdi(p, "indikator"), tekstverdi(p, "trinn")): tallverdi(p, "verdi")
        for p in poster
        if tekstverdi(p, "omrade") == "Nasjonalt"
    }
    under = []
    for post in poster:
        nokkel = (tekstverdi(post, "indikator"), tekstverdi(post, "trinn"))
        egen, snitt = tallverdi(post, "verdi"), landet.get(nokkel)
        if (
            "skole" in tekstverdi(post, "omrade")
            and egen is not None
            and snitt is not None
            and egen < snitt
            and tekstverdi(post, "enhet") != "prosent"
        ):
            under.append(f"{nokkel[0].lower()} på {nokkel[1]}. trinn ved {tekstverdi(post, 'omrade')}")
    setninger = ["Skalaen går fra 1 til 5, der 5 er best."] if poster else []
    if under:
        setninger.append(
            f"Under landet: {opplisting(under)}. Ellers er skolene på linje med landet eller over."
        )
    skjult = [p for p in poster if tallverdi(p, "verdi") is None]
    if skjult:
        ledd = [
            f"{tekstverdi(p, 'indikator').lower()} på {tekstverdi(p, 'trinn')}. trinn ved {tekstverdi(p, 'omrade')}"
            for p in skjult
        ]
        setninger.append(f"Tallet for {opplisting(ledd)} er skjult fordi det gjelder få elever.")
    return avsnittene(setninger)
