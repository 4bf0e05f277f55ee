"""Acts on the events of the year."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils import timezone

from rodtraad.aarshjul.fristoppgaver import folg_hendelsen, lukk_fristoppgaver
from rodtraad.aarshjul.generering import AarshjulFeil
from rodtraad.aarshjul.models import (
    Aarshendelse,
    Aarshjul,
    Budsjettforing,
    Hendelseslenke,
    Hendelsesstatus,
    Presisjon,
    Temahjul,
    Tilstandsrapport,
)
from rodtraad.aarshjul.prosesser import prosesser
from rodtraad.hendelser.services import loggfor
from rodtraad.tilgang.rettigheter import Enhetsnokkel

FELTER: Final = ("tittel", "beskrivelse", "presisjon", "fra", "til", "frist", "organ", "eier_id", "eier_rolle", "sak",
                 "lenke", "referat", "offentlig", "temahjul_id", "oppgave", "gjentas")  # fmt: skip


def ny_hendelse(*, aar: int, verdier: Mapping[str, Any], av: str) -> Aarshendelse:
    """Årshendelse: the municipality's own; comes along to next year. Raises AarshjulFeil."""
    with transaction.atomic():
        hjul = Aarshjul.objects.filter(aar=aar).first()
        if hjul is None:
            raise AarshjulFeil(f"Årshjulet for {aar} finnes ikke ennå. Lag det først.")
        rad = Aarshendelse(hjul=hjul, egen=True, **_felter(verdier))
        rad.utgangspunkt = rad.fra
        _sjekk(rad)
        rad.save(force_insert=True)
        folg_hendelsen(rad, av=av)
        loggfor(handling="ny årshendelse", gjelder=f"aarshendelse:{rad.pk}", av=av, etter=_loggbar(rad))
    return rad


def endre_hendelse(*, hendelse_id: int, versjon: int, verdier: Mapping[str, Any], av: str) -> None:
    """Årshendelse: changes it as it was when read. Raises AarshjulFeil when another was first."""
    with transaction.atomic():
        rad = _hent(hendelse_id)
        for_, var = _loggbar(rad), (rad.presisjon, rad.fra, rad.til)
        for navn, verdi in _felter(verdier).items():
            setattr(rad, navn, verdi)
        _sjekk(rad)
        if var != (rad.presisjon, rad.fra, rad.til):
            rad.utgangspunkt = rad.fra
        _lagre(rad, versjon, **{navn: getattr(rad, navn) for navn in (*FELTER, "utgangspunkt")})
        folg_hendelsen(rad, av=av)
        loggfor(
            handling="endret årshendelse",
            gjelder=f"aarshendelse:{rad.pk}",
            av=av,
            for_=for_,
            etter=_loggbar(rad),
        )


def legg_til_lenke(*, hendelse_id: int, slag: str, tittel: str, adresse: str, av: str) -> Hendelseslenke:
    """Hendelseslenke: a document of an event, or the draft budget. Raises AarshjulFeil. Krav HJUL-03."""
    try:
        with transaction.atomic():
            rad = Hendelseslenke.objects.create(
                hendelse=_hent(hendelse_id), slag=slag, tittel=tittel.strip(), adresse=adresse.strip()
            )
            loggfor(handling="la til lenke", gjelder=f"aarshendelse:{hendelse_id}", av=av,
                    etter={"slag": slag, "tittel": rad.tittel, "adresse": rad.adresse})  # fmt: skip
    except IntegrityError:
        if Hendelseslenke.objects.filter(hendelse=hendelse_id, adresse=adresse.strip()).exists():
            raise AarshjulFeil(f"Adressen «{adresse.strip()}» står på hendelsen fra før.") from None
        raise AarshjulFeil(
            f"Adressen «{adresse.strip()}» begynner verken med https:// eller /.", "Skriv hele adressen."
        ) from None
    return rad


def fjern_lenke(*, hendelse_id: int, lenke_id: int, av: str) -> None:
    """Hendelseslenke: takes it away; the log keeps what it was."""
    with transaction.atomic():
        rad = Hendelseslenke.objects.filter(pk=lenke_id, hendelse=hendelse_id).first()
        if rad is not None and Hendelseslenke.objects.filter(pk=rad.pk).delete()[0]:
            loggfor(handling="fjernet lenke", gjelder=f"aarshendelse:{hendelse_id}", av=av,
                    for_={"slag": rad.slag, "tittel": rad.tittel, "adresse": rad.adresse})  # fmt: skip


