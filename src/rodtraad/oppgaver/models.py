"""Tasks, what was sent about them, and messages that stay until read."""

from django.db import models
from django.db.models import CheckConstraint, F, Index, Q, UniqueConstraint
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from rodtraad.oppgaver.varselslag import NAVN


class Oppgavestatus(models.TextChoices):
    """Where a task stands. It is never deleted."""

    AAPEN = "aapen", "Åpen"
    FULLFORT = "fullfort", "Fullført"
    AVLYST = "avlyst", "Avlyst"


class Oppgave(models.Model):
    """Something a person must do by a day, perhaps for a unit."""

    tittel = models.CharField("tittel", max_length=200)
    beskrivelse = models.TextField("beskrivelse", blank=True)
    slag = models.CharField("slag", max_length=40, blank=True)
    eier = models.ForeignKey("tilgang.Bruker", models.PROTECT, related_name="oppgaver")
    stedfortreder = models.ForeignKey(
        "tilgang.Bruker",
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="stedfortreder",
    )
    leder = models.ForeignKey(
        "tilgang.Bruker",
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="eskaleres til",
    )
    enhet_nivaa = models.CharField("enhetens nivå", max_length=12, blank=True)
    enhet_kode = models.CharField("enhetens kode", max_length=20, blank=True)
    frist = models.DateField("frist")
    status = models.CharField(
        "status", max_length=10, choices=Oppgavestatus.choices, default=Oppgavestatus.AAPEN
    )
    kilde = models.CharField("kilde", max_length=80, blank=True)
    """What asked for the task, as `aarshjul:12`; with the owner it names the task once."""
    lenke = models.CharField("lenke", max_length=200, blank=True)
    paaminnelser = models.JSONField("påminnes dager før", default=list, blank=True)
    eskaler = models.JSONField("eskaleres dager før", default=list, blank=True)
    versjon = models.PositiveIntegerField("versjon", default=1)
    ferdig = models.DateTimeField("ferdig", null=True, blank=True)
    opprettet_av = models.CharField("opprettet av", max_length=320)
    opprettet = models.DateTimeField("opprettet", auto_now_add=True)

    class Meta:
        verbose_name = "oppgave"
        verbose_name_plural = "oppgaver"
        ordering = ("frist", "id")
        indexes = (
            Index(fields=["eier", "status", "frist"], name="oppgaver_eier_status_frist"),
            Index(fields=["status", "frist"], name="oppgaver_status_frist"),
            Index(
                fields=["enhet_nivaa", "enhet_kode", "status", "frist"], name="oppgaver_enhet_status_frist"
            ),
            Index(fields=["kilde"], name="oppgaver_kilde"),
        )
        constraints = (
            UniqueConstraint(
                fields=["kilde", "eier"],
                condition=~Q(kilde=""),
                name="oppgaver_oppgave_en_per_kilde_og_eier",
                violation_error_message="Personen har alt denne oppgaven.",
            ),
            CheckConstraint(
                condition=Q(status__in=Oppgavestatus.values),
                name="oppgaver_oppgave_kjent_status",
                violation_error_message="Statusen må være åpen, fullført eller avlyst.",
            ),
            CheckConstraint(
                condition=Q(status="aapen", ferdig__isnull=True)
                | (~Q(status="aapen") & Q(ferdig__isnull=False)),
                name="oppgaver_oppgave_ferdig_naar_lukket",
                violation_error_message="En lukket oppgave har et tidspunkt, en åpen har ikke.",
            ),
            CheckConstraint(
                condition=~Q(tittel=""),
                name="oppgaver_oppgave_har_tittel",
                violation_error_message="Oppgaven må ha en tittel.",
            ),
            CheckConstraint(
                condition=Q(stedfortreder__isnull=True) | ~Q(stedfortreder=F("eier")),
                name="oppgaver_oppgave_en_annen_stedfortreder",
                violation_error_message="Stedfortrederen må være en annen enn eieren.",
            ),
        )

    def __str__(self) -> str:
        return self.tittel

    @property
    def beskrivelse_ren(self) -> str:
        """The description as plain text, for e-mail."""
        return strip_tags(self.beskrivelse).strip()

    @property
    def enhet(self) -> tuple[str, str] | None:
        """Level and code of the unit, None when the task is for no unit."""
        return (self.enhet_nivaa, self.enhet_kode) if self.enhet_kode else None


