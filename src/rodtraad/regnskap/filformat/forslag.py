"""A proposed column profile from a sample: what can be seen is filled in, what cannot is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from rodtraad.kjerne.fold import fold
from rodtraad.lov.koder import Koder
from rodtraad.lov.regelverk import last_regelverk
from rodtraad.regnskap.filformat.belopsform import Belopsform, er_belop, finn_belopsform
from rodtraad.regnskap.filformat.felter import FELTER, PAAKREVDE, SLAG
from rodtraad.regnskap.filformat.kolonnerolle import Overskrift
from rodtraad.regnskap.filformat.kontodeling import kontosiffer
from rodtraad.regnskap.filformat.kontolaering import laer_konto, ser_ut_som_konto
from rodtraad.regnskap.filformat.periodeforslag import foreslaa_perioder
from rodtraad.regnskap.filformat.periodeord import tolk_aar, tolk_periode
from rodtraad.regnskap.filformat.prove import Prove
from rodtraad.regnskap.filformat.sumlinjer import Sumlinje, sumlinjer_som_ikke_stemmer
from rodtraad.regnskap.filformat.tabellplass import Tabellplass, finn_tabell

_EKSEMPLER = 4
_KODEFELT = ("ansvar", "funksjon", "prosjekt", "objekt")
_SLAGORD = {
    "regnskap": "regnskap", "faktisk": "regnskap", "opprinnelig": "opprinnelig", "opprinneligbudsjett": "opprinnelig",
    "vedtattbudsjett": "opprinnelig", "budsjett": "opprinnelig", "prognose": "prognose",
    "politiskendring": "endring_politisk", "administrativendring": "endring_administrativ",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kolonneforslag:
    """One column of the file: its name, some of its cells, what it is proposed to be (empty: not used), and why."""

    navn: str
    eksempler: tuple[str, ...]
    felt: str = ""
    grunn: str = ""


@dataclass(frozen=True)
class Profilforslag:
    """A proposal: the columns, fields not found (`mangler`), what should be looked at, and the profile itself."""

    kolonner: tuple[Kolonneforslag, ...]
    mangler: tuple[str, ...]
    merknader: tuple[str, ...]
    data: dict[str, Any] = field(default_factory=dict)

    @property
    def yaml(self) -> str:
        """The profile as text; fields not found stand with an empty value."""
        return yaml.safe_dump(self.data, allow_unicode=True, sort_keys=False)


def foreslaa_profil(fil: Path) -> Profilforslag:
    """Profil: proposed for a file from its headings and its cells. Krav KONTO-01, docs/regler/innlesing.md.

    Raises RodtraadFeil when the file cannot be read, or has no header and no rows.
    """
    prove, plass, overskrift = finn_tabell(fil)
    return _Forslag(fil, prove, plass, overskrift).profil()


class _Forslag:
    """A profile on its way, one part at a time."""

    def __init__(self, fil: Path, prove: Prove, plass: Tabellplass, overskrift: Overskrift) -> None:
        self.fil, self.prove, self.plass, self.roller = fil, prove, plass, overskrift
        bredde = len(plass.navn)
        start = plass.hopp_over + plass.linjer
        self.rader = [_i_bredden(r, bredde) for r in [*prove.rader[start:], *prove.slutt] if any(r)]
        self.felter: dict[str, Any] = {}
        self.brukt: dict[int, tuple[str, str]] = {}
        self.merknader: list[str] = []
        self.data: dict[str, Any] = {"navn": fil.stem}
        self.koder = last_regelverk(date(overskrift.aar or date.today().year, 12, 31)).koder  # noqa: DTZ011
        self.form = Belopsform()
        self.linjer = self.rader
        self._konto_nr: int | None = None

    def profil(self) -> Profilforslag:
        """All parts in order: what comes later builds on what came before."""
        self._filform()
        konto = self._konto_nr = self._finn_konto()
        self._aar()
        self._skill_linjer(konto)
        self._belop()
        if konto is not None:
            self._konto(konto)
        self._dimensjoner(konto)
        self._slag()
        self._fortegn(konto)
        self._resten()
        fra_konto = {"kontoklasse", "art"} if konto is not None else set()
        fra_perioder = {"periode", "belop"} if self.roller.perioder else set()
        mangler = tuple(f for f in PAAKREVDE if f not in self.felter and f not in fra_konto | fra_perioder)
        ordnet = {f: self.felter[f] for f in FELTER if f in self.felter}
        self.data["kolonner"] = {**ordnet, **{f: {"verdi": ""} for f in mangler if f != "aar"}}
        return Profilforslag(self._kolonner(), mangler, tuple(self.merknader), self.data)

    def _filform(self) -> None:
        if self.prove.koding:
            self.data |= {"koding": self.prove.koding, "skilletegn": self.prove.skilletegn}
        elif len(self.prove.ark) > 1:
            self.data["ark"] = self.prove.ark[self.prove.arknr - 1]
            self.merknader.append(
                f"Regnearket har arkene {', '.join(self.prove.ark)}. Arket «{self.data['ark']}» er valgt; "
                "skal flere leses, skriv «ark: alle» eller en liste."
            )
        if self.plass.hopp_over:
            self.data["hopp_over"] = self.plass.hopp_over
        if self.plass.linjer > 1:
            self.data["overskrift"] = self.plass.linjer

    def _finn_konto(self) -> int | None:
        """The column with konto, by its heading or by its cells; none when kontoklasse and art stand apart."""
        roller = self.roller.felter
        if "kontoklasse" in roller and ("art" in roller or "kapittel" in roller):
            return None
        kandidater = [roller[f] for f in ("konto", "art") if f in roller]
        if "kontoklasse" not in roller:
            opptatt = {*roller.values(), *self.roller.perioder.values()}
            kandidater += [nr for nr in range(len(self.plass.navn)) if nr not in opptatt]
        for nr in kandidater:
            if ser_ut_som_konto([r[nr] for r in self.rader if r[nr]], self.koder):
                for felt in ("konto", "art"):
                    if roller.get(felt) == nr:
                        del roller[felt]
                return nr
        return None

    def _aar(self) -> None:
        roller = self.roller.felter
        if "aar" in roller and all(tolk_aar(r[roller["aar"]]) for r in self.rader[:50] if r[roller["aar"]]):
            self._sett("aar", roller["aar"], "overskriften")
        elif self.roller.aar:
            self.felter["aar"] = {"verdi": str(self.roller.aar)}
        else:
            self._aar_fra_celler() or self._aar_fra_titler()
        if not self.roller.perioder:
            self._periode()

    def _aar_fra_celler(self) -> bool:
        for felt in ("periode", "dato"):
            nr = self.roller.felter.get(felt)
            if nr is None:
                continue
            lest = [tolk_periode(r[nr]).aar for r in self.rader[:200] if r[nr]]
            if lest and all(lest):
                self.felter["aar"] = {"kolonne": self.plass.navn[nr], "form": "ord"}
                self.brukt.setdefault(nr, ("aar", f"{felt} har året"))
                return True
        return False

    def _aar_fra_titler(self) -> bool:
        over = " ".join(
            c for rad in self.prove.rader[: self.plass.hopp_over + self.plass.linjer] for c in rad
        )
        for hva, tekst in (
            ("over tabellen", over),
            ("i arkets navn", self.data.get("ark", "")),
            ("i filens navn", self.fil.stem),
        ):
            ren = "".join(t if t.isalnum() else " " for t in str(tekst))
            if aar := tolk_aar(ren):
                self.felter["aar"] = {"verdi": str(aar)}
                self.merknader.append(f"Året {aar} står {hva}.")
                return True
        return False

    def _periode(self) -> None:
        for felt in ("periode", "dato"):
            nr = self.roller.felter.get(felt)
            celler = [r[nr] for r in self.rader[:500] if nr is not None and r[nr]]
            if nr is not None and celler and all(tolk_periode(c).periode is not None for c in celler):
                enkel = all(c.isdecimal() and len(c) < 3 for c in celler)  # noqa: PLR2004
                kolonne = self.plass.navn[nr]
                self.felter["periode"] = kolonne if enkel else {"kolonne": kolonne, "form": "ord"}
                self.brukt[nr] = ("periode", "overskriften" if felt == "periode" else "måneden i datoen")
                return

    def _skill_linjer(self, konto: int | None) -> None:
        """Rows without a konto are titles and sums: left out, with the sums as control."""
        if konto is None:
            return
        self.linjer = [r for r in self.rader if kontosiffer(r[konto])]
        if any(not r[konto][:1].isdecimal() for r in self.rader):
            self.data["utelat"] = [{"kolonne": self.plass.navn[konto], "uten_siffer": True}]

    def _belop(self) -> None:
        roller = self.roller.felter
        if self.roller.perioder:
            self._perioder()
            return
        if "debet" in roller and "kredit" in roller:
            debet, kredit = roller["debet"], roller["kredit"]
            self._finn_form([debet, kredit])
            self.felter["belop"] = {"debet": self.plass.navn[debet], "kredit": self.plass.navn[kredit]}
            verdier = [self.form.tall(r[kredit]) or 0 for r in self.linjer]
            if sum(v < 0 for v in verdier) > sum(v > 0 for v in verdier):
                self.felter["belop"]["kredit_negativ"] = True
            self.brukt[debet], self.brukt[kredit] = ("debet", "overskriften"), ("kredit", "overskriften")
            return
        nr = roller.get("belop", roller.get("sum"))
        if nr is not None and all(er_belop(r[nr]) for r in self.linjer[:200] if r[nr]):
            self._finn_form([nr])
            self._sett("belop", nr, "overskriften")

    def _perioder(self) -> None:
        self._finn_form([*self.roller.perioder.values()])
        valg, brukt = foreslaa_perioder(
            self.roller, self.plass.navn, self.linjer, self.form, konto=self._konto_nr
        )
        self.data["periodekolonner"] = valg
        self.brukt |= brukt
        if "utelat" in self.data:
            self._proev_sumlinjer([self.plass.navn.index(k) for k in valg["kolonner"].values()])

    def _proev_sumlinjer(self, kolonner: Sequence[int]) -> None:
        """Sums that do not tie in the sample are not made a reason to refuse the file."""
        if not self.prove.er_hel or self._konto_nr is None:
            return
        sumlinjer, foran, linjer = [], [0] * len(kolonner), 0
        for nr, rad in enumerate(self.rader):
            belop = [self.form.tall(rad[k]) if rad[k] and er_belop(rad[k]) else None for k in kolonner]
            ore = [None if b is None else round(b * 100) for b in belop]
            if rad[self._konto_nr][:1].isdecimal():
                foran = [f + (o or 0) for f, o in zip(foran, ore, strict=True)]
                linjer += 1
            elif any(o is not None for o in ore):
                sumlinjer.append(Sumlinje(nr, "", tuple(ore), tuple(foran), linjer))
                foran, linjer = [0] * len(kolonner), 0
        if skjeve := sumlinjer_som_ikke_stemmer(sumlinjer, foran, linjer):
            self.data["sum_som_ikke_stemmer"] = "advarsel"
            self.merknader.append(
                f"{len(skjeve)} sumrader stemmer ikke med linjene over eller under. Se etter hvorfor."
            )

    def _konto(self, konto: int) -> None:
        aar = self.felter.get("aar")
        fast = int(aar["verdi"]) if isinstance(aar, dict) and aar.get("verdi") else None
        lest = laer_konto({r[konto] for r in self.linjer}, koder=self._koder_i(fast), aar=fast)
        self.data["konto"] = {"kolonne": self.plass.navn[konto], **lest.data}
        self.merknader += lest.merknader
        self.brukt[konto] = ("konto", "kontoklasse + art eller kapittel")

    def _koder_i(self, aar: int | None) -> Koder:
        return last_regelverk(date(aar, 12, 31)).koder if aar else self.koder

    def _dimensjoner(self, konto: int | None) -> None:
        for felt in _KODEFELT:
            nr = self.roller.felter.get(felt)
            if nr is None or nr in self.brukt:
                continue
            valg: dict[str, Any] = {}
            celler = [r[nr] for r in self.linjer if r[nr]]
            if any(" " in c for c in celler):
                valg["kode"] = "forst"
            tomme = (
                sorted({c for c in celler if not any(t.isdecimal() for t in c)})
                if "kode" in valg or "-" in celler
                else []
            )
            if tomme:
                valg["tom"] = (
                    sorted({c.split(" ")[0].rstrip(":-–.;,") or c for c in tomme})
                    if "kode" in valg
                    else tomme
                )
                self.merknader.append(
                    f"{felt.capitalize()} {', '.join(f'«{t}»' for t in tomme[:5])} er foreslått lest som tomt."
                )
            if felt == "funksjon" and konto is not None:
                valg |= {"ved_tom": "godta", "i_balansen": "utelat"}
            self.felter[felt] = {"kolonne": self.plass.navn[nr], **valg} if valg else self.plass.navn[nr]
            self.brukt[nr] = (felt, "overskriften")

    def _slag(self) -> None:
        nr = self.roller.felter.get("slag")
        if nr is not None:
            celler = {r[nr] for r in self.linjer if r[nr]}
            kjente = {c: _SLAGORD.get("".join(fold(c.casefold()).split()), c) for c in celler}
            if celler and set(kjente.values()) <= set(SLAG):
                oversett = {k: v for k, v in sorted(kjente.items()) if k != v}
                kolonne = self.plass.navn[nr]
                self.felter["slag"] = {"kolonne": kolonne, "oversett": oversett} if oversett else kolonne
                self.brukt[nr] = ("slag", "overskriften")
                return
        navn = fold(self.fil.stem.casefold())
        slag = "opprinnelig" if "budsjett" in navn else "prognose" if "prognose" in navn else "regnskap"
        self.felter["slag"] = {"verdi": slag}
        self.merknader.append(f"Slaget er satt til {slag}. Rett «slag» hvis filen har noe annet.")

    def _fortegn(self, konto: int | None) -> None:
        """Income with plus is turned: wages are cost, and cost is plus."""
        if konto is None or not (kolonner := self._belopsplasser()):
            return
        lonn = inntekt = Decimal(0)
        for rad in self.linjer:
            siffer = kontosiffer(rad[konto])
            verdi = self.form.tall(rad[kolonner[-1]]) or Decimal(0)
            if siffer[:1] == "1" and siffer[1:2] == "0":
                lonn += verdi
            elif siffer[:1] == "1" and siffer[1:3] in {"80", "87"}:
                inntekt += verdi
        if lonn < 0 < inntekt or (lonn < 0 and not inntekt) or (inntekt > 0 and not lonn):
            self.data["fortegn"] = -1
            self.merknader.append("Kostnader står med minus i filen; fortegnet er foreslått snudd.")

    def _belopsplasser(self) -> list[int]:
        if self.roller.perioder:
            return list(self.roller.perioder.values())
        felt = self.felter.get("belop")
        kolonne = felt.get("kolonne") if isinstance(felt, dict) else felt
        return [self.plass.navn.index(kolonne)] if kolonne in self.plass.navn else []

    def _resten(self) -> None:
        for felt in FELTER:
            nr = self.roller.felter.get(felt)
            if (
                nr is None
                or felt in self.felter
                or nr in self.brukt
                or felt in {"aar", "periode", "slag", "belop"}
            ):
                continue
            if felt == "dato":
                self._dato(nr)
            elif (
                felt not in {"kontoklasse", "art", "kapittel", "sektor"}
                or "konto" not in self.data
                or felt == "sektor"
            ):
                self._sett(felt, nr, "overskriften")

    def _dato(self, nr: int) -> None:
        celler = [r[nr] for r in self.linjer[:200] if r[nr]]
        former = {"ÅÅÅÅ-MM-DD": "0000-00-00", "DD.MM.ÅÅÅÅ": "00.00.0000", "ÅÅÅÅMMDD": "00000000"}
        for form, monster in former.items():
            if celler and all("".join("0" if t.isdecimal() else t for t in c) == monster for c in celler):
                kolonne = self.plass.navn[nr]
                self.felter["dato"] = kolonne if form == "ÅÅÅÅ-MM-DD" else {"kolonne": kolonne, "form": form}
                self.brukt.setdefault(nr, ("dato", "overskriften"))
                return

    def _finn_form(self, kolonner: Sequence[int]) -> None:
        self.form = finn_belopsform(r[nr] for r in self.linjer for nr in kolonner)
        self.data["desimaltegn"] = self.form.desimaltegn
        if self.form.tusenskille:
            self.data["tusenskille"] = self.form.tusenskille

    def _sett(self, felt: str, nr: int, grunn: str) -> None:
        self.felter[felt] = self.plass.navn[nr]
        self.brukt[nr] = (felt, grunn)

    def _kolonner(self) -> tuple[Kolonneforslag, ...]:
        ut = []
        for nr, navn in enumerate(self.plass.navn):
            eksempler = tuple(dict.fromkeys(r[nr] for r in self.rader if r[nr]))[:_EKSEMPLER]
            ut.append(Kolonneforslag(navn, eksempler, *self.brukt.get(nr, ("", ""))))
        return tuple(ut)


def _i_bredden(rad: Sequence[str], bredde: int) -> list[str]:
    return [*(c.strip() for c in rad[:bredde]), *[""] * (bredde - len(rad))]
