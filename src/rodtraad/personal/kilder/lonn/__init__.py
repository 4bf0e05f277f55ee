"""Payroll per unit and month: årsverk, overtime and absence, for groups and never for one person.

No public sample of a payroll export exists: the columns are constructed from what payroll systems and SSB say in
public that they report (avtalte dagsverk, egenmeldt and legemeldt absence, hours of overtime).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rodtraad.innlesing.feilliste import Feilliste
from rodtraad.innlesing.kilde import Utkast
from rodtraad.innlesing.register import kilde
from rodtraad.innlesing.tabelleser import uleselig
from rodtraad.innlesing.tabellprofil import Tabellprofil, les_med_profil, les_tabellprofil, profilerte_rader
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kjerne.funn import Alvor, Funn
from rodtraad.kjerne.tallformat import vis_tall
from rodtraad.personal.bemanning import vis_hundredeler
from rodtraad.personal.kilder.lonn.kontroll import check_rader
from rodtraad.personal.kilder.lonn.rader import KOLONNER, Maaned, month_cells
from rodtraad.personal.lonn_queries import enheter_i, over_paa
from rodtraad.personal.lonnsskjuling import hide
from rodtraad.personal.lonnstall import ALLE, KOMMUNEN, Lonnscelle, sum_up
from rodtraad.personal.persondata import person_columns, person_numbers
from rodtraad.personal.services import lagre_lonn

TILTAK_PERSON = "Be lønnskontoret om en fil som er summert per enhet, uten navn og numre på personer."


@dataclass(frozen=True, slots=True)
class Lonnsinnhold:
    """What a file is stored as: each month's cells, hidden where few persons stand behind."""

    maaneder: Mapping[Maaned, tuple[Lonnscelle, ...]]

    @property
    def skjulte(self) -> int:
        """How many cells are stored without figures."""
        return sum(c.skjult for celler in self.maaneder.values() for c in celler)

    def totaler(self) -> dict[str, int | str]:
        """Control totals of the last month, as far as they may be shown."""
        siste = max(self.maaneder)
        ut: dict[str, int | str] = {
            "Måneder": ", ".join(f"{m:02d}.{aar}" for aar, m in sorted(self.maaneder)),
            "Enheter": str(len({c.enhet for celler in self.maaneder.values() for c in celler} - {KOMMUNEN})),
            "Skjult, færre enn fem personer": str(self.skjulte),
        }
        hele = next((c for c in self.maaneder[siste] if c.enhet == KOMMUNEN and c.stilling == ALLE), None)
        if hele is not None and not hele.skjult:
            ut["Personer i siste måned"] = vis_tall(hele.personer or 0)
            ut["Årsverk i siste måned"] = vis_hundredeler(hele.mengder.aarsverk or 0)
            ut["Overtid i siste måned"] = hele.mengder.overtid_ore or 0
        return ut


@kilde("lonn")
class Lonn:
    """Reads a file of one or more months; a month of a later file takes the place of the whole month."""

    navn = "lonn"
    beskrivelse = (
        "Lønn per enhet og måned: årsverk, overtid og fravær; grupper under fem personer lagres ikke"
    )
    bare_arbeid = True
    aarvalg = "brukes_ikke"
    tar_profil = True
    vises_paa = "personal:lonn"

    def les(self, filer: Sequence[Path], *, profil: Path | None, aar: int | None) -> Utkast:
        """Every fault; a file that tells who someone is, is refused (KONTO-02)."""
        if aar is not None or len(filer) != 1:
            raise RodtraadFeil("Lønn leses fra én fil, uten --aar. Året står i filen.")
        valgt = les_tabellprofil(profil, KOLONNER)
        feil = Feilliste(filer[0].name)
        if funn := _refuse_persons(filer[0], valgt, feil):
            return Utkast(antall=0, kontrolltotaler={}, funn=funn, lagre=lambda _: None)
        rader, funn = les_med_profil(filer[0], valgt, kolonner=KOLONNER)
        if not any(f.er_feil for f in funn):
            check_rader(rader, feil)
        alle_funn = [*funn, *feil.funn()]
        if any(f.er_feil for f in alle_funn):
            totaler = {"Rader": str(len(rader))}
            return Utkast(antall=len(rader), kontrolltotaler=totaler, funn=alle_funn, lagre=lambda _: None)
        innhold = _suppressed(month_cells(rader))
        _tell_hidden(innhold, feil)
        maaneder = sorted(innhold.maaneder)
        return Utkast(
            antall=len(rader),
            kontrolltotaler={"Rader": str(len(rader)), **innhold.totaler()},
            funn=[*funn, *feil.funn()],
            lagre=lambda innlesing: lagre_lonn(
                ((a, m, c) for (a, m), celler in innhold.maaneder.items() for c in celler),
                innlesing_id=innlesing.id,
            ),
            erstatter_nokkel=f"lonn:{maaneder[0][0]}-{maaneder[0][1]:02d}:{maaneder[-1][0]}-{maaneder[-1][1]:02d}",
        )


def _suppressed(maaneder: Mapping[Maaned, Sequence[Lonnscelle]]) -> Lonnsinnhold:
    ut = {}
    for maaned, celler in maaneder.items():
        over = over_paa(*maaned)
        ut[maaned] = hide(sum_up(celler, over), over)
    return Lonnsinnhold(ut)


def _refuse_persons(fil: Path, profil: Tabellprofil, feil: Feilliste) -> list[Funn]:
    """Errors when the file holds numbers of persons or is read from a column of persons; else notes in `feil`."""
    try:
        raa = list(profilerte_rader(fil, profil))
    except RodtraadFeil as avvist:
        return uleselig(fil, avvist)
    for nr, kolonne in person_numbers(raa):
        feil.legg_til(
            "lonn-fodselsnummer", "Cellen har et langt tall, som et fødselsnummer eller kontonummer.",
            rad=nr, kolonne=kolonne, tiltak=TILTAK_PERSON,
        )  # fmt: skip
    personer = person_columns(raa[0][1]) if raa else []
    brukt = {f.kolonne for f in profil.felter.values()}
    for kolonne in personer:
        if kolonne in brukt:
            feil.legg_til(
                "lonn-personkolonne", f"Profilen henter tall fra «{kolonne}», som sier hvem noen er.",
                rad=raa[0][0], kolonne=kolonne, tiltak=TILTAK_PERSON,
            )  # fmt: skip
    if feil:
        return feil.funn()
    if personer:
        feil.merk(
            "lonn-personkolonne", f"Ikke lest, fordi det sier hvem noen er: {', '.join(personer)}.",
            alvor=Alvor.ADVARSEL, tiltak=TILTAK_PERSON,
        )  # fmt: skip
    return []


def _tell_hidden(innhold: Lonnsinnhold, feil: Feilliste) -> None:
    if innhold.skjulte:
        feil.merk(
            "lonn-skjult",
            f"{innhold.skjulte} tall lagres ikke: de gjelder færre enn fem personer, eller kunne røpet et slikt tall.",
        )
    for aar, maaned in sorted(innhold.maaneder):
        mangler = enheter_i(aar, maaned) - {c.enhet for c in innhold.maaneder[aar, maaned]}
        if mangler:
            feil.merk(
                "lonn-mangler",
                f"{len(mangler)} enheter hadde tall for {maaned:02d}.{aar} før, men er ikke i denne filen: "
                f"{', '.join(kode for _, kode in sorted(mangler)[:10])}.",
                alvor=Alvor.ADVARSEL,
                tiltak="Filen erstatter hele måneden. Kontroller at den har alle enhetene.",
            )