def sett_status(
    *,
    hendelse_id: int,
    versjon: int,
    status: str,
    grunn: str = "",
    erstattet_av_id: int | None = None,
    av: str,
) -> None:
    """Årshendelse: held, called off with reason, or replaced by another with reason (HJUL-04). Raises AarshjulFeil."""
    if status in {Hendelsesstatus.AVLYST, Hendelsesstatus.ERSTATTET} and not grunn.strip():
        raise AarshjulFeil("Skriv hvorfor hendelsen er avlyst eller erstattet.")
    with transaction.atomic():
        rad = _hent(hendelse_id)
        if status == Hendelsesstatus.ERSTATTET:
            ny = (
                Aarshendelse.objects.filter(pk=erstattet_av_id or 0, hjul=rad.hjul_id)
                .exclude(pk=rad.pk)
                .first()
            )
            if ny is None:
                raise AarshjulFeil("Velg hvilken hendelse i samme år som kom i stedet.")
        _lagre(
            rad, versjon, status=status, grunn=grunn.strip(),
            erstattet_av=erstattet_av_id if status == Hendelsesstatus.ERSTATTET else None,
        )  # fmt: skip
        lukk_fristoppgaver(rad, status, grunn.strip(), av=av)
        loggfor(handling="satte status på årshendelse", gjelder=f"aarshendelse:{rad.pk}", av=av,
                for_={"status": rad.status},
                etter={"status": status, "grunn": grunn.strip(), "erstattet_av": erstattet_av_id})  # fmt: skip


def start_prosess(*, hendelse_id: int, av: str) -> str:
    """Prosess: starts what the event names; returns what to tell. Raises AarshjulFeil."""
    rad = _hent(hendelse_id)
    prosess = prosesser().get(rad.prosess)
    if prosess is None:
        raise AarshjulFeil("Det er ingen prosess å starte fra denne hendelsen.")
    with transaction.atomic():
        svar = prosess.start(rad, av)
        loggfor(
            handling="startet prosess",
            gjelder=f"aarshendelse:{rad.pk}",
            av=av,
            etter={"prosess": prosess.id, "svar": svar},
        )
    return svar


def lagre_foringer(*, hendelse_id: int, foringer: Sequence[Mapping[str, str]], av: str) -> None:
    """Budsjettføringer: the prioritised areas of a conference, in order, for those there were. Raises AarshjulFeil.

    Follow-up that is written for an area stays with its number. Krav HJUL-02.
    """
    with transaction.atomic():
        rad = _hent(hendelse_id)
        titler = [f for f in foringer if f["tittel"].strip()]
        if not titler:
            raise AarshjulFeil("Skriv minst ett prioritert område.")
        for nr, foring in enumerate(titler, start=1):
            Budsjettforing.objects.update_or_create(
                hendelse=rad, nr=nr, defaults={k: foring.get(k, "").strip() for k in ("tittel", "tekst")}
            )
        Budsjettforing.objects.filter(hendelse=rad, nr__gt=len(titler), oppfolging="").delete()
        loggfor(handling="lagret budsjettføringer", gjelder=f"aarshendelse:{rad.pk}", av=av,
                etter={"foringer": [f["tittel"] for f in titler]})  # fmt: skip


def folg_opp_foring(*, foring_id: int, oppfolging: str, sted: str, av: str) -> None:
    """Budsjettføring: what became of it in the handlings- og økonomiplan, and where. Raises AarshjulFeil."""
    with transaction.atomic():
        if not Budsjettforing.objects.filter(pk=foring_id).update(
            oppfolging=oppfolging.strip(), sted=sted.strip()
        ):
            raise AarshjulFeil("Føringen finnes ikke.")
        loggfor(handling="fulgte opp budsjettføring", gjelder=f"budsjettforing:{foring_id}", av=av,
                etter={"oppfolging": oppfolging.strip(), "sted": sted.strip()})  # fmt: skip