class Kommentar(models.Model):
    """A remark on a task."""

    oppgave = models.ForeignKey("oppgaver.Oppgave", models.CASCADE, related_name="kommentarer")
    av = models.CharField("av", max_length=320)
    tekst = models.TextField("tekst")
    tidspunkt = models.DateTimeField("tidspunkt", auto_now_add=True)

    class Meta:
        verbose_name = "kommentar"
        verbose_name_plural = "kommentarer"
        ordering = ("tidspunkt", "id")

    def __str__(self) -> str:
        return self.tekst[:60]


class Paaminnelse(models.Model):
    """That a reminder or an escalation about a task was given: once per kind and day it is due."""

    oppgave = models.ForeignKey("oppgaver.Oppgave", models.CASCADE, related_name="paaminnelser_gitt")
    slag = models.CharField("slag", max_length=12)
    dager = models.IntegerField("dager før fristen")
    frist = models.DateField("fristen den gjaldt")
    varslet = models.BooleanField("varslet", default=False)
    """Set by the one who tells, in the same transaction, so that two at once tell once."""
    gitt = models.DateTimeField("gitt", auto_now_add=True)

    class Meta:
        verbose_name = "påminnelse"
        verbose_name_plural = "påminnelser"
        constraints = (
            UniqueConstraint(
                fields=["oppgave", "slag", "dager", "frist"],
                name="oppgaver_paaminnelse_en_gang",
                violation_error_message="Påminnelsen er alt gitt.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.slag} {self.dager} dager før {self.frist}"


class Melding(models.Model):
    """A message to a person; it stays until it is read."""

    mottaker = models.ForeignKey("tilgang.Bruker", models.CASCADE, related_name="meldinger")
    emne = models.CharField("emne", max_length=200)
    tekst = models.TextField("tekst", blank=True)
    lenke = models.CharField("lenke", max_length=200, blank=True)
    slag = models.CharField("slag", max_length=40, blank=True)
    sendt = models.DateTimeField("sendt", auto_now_add=True)
    lest = models.DateTimeField("lest", null=True, blank=True)

    class Meta:
        verbose_name = "melding"
        verbose_name_plural = "meldinger"
        ordering = ("-sendt", "-id")
        indexes = (Index(fields=["mottaker", "lest", "-sendt"], name="oppgaver_melding_uleste"),)

    def __str__(self) -> str:
        return self.emne


class Epostvalg(models.TextChoices):
    """How a person wants messages by e-mail."""

    STRAKS = "straks", "Straks"
    DAGLIG = "daglig", "Samlet én gang om dagen"
    INGEN = "ingen", "Ikke på e-post"


class Varselvalg(models.Model):
    """How one person wants to be told of one kind of thing. Escalations always come by e-mail."""

    bruker = models.ForeignKey("tilgang.Bruker", models.CASCADE, related_name="varselvalg")
    slag = models.CharField("slag", max_length=40)
    epost = models.CharField("e-post", max_length=8, choices=Epostvalg.choices, default=Epostvalg.STRAKS)

    class Meta:
        verbose_name = "varselvalg"
        verbose_name_plural = "varselvalg"
        constraints = (
            UniqueConstraint(
                fields=["bruker", "slag"],
                name="oppgaver_varselvalg_ett_per_slag",
                violation_error_message="Personen har alt valgt for dette slaget.",
            ),
            CheckConstraint(
                condition=~Q(slag="eskalering"),
                name="oppgaver_varselvalg_ikke_eskalering",
                violation_error_message="En eskalering kan ikke velges bort.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.slag}: {self.epost}"


class Sending(models.Model):
    """Something on its way out of the house: an e-mail or a call of a webhook, with what became of it."""

    class Kanal(models.TextChoices):
        """By which way."""

        EPOST = "epost", "E-post"
        WEBHOOK = "webhook", "Webhook"

    class Tilstand(models.TextChoices):
        """How it went."""

        VENTER = "venter", "Venter"
        SENDT = "sendt", "Sendt"
        OPPGITT = "oppgitt", "Kom ikke fram"

    kanal = models.CharField("kanal", max_length=8, choices=Kanal.choices)
    til = models.CharField("til", max_length=320)
    emne = models.CharField("emne", max_length=200)
    innhold = models.JSONField("innhold")
    webhook = models.ForeignKey("oppgaver.Webhook", models.CASCADE, null=True, related_name="sendinger")
    tilstand = models.CharField("tilstand", max_length=8, choices=Tilstand.choices, default=Tilstand.VENTER)
    forsok = models.PositiveSmallIntegerField("forsøk", default=0)
    neste = models.DateTimeField("neste forsøk")
    feil = models.CharField("siste feil", max_length=300, blank=True)
    laget = models.DateTimeField("laget", auto_now_add=True)
    sendt = models.DateTimeField("sendt", null=True, blank=True)

    class Meta:
        verbose_name = "sending"
        verbose_name_plural = "sendinger"
        ordering = ("-laget", "-id")
        indexes = (Index(fields=["tilstand", "neste"], name="oppgaver_sending_ko"),)

    def __str__(self) -> str:
        return f"{self.kanal} {self.emne}"


class Webhook(models.Model):
    """Another system that is told when something happens: a chat, or a program that checks our signature."""

    class Form(models.TextChoices):
        """The shape of what is sent."""

        TEAMS = "teams", "Teams (kort)"
        SLACK = "slack", "Slack, Mattermost (tekst)"
        SIGNERT = "signert", "Signert JSON"

    navn = models.CharField("navn", max_length=80)
    adresse = models.URLField("adresse", max_length=500)
    form = models.CharField("form", max_length=8, choices=Form.choices)
    slag = models.CharField("slag", max_length=40, blank=True)
    """Only messages of this kind; blank = all."""
    enhet_nivaa = models.CharField("enhetens nivå", max_length=12, blank=True)
    enhet_kode = models.CharField("enhetens kode", max_length=20, blank=True)
    """Only messages for this unit and those below it; blank = all."""
    hemmelighet = models.CharField("hemmelighet", max_length=100, blank=True)
    aktiv = models.BooleanField("aktiv", default=True)
    laget = models.DateTimeField("laget", auto_now_add=True)

    class Meta:
        verbose_name = "webhook"
        verbose_name_plural = "webhooker"
        ordering = ("navn",)
        constraints = (
            UniqueConstraint(
                fields=["navn"],
                name="oppgaver_webhook_ett_navn",
                violation_error_message="En annen webhook har det samme navnet.",
            ),
        )

    def __str__(self) -> str:
        return self.navn

    @property
    def enhet(self) -> tuple[str, str] | None:
        """Level and code of the unit it is told about, None when it is told of all."""
        return (self.enhet_nivaa, self.enhet_kode) if self.enhet_kode else None

    @property
    def slagsnavn(self) -> str:
        """The kind it is told of, in words."""
        return str(NAVN.get(self.slag, _("Alle meldinger")))


class Dagsverk(models.Model):
    """That the background work of a day is done."""

    dag = models.DateField("dag", unique=True)
    antall = models.PositiveIntegerField("påminnelser", default=0)
    ferdig = models.DateTimeField("ferdig", null=True, blank=True)

    class Meta:
        verbose_name = "dagsverk"
        verbose_name_plural = "dagsverk"
        ordering = ("dag",)

    def __str__(self) -> str:
        return str(self.dag)
