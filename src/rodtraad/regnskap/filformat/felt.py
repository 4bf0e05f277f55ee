"""Where one field of a ledger line comes from, as an SQL expression over the columns of the file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rodtraad.hovedbok.services import sql_tekst

_BLANKE = "\u00a0\u202f\u2009"
_SKILLETEGN_DATO = {"DD.MM.ÅÅÅÅ": "%d.%m.%Y", "ÅÅÅÅMMDD": "%Y%m%d"}


@dataclass(frozen=True, slots=True)
class VedTom:
    """What a blank field of drift and investering becomes: `godta`, or a code, for some arts another one."""

    erstatt: str = ""
    etter_art: Mapping[str, str] = field(default_factory=dict)

    def sql(self, uttrykk: str, art: str) -> str:
        """The field with blanks replaced; `art` is the expression of the art."""
        if not self.erstatt:
            return uttrykk
        valg = "".join(
            f" WHEN {art} BETWEEN {sql_tekst(spenn[:3])} AND {sql_tekst(spenn[-3:])} THEN {sql_tekst(kode)}"
            for spenn, kode in self.etter_art.items()
        )
        kode = f"CASE{valg} ELSE {sql_tekst(self.erstatt)} END" if valg else sql_tekst(self.erstatt)
        return f"CASE WHEN {uttrykk} = '' THEN {kode} ELSE {uttrykk} END"


@dataclass(frozen=True, slots=True)
class Felt:
    """Where one field comes from: a column (or a part of it), debet and kredit, or a fixed value."""

    kolonne: str = ""
    verdi: str = ""
    fra: int = 0
    lengde: int = 0
    bredde: int = 0
    kode: str = ""
    tom: tuple[str, ...] = ()
    oversett: Mapping[str, str] = field(default_factory=dict)
    ellers: str = ""
    """What a text that `oversett` does not know becomes; itself when empty."""
    ved_tom: VedTom | None = None
    """None: a blank is refused where the field is required, and otherwise let through."""
    avvis_tom: bool = False
    i_balansen: str = "avvis"
    form: str = ""
    fortegn: int = 1
    debet: str = ""
    kredit: str = ""
    kredit_negativ: bool = False
    """Whether the column of kredit has minus in front already."""

    @property
    def kolonner(self) -> tuple[str, ...]:
        """The columns of the file the field needs."""
        return tuple(k for k in (self.kolonne, self.debet, self.kredit) if k)

    @property
    def er_enkel(self) -> bool:
        """Whether the field follows from its own line without more than text expressions."""
        return not (
            self.tom or self.ved_tom or self.avvis_tom or self.debet or self.i_balansen != "avvis"
            or self.form == "ord" or self.kolonne in {"(ark)", "(fil)"}
        )  # fmt: skip

    def sql(self) -> str:
        """The field's text as an SQL expression over the columns of the file."""
        if not self.kolonne:
            return sql_tekst(self.verdi)
        uttrykk = f"COALESCE(TRIM({sql_navn(self.kolonne)}), '')"
        if self.fra:
            uttrykk = f"TRIM(SUBSTR({uttrykk}, {self.fra}, {self.lengde}))"
        if self.kode:
            uttrykk = kode_sql(uttrykk)
        if self.tom:
            uttrykk = (
                f"CASE WHEN {uttrykk} IN ({', '.join(map(sql_tekst, self.tom))}) THEN '' ELSE {uttrykk} END"
            )
        if self.oversett:
            valg = " ".join(f"WHEN {sql_tekst(k)} THEN {sql_tekst(v)}" for k, v in self.oversett.items())
            ellers = sql_tekst(self.ellers) if self.ellers else uttrykk
            uttrykk = f"CASE {uttrykk} {valg} ELSE {ellers} END"
        if self.bredde:
            uttrykk = (
                f"CASE WHEN LENGTH({uttrykk}) BETWEEN 1 AND {self.bredde} "
                f"THEN LPAD({uttrykk}, {self.bredde}, '0') ELSE {uttrykk} END"
            )
        if self.form in _SKILLETEGN_DATO:
            dato = f"TRY_STRPTIME({uttrykk}, {sql_tekst(_SKILLETEGN_DATO[self.form])})"
            uttrykk = f"COALESCE(STRFTIME({dato}, '%Y-%m-%d'), {uttrykk})"
        return uttrykk


def kode_sql(uttrykk: str) -> str:
    """The code a text begins with: to the first space or « - »; a text of a name alone is blank."""
    return f"RTRIM(SPLIT_PART(TRIM({uttrykk}), ' ', 1), ':-–.;,')"


def belop_trinn(*, desimaltegn: str, tusenskille: str, fri: bool) -> tuple[str, ...]:
    """The steps that make an amount's text the standard form; each is an SQL expression with {b} for the text so far.

    Decimal point, minus in front, no separator of thousands. A separator of thousands is taken away only where
    groups of three follow it, so that «1.5» never becomes 15. `fri` also takes the minus behind («12,50-»),
    parentheses for a negative, «-» alone for nothing, and zeros behind the øre.
    """
    trinn = []
    if fri:
        trinn += [
            "TRIM(TRANSLATE({b}, '−–', '--'))",
            (
                "CASE WHEN {b} = '-' THEN '0' WHEN {b} LIKE '(%)' THEN '-' || TRIM(SUBSTR({b}, 2, LENGTH({b}) - 2)) "
                "WHEN {b} LIKE '_%-' THEN '-' || RTRIM(LEFT({b}, LENGTH({b}) - 1)) ELSE {b} END"
            ),
        ]
    if tusenskille == " ":
        trinn.append(f"TRANSLATE({{b}}, '{_BLANKE}', '{' ' * len(_BLANKE)}')")
    if tusenskille:
        skille = sql_tekst(tusenskille)
        grupper = f"^[+-]? ?[0-9]{{{{1,3}}}}([{tusenskille}][0-9]{{{{3}}}})*([{desimaltegn}][0-9]*)?$"
        trinn.append(
            f"CASE WHEN CONTAINS({{b}}, {skille}) AND REGEXP_MATCHES({{b}}, {sql_tekst(grupper)}) "
            f"THEN REPLACE(REPLACE({{b}}, {skille}, ''), ' ', '') ELSE {{b}} END"
        )
    if desimaltegn == ",":
        trinn.append("REPLACE({b}, ',', '.')")
    if fri:
        trinn.append(
            "CASE WHEN {b} LIKE '%.__0%' THEN REGEXP_REPLACE({b}, '([.][0-9][0-9])0+$', '\\1') ELSE {b} END"
        )
    return tuple(trinn)


def med_trinn(relasjon: str, kolonner: Sequence[str], trinn: Sequence[str]) -> str:
    """A relation whose columns have gone through the steps, one subselect for each step."""
    for ett in trinn:
        nye = ", ".join(f"{ett.format(b=k)} AS {k}" for k in kolonner)
        relasjon = f"(SELECT * REPLACE ({nye}) FROM {relasjon})"
    return relasjon


def sql_navn(navn: str) -> str:
    """A column's name as an SQL identifier."""
    return '"' + navn.replace('"', '""') + '"'
