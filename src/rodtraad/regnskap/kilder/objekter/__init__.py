"""The register of objects: buildings, vehicles and other things that costs are booked on."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from rodtraad.innlesing.feilliste import Feilliste
from rodtraad.innlesing.kilde import Utkast
from rodtraad.innlesing.register import kilde
from rodtraad.innlesing.tabelleser import Kolonnekrav, Rad
from rodtraad.innlesing.tabellkartlegging import Tabellkartleggbar
from rodtraad.innlesing.tabellprofil import les_med_profil, les_tabellprofil
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kjerne.funn import Alvor
from rodtraad.organisasjon.enheter import ANSVAR
from rodtraad.organisasjon.queries import versjoner
from rodtraad.regnskap.models import Objektslag
from rodtraad.regnskap.objekt_services import lagre_objekter
from rodtraad.regnskap.objekter import Objektversjon

KOLONNER = {
    "kode": Kolonnekrav(monster=r"\S.{0,19}", forklaring="en kode på høyst 20 tegn"),
    "navn": Kolonnekrav(monster=r".{1,150}", forklaring="et navn på høyst 150 tegn"),
    "slag": Kolonnekrav(tillatt=frozenset(Objektslag.values)),
    "ansvar": Kolonnekrav(monster=r"\S{1,20}", forklaring="koden til et ansvar"),
    "gyldig_fra": Kolonnekrav("dato"),
    "gyldig_til": Kolonnekrav("dato", paakrevd=False, valgfri=True),
}


@kilde("objekter")
class Objektregister(Tabellkartleggbar):
    """Reads the whole register; a new file takes the place of the old."""

    navn = "objekter"
    beskrivelse = "Objekter (bygg, kjøretøy, anlegg) med ansvar og gyldighet i tid"
    bare_arbeid = True
    aarvalg = "brukes_ikke"
    kolonner = KOLONNER
    vises_paa = "regnskap:objekter"

    def les(self, filer: Sequence[Path], *, profil: Path | None, aar: int | None) -> Utkast:
        """Every fault: an unknown ansvar, an end before the start, one code in use twice on a day (KONTO-10)."""
        if aar is not None or len(filer) != 1:
            raise RodtraadFeil("Objekter leses fra én fil, uten --aar.")
        rader, funn = les_med_profil(filer[0], les_tabellprofil(profil, KOLONNER), kolonner=KOLONNER)
        feil = Feilliste(filer[0].name)
        leste = [] if any(f.er_feil for f in funn) else [(_objekt(rad), rad) for rad in rader]
        _check(leste, feil)
        objekter = [objekt for objekt, _ in leste]
        slag = {s.label: sum(o.slag == s.value for o in objekter) for s in Objektslag}
        return Utkast(
            antall=len(rader),
            kontrolltotaler={
                "Rader": str(len(rader)), "Objekter": str(len({o.kode for o in objekter})),
                **{navn.capitalize(): str(antall) for navn, antall in slag.items() if antall},
            },
            funn=[*funn, *feil.funn()],
            lagre=lambda innlesing: lagre_objekter(objekter, innlesing_id=innlesing.id),
            erstatter_nokkel="objekter",
        )  # fmt: skip


def _check(leste: Sequence[tuple[Objektversjon, Rad]], feil: Feilliste) -> None:
    ansvar = [v for v in versjoner() if v.nivaa == ANSVAR]
    kjente = {v.kode for v in ansvar}
    per_kode: dict[str, list[tuple[Objektversjon, Rad]]] = defaultdict(list)
    for objekt, rad in leste:
        per_kode[objekt.kode].append((objekt, rad))
        if objekt.ansvar not in kjente:
            feil.legg_til(
                "objekter-ansvar", f"Ansvaret {objekt.ansvar} finnes ikke i organisasjonen.", rad=rad.nr,
                kolonne="ansvar", tiltak="Les inn organisasjonen først, eller rett koden.",
            )  # fmt: skip
        elif not any(v.kode == objekt.ansvar and v.gjelder(_siste(objekt)) for v in ansvar):
            feil.merk(
                "objekter-utgaatt", f"Rad {rad.nr}: ansvaret {objekt.ansvar} utgår før objektet {objekt.kode}.",
                alvor=Alvor.ADVARSEL, tiltak="Gi objektet det ansvaret som har overtatt.",
            )  # fmt: skip
        if objekt.gyldig_til is not None and objekt.gyldig_til < objekt.gyldig_fra:
            feil.legg_til(
                "objekter-dato", f"{objekt.kode} utgår før det er opprettet.", rad=rad.nr, kolonne="gyldig_til",
                tiltak="Rett datoene.",
            )  # fmt: skip
    for like in per_kode.values():
        _check_overlap(sorted(like, key=lambda par: par[0].gyldig_fra), feil)


def _check_overlap(like: Sequence[tuple[Objektversjon, Rad]], feil: Feilliste) -> None:
    lengst = like[0][0]
    for objekt, rad in like[1:]:
        if lengst.gyldig_til is None or objekt.gyldig_fra <= lengst.gyldig_til:
            feil.legg_til(
                "objekter-dobbelt", f"{objekt.kode} står to ganger for {objekt.gyldig_fra:%d.%m.%Y}.", rad=rad.nr,
                kolonne="kode", tiltak="La den ene slutte dagen før den andre begynner.",
            )  # fmt: skip
        if (objekt.gyldig_til or date.max) > (lengst.gyldig_til or date.max):
            lengst = objekt


def _siste(objekt: Objektversjon) -> date:
    """The last day the object is known to be there: its end, else today's register."""
    return objekt.gyldig_til or date(9999, 12, 31)


def _objekt(rad: Rad) -> Objektversjon:
    fra, til = rad["gyldig_fra"], rad["gyldig_til"]
    if not isinstance(fra, date):
        raise TypeError("kolonnen «gyldig_fra» er lest som dato")
    return Objektversjon(
        str(rad["kode"]),
        str(rad["navn"]),
        str(rad["slag"]),
        str(rad["ansvar"]),
        fra,
        til if isinstance(til, date) else None,
    )