def lag_temahjul(*, navn: str, enhet: Enhetsnokkel, beskrivelse: str, av: str) -> Temahjul:
    """Temahjul: a wheel owned by a unit. Raises AarshjulFeil. Krav HJUL-13."""
    try:
        with transaction.atomic():
            rad = Temahjul.objects.create(
                navn=navn.strip(), enhet_nivaa=enhet[0], enhet_kode=enhet[1], beskrivelse=beskrivelse.strip()
            )
            loggfor(
                handling="laget temahjul",
                gjelder=f"temahjul:{rad.pk}",
                av=av,
                etter={"navn": rad.navn, "enhet": f"{enhet[0]} {enhet[1]}"},
            )
    except IntegrityError:
        raise AarshjulFeil(f"Det finnes alt et temahjul som heter «{navn.strip()}».") from None
    return rad


def lever_tilstandsrapport(
    *, rapport_id: int, versjon: int, saksnr: str, vurdering: str, levert: bool, av: str
) -> None:
    """Tilstandsrapport: its text and case number; delivered when it has both. Raises AarshjulFeil. Krav HJUL-18."""
    if levert and not saksnr.strip():
        raise AarshjulFeil("En levert rapport må ha et saksnummer, for eksempel 89/24.")
    with transaction.atomic():
        rader = Tilstandsrapport.objects.filter(pk=rapport_id, versjon=versjon)
        if not rader.update(
            saksnr=saksnr.strip(),
            vurdering=vurdering,
            levert=timezone.now() if levert else None,
            versjon=F("versjon") + 1,
        ):
            raise AarshjulFeil(
                "Noen andre har endret rapporten mens du hadde den oppe.",
                "Se hva som er nytt, og prøv igjen.",
            )
        loggfor(handling="leverte tilstandsrapport" if levert else "skrev tilstandsrapport",
                gjelder=f"tilstandsrapport:{rapport_id}", av=av, etter={"saksnr": saksnr.strip()})  # fmt: skip


def neste_nummer(hendelse_id: int) -> int:
    """The next free number of a directive."""
    return (Budsjettforing.objects.filter(hendelse=hendelse_id).aggregate(siste=Max("nr"))["siste"] or 0) + 1


def _hent(hendelse_id: int) -> Aarshendelse:
    rad = Aarshendelse.objects.select_related("hjul").filter(pk=hendelse_id).first()
    if rad is None:
        raise AarshjulFeil("Hendelsen finnes ikke.")
    return rad


def _lagre(rad: Aarshendelse, versjon: int, **felter: Any) -> None:
    if not Aarshendelse.objects.filter(pk=rad.pk, versjon=versjon).update(versjon=F("versjon") + 1, **felter):
        raise AarshjulFeil(
            "Noen andre har endret hendelsen mens du hadde den oppe.", "Se hva som er nytt, og prøv igjen."
        )


def _felter(verdier: Mapping[str, Any]) -> dict[str, Any]:
    """Only what may be set from outside."""
    return {navn: verdi for navn, verdi in verdier.items() if navn in FELTER}


def _sjekk(rad: Aarshendelse) -> None:
    if rad.til < rad.fra:
        raise AarshjulFeil(f"Hendelsen slutter {rad.til:%d.%m.%Y}, før den begynner {rad.fra:%d.%m.%Y}.")
    if not rad.fra.year == rad.til.year == rad.hjul.aar:
        raise AarshjulFeil(
            f"Hendelsen må ligge i {rad.hjul.aar}. Den er satt til {rad.fra:%d.%m.%Y}–{rad.til:%d.%m.%Y}."
        )
    if rad.presisjon == Presisjon.DAG and (rad.til - rad.fra).days > 31:  # noqa: PLR2004 - a month
        raise AarshjulFeil(
            "En hendelse på bestemte dager kan vare i høyst 31 dager.",
            "Velg «I løpet av måneden» eller «I løpet av året».",
        )


def _loggbar(rad: Aarshendelse) -> dict[str, Any]:
    return {navn: getattr(rad, navn) for navn in FELTER if not isinstance(getattr(rad, navn), date)} | {
        "fra": rad.fra, "til": rad.til
    }  # fmt: skip
