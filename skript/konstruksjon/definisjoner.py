"""Hva hver trykt linje er: en test på kontoens klasse, ansvar, funksjon, art og prosjekt."""
# ruff: noqa: PLR2004 - line numbers of the printed tables and tolerances of the solver

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

RAMME = {"1": "Stab og støtte", "15": "Investeringer", "2": "Oppvekst", "35": "Oppvekst", "36": "Oppvekst",
         "3": "Helse og omsorg", "4": "Næring", "5": "Kultur", "6": "Tekniske områder", "7": "Kirkelig administrasjon",
         "8": "Finans", "9": ""}  # fmt: skip
POST_1A = {"500", "540", "550", "570", "590", "900", "940", "950"}


class Konto(NamedTuple):
    """En konto med fem kolonner i hele kroner."""

    klasse: str
    virksomhet: str
    ramme: str
    funksjon: str
    art: str
    prosjekt: str
    kr: tuple[int, ...]


type Treff = Callable[[Konto], bool]


def ramme(virksomhet: str) -> str:
    """Rammeområdet til en virksomhet (tom tekst = sentralt)."""
    return RAMME.get(virksomhet[:2], RAMME[virksomhet[0]])


def i_arter(art: str, *spenn: str) -> bool:
    """Om arten ligger i et av spennene ("010-089" eller "160")."""
    return any(s.split("-")[0] <= art <= s.split("-")[-1] for s in spenn)


def sted(omrade: str, virksomhet: str, funksjon: str | None) -> Treff:
    """Driftskonto i et rammeområde, ev. i én virksomhet og på én funksjon."""
    return lambda k: (
        k.klasse == "1"
        and k.ramme != ""
        and omrade in ("", k.ramme)
        and virksomhet in ("", k.virksomhet)
        and funksjon in (None, k.funksjon)
    )


def sentral(*spenn: str) -> Treff:
    """Driftskonto utenfor rammeområdene, med art i spennene."""
    return lambda k: k.klasse == "1" and k.ramme == "" and i_arter(k.art, *spenn)


def art(*spenn: str) -> Treff:
    """Driftskonto med art i spennene."""
    return lambda k: k.klasse == "1" and i_arter(k.art, *spenn)


def inv(*spenn: str) -> Treff:
    """Investeringskonto med art i spennene."""
    return lambda k: k.klasse == "0" and i_arter(k.art, *spenn)


def rammer(*spenn: str) -> Treff:
    """Driftskonto i et rammeområde, med art i spennene."""
    return lambda k: k.klasse == "1" and k.ramme != "" and i_arter(k.art, *spenn)


def uten_1a(omrade: str = "") -> Treff:
    """Driftskonto i et rammeområde, uten 1A-postene."""
    return lambda k: k.klasse == "1" and k.ramme != "" and omrade in ("", k.ramme) and k.art not in POST_1A


def eller(*deler: Treff) -> Treff:
    """Konto som treffes av minst én av testene."""
    return lambda k: any(d(k) for d in deler)


ESKATT = ("871-873", "875-876", "878-879")
INNTEKTER = [sentral("870"), sentral("800"), sentral(*ESKATT), sentral("810", "877")]
INNTEKTER.append(eller(*INNTEKTER))
FINANS = [sentral("500-501"), sentral("900-905"), sentral("510-511")]
FINANS.append(eller(*FINANS))
TIL_DISPOSISJON = [INNTEKTER[4], sentral("590", "990"), FINANS[3], sentral("530", "540", "940")]
ALT_UTEN_980: Treff = lambda k: k.klasse == "1" and k.art != "980"  # noqa: E731


def total(nr: int, linje: str) -> Treff:
    """Linje 5–14 i totaloversikten."""
    if nr == 5:
        return eller(*TIL_DISPOSISJON)
    if nr == 14:
        return ALT_UTEN_980
    return sted("" if nr == 13 else linje, "", None)


