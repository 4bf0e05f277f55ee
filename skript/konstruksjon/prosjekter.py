"""Investeringsprosjektene: kode, virksomhet, funksjon og slag (bestemmer artene). Kodene er konstruert."""

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
1001|Digitale enheter til folkevalgte|100|120|ikt
1002|Anbud/prosjektering av driftsløsninger|100|120|ikt
1003|Digital transformasjon av arbeidsprosesser|100|120|ikt
1501|Kjøp/Salg bygg/eiendom|150|325|eiendom
2001|inventar Samisk klasserom|200|222|utstyr
2002|2 smartboard|200|202|utstyr
2003|Inventar skolekjøkken|200|222|utstyr
2004|Chromebook - årlig innkjøp|200|202|utstyr
3001|Folkehelse - uteområde Røros skole|330|222|anlegg
3002|Helseplattormen|330|241|ikt
3003|Hjemmetjenesten - e-lås og medisindispensere|340|258|utstyr
3004|Ny omsorgsstruktur Øverhagaen|310|261|bygg
5001|Nytt bibliotek|500|386|bygg
6301|Rådhuset - rehabilitering|630|130|bygg
6302|Beredskaps- og responssenter|640|339|bygg
6303|EPC Energitiltak|630|222|bygg
6304|Utbygging legesenter|630|241|bygg
6201|Utskifting biler|620|285|bil
6202|Feieutstyr/brøyte/strøutstyr|620|332|utstyr
6305|Renholdsmaskiner|630|222|utstyr
6401|utskiftning øvelsesanlegg brann|640|339|anlegg
6402|Bybrann|640|338|anlegg
6203|Utskifting kommunale kjøretøy|620|285|bil
6204|Tiltak gang og sykkelveier|620|332|anlegg
6205|Jernbaneundergang Glåmos|620|332|anlegg
6206|Mulighetsstudie|600|301|utredning
6207|Kommunale veier|620|332|anlegg
6101|Selvkost - utskifting vannledning|610|345|var
6102|Selvkost - utskifting avløpsledning|610|353|var
6208|Sikring av dammer|620|335|anlegg
6403|Kjøretøy - feier|640|338|bil
6209|Utvikling av Nilsenhjørnetparken|600|335|anlegg
6103|Ny Renovasjonsbil|610|355|var
6306|Barneboliger|630|261|bygg
6307|Barnehager Røros sentrum|630|221|bygg
6308|Tiltak kommunale boliger|630|265|bygg
6309|Tiltak Skolebygg|630|222|bygg
6310|Ny solskjermingsteknologi|630|222|bygg
6311|Tiltak Sykehjem|630|261|bygg
6312|Tiltak omsorgsboliger|630|265|bygg
6210|Ny utstyrssentral|620|285|bygg
6313|Oppgradering Varmesystemer Gjøsvika Sykehjem|630|261|bygg
6314|Velferdsteknologi|630|261|utstyr
6315|Elektroniske låsesystem|630|130|utstyr
6316|Ombygging kontorer teknisk|630|130|bygg
6317|Setningsskader Gjøsvika sykehjem|630|261|bygg
6104|Utbygging av returpunkter med sortering|610|355|var
6105|Utvikling av avfallssystemer i kommunale bygg|610|355|var
6318|Ombygging av avlastningsleilighet Gjøsvika Sykehjem|630|261|bygg
6319|Nytt FDV og internkontrollsystem byggforvaltning|630|130|ikt
6211|Anleggsbidrag på utbygging av nettstasjoner|620|325|anlegg
6320|Boliger tilpasset beboere med nedsatt boevne|630|265|bygg
6321|Enøk i kommunale bygg og anlegg|630|130|bygg
6212|Utskifting av armatur kommunale gatelys|620|332|anlegg
6404|Brann og beredskap - nye brannbiler|640|339|bil
7001|Kirkemurer|700|390|tilskudd
9001|Kjøp/salg aksjer/andeler|900|870|aksjer
9002|Utlån av egne midler|900|325|utlan
9003|Startlån|900|283|startlan
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
TILSKUDD: dict[str, list[tuple[str, str, float]]] = {
    "R24": [("6320", "810", 1900), ("6302", "770", 1600), ("6205", "770", 2000), ("6204", "830", 250),
            ("3001", "830", 330), ("6402", "700", 200)],
    "R23": [("6302", "770", 900), ("6404", "770", 500), ("6402", "700", 150)],
}  # fmt: skip
RESTTILSKUDD = ("6209", "890")
"""Prosjekt som fikk mer tilskudd enn det brukte i 2024; resten er avsatt til bundet investeringsfond."""
