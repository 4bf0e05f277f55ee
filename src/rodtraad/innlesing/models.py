import secrets

from django.db import models

_FORST = "bcdfghjkmnpqrstvwxz"
_TEGN = _FORST + "23456789"


def ny_id() -> str:
    """A short id that can be read aloud, and that no spreadsheet takes for a number."""
    return secrets.choice(_FORST) + "".join(secrets.choice(_TEGN) for _ in range(7))


class Status(models.TextChoices):
    """Where an import stands."""

    GYLDIG = "gyldig"
    TRUKKET = "trukket"
    ERSTATTET = "erstattet"


class Innlesing(models.Model):
    """One import of one or more files from one source. What it brought counts while it is gyldig."""

    id = models.CharField(primary_key=True, max_length=12, default=ny_id, editable=False)
    nummer = models.PositiveBigIntegerField(unique=True)
    kilde = models.CharField(max_length=60)
    fil = models.CharField(max_length=1000)
    filer = models.JSONField(default=list)
    sha256 = models.CharField(max_length=64)
    bruker = models.CharField(max_length=150)
    tidspunkt = models.DateTimeField(auto_now_add=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.GYLDIG)
    antall = models.PositiveBigIntegerField()
    kontrolltotal_ore = models.BigIntegerField(null=True)
    kontrolltotaler = models.JSONField(default=dict)
    profil = models.CharField(max_length=400, blank=True)
    profiltekst = models.TextField(blank=True)
    funn = models.JSONField(default=list)
    virkninger = models.JSONField(default=list)
    merknad = models.TextField(blank=True)
    konstruert = models.BooleanField(default=False)
    nokkel = models.CharField(max_length=200, blank=True)
    erstatter = models.ManyToManyField("self", symmetrical=False, related_name="erstattet_av")

    class Meta:
        verbose_name = "innlesing"
        verbose_name_plural = "innlesinger"
        ordering = ("nummer",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(status__in=["gyldig", "trukket", "erstattet"]),
                name="innlesing_status",
                violation_error_message="Status må være gyldig, trukket eller erstattet.",
            ),
            models.UniqueConstraint(
                fields=("kilde", "nokkel"),
                condition=models.Q(status="gyldig") & ~models.Q(nokkel=""),
                name="innlesing_en_gyldig_per_nokkel",
                violation_error_message="Det finnes alt en gyldig innlesing av det samme.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.id} {self.kilde} {self.fil}"


class Tilstand(models.TextChoices):
    """Where a file that was sent stands on its way in."""

    KARTLEGGES = "kartlegges", "kolonnene må forklares"
    VENTER = "venter", "venter på å bli prøvd"
    PROVD = "provd", "prøvd"
    LESES_INN = "leses_inn", "venter på å bli lest inn"
    LEST_INN = "lest_inn", "lest inn"


class Opplasting(models.Model):
    """Files somebody has sent as one import, not yet read in. The id is the name of their folder, and a secret."""

    id = models.CharField(primary_key=True, max_length=40, editable=False)
    kilde = models.CharField("kilde", max_length=60)
    fil = models.CharField("fil", max_length=1000)
    filer = models.JSONField("filer", default=list)
    aar = models.PositiveIntegerField("år", null=True)
    bruker = models.ForeignKey("tilgang.Bruker", models.CASCADE, related_name="+")
    av = models.CharField("sendt av", max_length=300, blank=True)
    opprettet = models.DateTimeField("sendt", auto_now_add=True)
    tilstand = models.CharField("tilstand", max_length=12, choices=Tilstand, default=Tilstand.PROVD)
    tatt = models.DateTimeField("arbeideren har den", null=True)
    forsok = models.PositiveSmallIntegerField("forsøk", default=0)
    profilnavn = models.CharField("kolonneprofil", max_length=160, blank=True)
    profiltekst = models.TextField("kolonneprofilen", blank=True)
    ved_overlapp = models.CharField("ved overlapp", max_length=10, blank=True)
    resultat = models.JSONField("hva prøven viste", default=dict)
    innlesing = models.ForeignKey(Innlesing, models.CASCADE, null=True, related_name="+")
    neste = models.CharField("hvor det går videre", max_length=200, blank=True)

    class Meta:
        verbose_name = "opplasting"
        verbose_name_plural = "opplastinger"
        ordering = ("-opprettet",)

    def __str__(self) -> str:
        return f"{self.kilde} {self.fil}"

    @property
    def har_feil(self) -> bool:
        """Whether the trial found something that stops the file."""
        return bool(self.resultat.get("har_feil"))

    @property
    def er_under_arbeid(self) -> bool:
        """Whether the worker has it, or will."""
        return self.tilstand in {Tilstand.VENTER, Tilstand.LESES_INN}

    @property
    def byte(self) -> int:
        """Bytes of all its files."""
        return sum(f["byte"] for f in self.filer)


class Profilversjon(models.Model):
    """One version of a saved column profile; the highest that is not archived is the one in use."""

    kilde = models.CharField("kilde", max_length=60)
    navn = models.CharField("navn", max_length=120)
    versjon = models.PositiveIntegerField("versjon")
    tekst = models.TextField("profil")
    overskrift = models.JSONField("overskriften den ble laget for", default=list)
    kjennetegn = models.CharField("overskriftens sha256", max_length=64, blank=True, db_index=True)
    laget_av = models.CharField("laget av", max_length=300)
    laget = models.DateTimeField("laget", auto_now_add=True)
    arkivert = models.BooleanField("arkivert", default=False)

    class Meta:
        verbose_name = "profilversjon"
        verbose_name_plural = "profilversjoner"
        ordering = ("kilde", "navn", "-versjon")
        constraints = (
            models.UniqueConstraint(
                fields=("kilde", "navn", "versjon"),
                name="innlesing_en_av_hver_profilversjon",
                violation_error_message="Denne versjonen av profilen finnes fra før.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.navn}, versjon {self.versjon}"
