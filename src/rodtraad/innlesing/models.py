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


class Opplasting(models.Model):
    """A file somebody has sent and tried, but not yet read in. The id is the name of its folder, and a secret."""

    id = models.CharField(primary_key=True, max_length=40, editable=False)
    kilde = models.CharField("kilde", max_length=60)
    fil = models.CharField("fil", max_length=120)
    aar = models.PositiveIntegerField("år", null=True)
    bruker = models.ForeignKey("tilgang.Bruker", models.CASCADE, related_name="+")
    opprettet = models.DateTimeField("sendt", auto_now_add=True)
    resultat = models.JSONField("hva prøven viste", default=dict)
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
