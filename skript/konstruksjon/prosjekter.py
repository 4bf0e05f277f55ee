"""Investeringsprosjektene: kode som i registre/prosjekter.csv, virksomhet, funksjon og slag (gir artene)."""

from __future__ import annotations

from typing import NamedTuple


class Prosjekt(NamedTuple):
    """Ett prosjekt i § 5-5 andre ledd."""

    kode: str
    navn: str
    virksomhet: str
    funksjon: str
    slag: str


_TABELL = """
P001|Digitale enheter til folkevalgte|100|120|ikt
P002|Anbud/prosjektering av driftsløsninger|100|120|ikt
P003|Digital transformasjon av arbeidsprosesser|100|120|ikt
P004|Kjøp/Salg bygg/eiendom|150|325|eiendom
P005|inventar Samisk klasserom|200|222|utstyr
P006|2 smartboard|200|202|utstyr
P007|Inventar skolekjøkken|200|222|utstyr
P008|Chromebook - årlig innkjøp|200|202|utstyr
P009|Folkehelse - uteområde Røros skole|330|222|anlegg
P010|Helseplattormen|330|241|ikt
P011|Hjemmetjenesten - e-lås og medisindispensere|340|258|utstyr
P012|Ny omsorgsstruktur Øverhagaen|310|261|bygg
P013|Nytt bibliotek|500|386|bygg
P014|Rådhuset - rehabilitering|630|130|bygg
P015|Beredskaps- og responssenter|640|339|bygg
P016|EPC Energitiltak|630|222|bygg
P017|Utbygging legesenter|630|241|bygg
P018|Utskifting biler|620|285|bil
P019|Feieutstyr/brøyte/strøutstyr|620|332|utstyr
P020|Renholdsmaskiner|630|222|utstyr
P021|utskiftning øvelsesanlegg brann|640|339|anlegg
P022|Bybrann|640|338|anlegg
P023|Utskifting kommunale kjøretøy|620|285|bil
P024|Tiltak gang og sykkelveier|620|332|anlegg
P025|Jernbaneundergang Glåmos|620|332|anlegg
P026|Mulighetsstudie|600|301|utredning
P027|Kommunale veier|620|332|anlegg
P028|Selvkost - utskifting vannledning|610|345|var
P029|Selvkost - utskifting avløpsledning|610|353|var
P030|Sikring av dammer|620|335|anlegg
P031|Kjøretøy - feier|640|338|bil
P032|Utvikling av Nilsenhjørnetparken|600|335|anlegg
P033|Ny Renovasjonsbil|610|355|var
P034|Barneboliger|630|261|bygg
P035|Barnehager Røros sentrum|630|221|bygg
P036|Tiltak kommunale boliger|630|265|bygg
P037|Tiltak Skolebygg|630|222|bygg
P038|Ny solskjermingsteknologi|630|222|bygg
P039|Tiltak Sykehjem|630|261|bygg
P040|Tiltak omsorgsboliger|630|265|bygg
P041|Ny utstyrssentral|620|285|bygg
P042|Oppgradering Varmesystemer Gjøsvika Sykehjem|630|261|bygg
P043|Velferdsteknologi|630|261|utstyr
P044|Elektroniske låsesystem|630|130|utstyr
P045|Ombygging kontorer teknisk|630|130|bygg
P046|Setningsskader Gjøsvika sykehjem|630|261|bygg
P047|Utbygging av returpunkter med sortering|610|355|var
P048|Utvikling av avfallssystemer i kommunale bygg|610|355|var
P049|Ombygging av avlastningsleilighet Gjøsvika Sykehjem|630|261|bygg
P050|Nytt FDV og internkontrollsystem byggforvaltning|630|130|ikt
P051|Anleggsbidrag på utbygging av nettstasjoner|620|325|anlegg
P052|Boliger tilpasset beboere med nedsatt boevne|630|265|bygg
P053|Enøk i kommunale bygg og anlegg|630|130|bygg
P054|Utskifting av armatur kommunale gatelys|620|332|anlegg
P055|Brann og beredskap - nye brannbiler|640|339|bil
P056|Kirkemurer|700|390|tilskudd
P057|Kjøp/salg aksjer/andeler|900|870|aksjer
P058|Utlån av egne midler|900|325|utlan
P059|Startlån|900|283|startlan
"""

PROSJEKTER = [Prosjekt(*linje.split("|")) for linje in _TABELL.strip().splitlines()]
MED_NAVN = {p.navn: p for p in PROSJEKTER}
MED_KODE = {p.kode: p for p in PROSJEKTER}
ARTER: dict[str, dict[str, float]] = {
    "bygg": {"230": 0.84, "200": 0.05, "250": 0.03, "270": 0.05, "010": 0.02, "099": 0.002, "090": 0.004},
    "anlegg": {"230": 0.78, "250": 0.14, "270": 0.08},
    "var": {"230": 0.66, "250": 0.24, "270": 0.06, "010": 0.03, "099": 0.003, "090": 0.005},
    "utstyr": {"200": 0.97, "120": 0.03},
    "ikt": {"200": 0.45, "270": 0.45, "195": 0.10},
    "bil": {"210": 1.0},
    "utredning": {"270": 1.0},
    "eiendom": {"280": 0.6, "270": 0.4},
    "tilskudd": {"470": 1.0},
    "aksjer": {"529": 1.0},
    "utlan": {"520": 1.0},
}
UTEN_KOMPENSASJON = ("var", "eiendom", "tilskudd", "aksjer", "utlan", "startlan")
TILSKUDD: dict[str, list[tuple[str, str, int]]] = {
    "R24": [("P052", "810", 1900), ("P015", "770", 1600), ("P025", "770", 2000), ("P024", "830", 250),
            ("P009", "830", 330), ("P022", "700", 200)],
    "R23": [("P015", "770", 900), ("P055", "770", 500), ("P022", "700", 150)],
}  # fmt: skip
RESTTILSKUDD = ("P032", "890")
"""Prosjekt som fikk mer tilskudd enn det brukte i 2024; resten er avsatt til bundet investeringsfond."""
