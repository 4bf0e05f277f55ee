"""KOSTRA files checked and laid out as lines of fixed width, line for line, for the ledger to read."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from rodtraad.hovedbok.queries import perioder_med_regnskap
from rodtraad.innlesing.feilliste import Feilliste
from rodtraad.innlesing.kilde import Utkast
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kjerne.funn import Alvor, Funn
from rodtraad.lov.kostra.data import Skjema, aar_med_regler, alle_skjema, leveranse
from rodtraad.lov.kostra.kontroll import kontroller_fil
from rodtraad.lov.kostra.post import MAKS_BYTE, NEGATIV_NULL, POSTLENGDE, Post, les_linjer
from rodtraad.organisasjon.queries import kommune

# The line given to the ledger: year, period, class, art, function, chapter, sector, kroner, and «-0».
_BREDDER = (
    ("aar", 4),
    ("periode", 2),
    ("klasse", 1),
    ("art", 3),
    ("funksjon", 4),
    ("kapittel", 4),
    ("sektor", 3),
    ("kroner", 13),
    ("merke", 2),
)


def _profil() -> str:
    linjer, plass = ["navn: KOSTRA-fil", "motpost: mangler", "fastbredde:"], 1
    for navn, bredde in _BREDDER:
        linjer.append(f"  - {{navn: {navn}, fra: {plass}, lengde: {bredde}}}")
        plass += bredde
    linjer += [
        "kolonner:", "  slag: {verdi: regnskap}", "  aar: aar", "  periode: periode", "  kontoklasse: klasse",
        "  art: art", "  funksjon: funksjon", "  kapittel: kapittel", "  sektor: sektor", "  belop: kroner",
        "  tekst: merke", "",
    ]  # fmt: skip
    return "\n".join(linjer)


PROFIL = _profil()


class Kostralesing:
    """The files of one import: what is wrong with them as KOSTRA files, and their lines for the ledger."""

    def __init__(self, filer: Sequence[Path]) -> None:
        self.funn: list[Funn] = []
        self._lest: list[tuple[Path, list[Post]]] = []
        self._perioder: set[tuple[int, int]] = set()
        for fil in filer:
            feil = Feilliste(fil.name)
            self._lest.append((fil, self._les(fil, feil)))
            self.funn += feil.funn()
        self._sjekk_perioder(", ".join(f.name for f in filer))

    @property
    def har_feil(self) -> bool:
        """Whether anything stops the import."""
        return any(f.er_feil for f in self.funn)

    def uten_profil(self, profil: Path) -> None:
        """A KOSTRA file has one form; a profile for it is refused."""
        self.funn.append(
            Funn("kostra-profil", Alvor.FEIL, f"En KOSTRA-fil leses uten profil («{profil.name}»).", "",
                 "Utelat --profil.")
        )  # fmt: skip

    def avvist(self) -> Utkast:
        """What the import would be: nothing, with the findings."""

        def ingenting(_innlesing: object) -> None:
            raise AssertionError("An import with errors is never stored.")

        antall = sum(len(poster) for _, poster in self._lest)
        return Utkast(antall=antall, kontrolltotaler={}, funn=self.funn, lagre=ingenting)

    def legg_ut(self, mappe: Path) -> list[Path]:
        """The files as lines of fixed width, each on the line where its record stands."""
        lagt_ut = []
        for nr, (fil, poster) in enumerate(self._lest):
            (mappe / str(nr)).mkdir()
            ut = mappe / str(nr) / fil.name
            linjer = [""] * max((p.linje for p in poster), default=0)
            for post in poster:
                linjer[post.linje - 1] = _linje(post)
            ut.write_text("".join(f"{linje}\n" for linje in linjer), encoding="utf-8")
            lagt_ut.append(ut)
        return lagt_ut

    def _les(self, fil: Path, feil: Feilliste) -> list[Post]:
        if fil.stat().st_size > MAKS_BYTE:
            feil.legg_til(
                "kostra-fil", "Filen er for stor til å være en KOSTRA-fil.", tiltak="Velg en annen fil."
            )
            return []
        poster = les_linjer(fil.read_bytes())
        if not poster:
            feil.legg_til("kostra-fil", "Filen er tom.", tiltak="Velg en fil med poster på 48 tegn.")
        for post in poster:
            if len(post.tekst) != POSTLENGDE or "\t" in post.tekst:
                feil.legg_til(
                    "kostra-001", f"Posten er {len(post.tekst)} tegn, den skal være {POSTLENGDE} uten tabulator.",
                    rad=post.linje, tiltak="Lag filen på nytt i SSBs form.",
                )  # fmt: skip
        if not feil and poster:
            self._sjekk(poster, feil)
        return poster

    def _sjekk(self, poster: list[Post], feil: Feilliste) -> None:
        hode = {p.tekst[:7] for p in poster}
        skjema = alle_skjema().get(poster[0].felt("skjema"))
        if len(hode) > 1:
            feil.legg_til(
                "kostra-hode", f"Postene har ulike skjema, år eller kvartal: {', '.join(sorted(hode)[:5])}.",
                tiltak="Del filen, så hver fil har ett skjema, ett år og ett kvartal.",
            )  # fmt: skip
            return
        aar, kvartal = poster[0].felt("aargang"), poster[0].felt("kvartal")
        if skjema is None or not (aar.isascii() and aar.isdigit()) or kvartal not in " 1234":
            feil.legg_til(
                "kostra-hode", f"«{poster[0].tekst[:7]}» er ikke skjema, år og kvartal.", rad=poster[0].linje,
                tiltak=f"Skjema som leses: {', '.join(alle_skjema())}.",
            )  # fmt: skip
            return
        self._perioder.add((int(aar), _periode(kvartal)))
        for post in poster:
            belop = post.felt("belop").strip()
            if not belop.removeprefix("-").isdecimal() or not belop.isascii():
                feil.legg_til("kostra-014", f"Beløpet «{belop}» er ikke et helt tall.", rad=post.linje, kolonne="belop",
                              tiltak="Beløpet skal være i hele 1000 kr.")  # fmt: skip
            if post.felt("kontoklasse") not in skjema.kontoklasser:
                feil.legg_til("kostra-009", f"Kontoklassen «{post.felt('kontoklasse')}» finnes ikke i {skjema.kode}.",
                              rad=post.linje, kolonne="kontoklasse",
                              tiltak=f"Bruk {' eller '.join(skjema.kontoklasser)}.")  # fmt: skip
        self._merk(poster, skjema, int(aar), kvartal.strip(), feil)

    def _merk(self, poster: list[Post], skjema: Skjema, aar: int, kvartal: str, feil: Feilliste) -> None:
        """What does not stop the import: another municipality's file, and what SSB's controls say of it."""
        region = poster[0].felt("region")
        nummer, navn = kommune()
        if region[:4] != nummer:
            feil.merk(
                "kostra-region", f"Filen er for {region[:4]}, men her er {nummer} {navn}.", alvor=Alvor.ADVARSEL,
                tiltak="Se at det er riktig kommunes fil, eller kommunens gamle nummer.",
            )  # fmt: skip
        if aar not in aar_med_regler():
            feil.merk(
                "kostra-kontroll",
                f"SSBs kontroller for {aar} er ikke kjent; filen er ikke kontrollert mot dem.",
            )
            return
        orgnr = poster[0].felt("orgnr").strip() if skjema.med_orgnr else ""
        try:
            lev = leveranse(skjema.kode, aar, region, kvartal=kvartal, orgnr=orgnr)
        except RodtraadFeil as avvist:
            feil.merk("kostra-kontroll", avvist.meldinger[0], alvor=Alvor.ADVARSEL)
            return
        funn = sorted(kontroller_fil(poster, lev), key=lambda f: f.regel)
        for regel, gruppe in groupby(funn, key=lambda f: f.regel):
            egne = list(gruppe)
            alvor = Alvor.ADVARSEL if any(f.alvor is not Alvor.INFO for f in egne) else Alvor.INFO
            flere = f" (og {len(egne) - 1} til)" if len(egne) > 1 else ""
            feil.merk(
                f"kostra-{regel}",
                f"{egne[0].navn}: {egne[0].melding}{flere}",
                alvor=alvor,
                tiltak=egne[0].tiltak,
            )

    def _sjekk_perioder(self, sted: str) -> None:
        if len(self._perioder) > 1:
            self.funn.append(Funn(
                "kostra-periode", Alvor.FEIL, "Filene gjelder ulike år eller kvartaler.", sted,
                "Les inn ett år eller ett kvartal om gangen.",
            ))  # fmt: skip
            return
        for aar, periode in self._perioder:
            andre = {p: i for p, i in perioder_med_regnskap(aar).items() if p not in {0, periode}}
            if andre:
                innlesinger = ", ".join(sorted(set(andre.values())))
                self.funn.append(Funn(
                    "kostra-periode", Alvor.FEIL,
                    f"En KOSTRA-fil er summen fra nyttår, men hovedboken har alt regnskap for {aar} i andre perioder "
                    f"(innlesing {innlesinger}). Da ville beløpene blitt telt to ganger.", sted,
                    f"Trekk tilbake {innlesinger} først, hvis filen skal gjelde i stedet.",
                ))  # fmt: skip


def _periode(kvartal: str) -> int:
    return int(kvartal) * 3 if kvartal.strip() else 12


def _linje(post: Post) -> str:
    klasse = alle_skjema()[post.felt("skjema")].hovedbokklasse(post.felt("kontoklasse"))
    koder = ("", "", post.funksjon, post.art) if klasse == "2" else (post.art, post.funksjon, "", "")
    belop = post.belop
    kroner = f"{belop}000" if belop else "0"
    # A negative amount that was rounded to nothing: what stood in the file is kept, and written back.
    merke = NEGATIV_NULL if post.felt("belop").strip() == NEGATIV_NULL else ""
    verdier = (post.felt("aargang"), str(_periode(post.felt("kvartal"))), klasse, *koder, kroner, merke)
    return "".join(v.ljust(bredde) for v, (_, bredde) in zip(verdier, _BREDDER, strict=True))