def _linjer_5_4() -> Iterator[Treff]:
    yield from INNTEKTER
    yield from (TIL_DISPOSISJON[1], TIL_DISPOSISJON[1], uten_1a(), rammer("590"))
    brutto = eller(INNTEKTER[4], TIL_DISPOSISJON[1], uten_1a(), rammer("590"))
    yield brutto
    finans = [*FINANS[:3], rammer("500", "900")]
    yield from (*finans, eller(*finans))
    yield from (art(""), art(""))
    yield eller(brutto, *finans)
    disp = [sentral("540"), sentral("940"), rammer("540", "550", "940", "950")]
    yield from (*disp, eller(*disp), ALT_UTEN_980)


def _linjer_5_6() -> Iterator[Treff]:
    innt = [art("800"), art("870"), art(*ESKATT), art("877"), art("810"),
            art("700-780", "830-850", "880-890", "920"), art("600"), art("620-660")]  # fmt: skip
    utg = [art("010-089", "160", "165"), art("090", "099"),
           lambda k: art("100-285", "300-380")(k) and k.art not in ("160", "165"),
           art("400-480", "520"), art("590")]  # fmt: skip
    finans = [art("900-901"), art("905"), art("500-501"), art("510-511")]
    disp = [art("570"), art("550"), art("950"), art("540"), art("940"), art("530")]
    brutto = eller(*innt, *utg)
    yield from (*innt, eller(*innt), *utg, eller(*utg), brutto, *finans, eller(*finans), art("990"))
    yield eller(brutto, *finans, art("990"))
    yield from (*disp, eller(*disp), ALT_UTEN_980)


def _linjer_5_5() -> Iterator[Treff]:
    utg = [
        inv("010-099", "100-285", "300-380", "429", "500-501"),
        inv("400", "430-480"),
        inv("529"),
        inv("520"),
        inv("510-511"),
    ]
    innt = [inv("729"), lambda k: inv("700-780", "810-850", "880-890", "900-901")(k) and k.art != "729",
            inv("620", "650", "660", "670"), inv("929"), inv("905"), inv("920-921"), inv("910")]  # fmt: skip
    videre = [inv("522"), inv("912"), inv("512"), inv("922")]
    fond = [inv("970"), inv("550"), inv("950"), inv("540"), inv("940"), inv("530")]
    yield from (*utg, eller(*utg), *innt, eller(*innt), *videre, eller(*videre), *fond, eller(*fond))
    yield inv("010-979")


LINJER_5_4 = list(_linjer_5_4())
LINJER_5_6 = list(_linjer_5_6())
LINJER_5_5 = list(_linjer_5_5())
HERAV = {"Avskrivninger": "590", "Renteinntekter": "900", "Renteutgifter": "500", "Overføring til investering": "570",
         "Avsetninger til bundne driftsfond": "550", "Bruk av bundne driftsfond": "950",
         "Bruk av disposisjonsfond": "940"}  # fmt: skip


def bevilgning(r: dict[str, str]) -> Treff:
    """Rad i § 5-4 andre ledd."""
    omrade = r["rammeomrade"]
    if r["herav"]:
        art = HERAV[r["herav"]]
        return lambda k: sted(omrade, "", None)(k) and k.art == art
    return uten_1a(omrade) if r["del"].startswith("3") else sted(omrade, "", None)


def i_ramme(omrade: str) -> Treff:
    """Varige driftsmidler i et rammeområde."""
    return lambda k: LINJER_5_5[0](k) and k.ramme == omrade


def prosjektrad(r: dict[str, str], kode: dict[str, str]) -> Treff:
    """Rad i § 5-5 andre ledd."""
    if r["del"].startswith("Sum"):
        return LINJER_5_5[5]
    linje = LINJER_5_5[int(r["del"][0]) - 1]
    if r["type"] == "prosjekt":
        return lambda k: linje(k) and k.prosjekt == kode[r["post"]]
    return lambda k: linje(k) and r["rammeomrade"] in ("", k.ramme)
