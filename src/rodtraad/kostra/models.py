"""What persons have written of differences, the changes to be checked before the deadline, drafts to the council."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint


class Avstemmingsforklaring(models.Model):
    """A person's explanation of a difference between the accounts and KOSTRA: an amount, or a remark with an owner."""

    aar = models.PositiveSmallIntegerField("år")
    rad_id = models.CharField("linje", max_length=500)
    navn = models.CharField("navn", max_length=300)
    aarsak = models.CharField("årsak", max_length=40)
    belop = models.BigIntegerField("forklart beløp i øre", null=True, blank=True)
    kommentar = models.TextField("kommentar")
    eier = models.ForeignKey("tilgang.Bruker", models.PROTECT, related_name="+", null=True, blank=True)
    differanse = models.BigIntegerField("differansen da det ble skrevet, i øre")
    av = models.CharField("skrevet av", max_length=320)
    tidspunkt = models.DateTimeField("skrevet", auto_now_add=True)
    trukket = models.DateTimeField("trukket", null=True, blank=True)
    trukket_av = models.CharField("trukket av", max_length=320, blank=True)

    class Meta:
        verbose_name = "avstemmingsforklaring"
        verbose_name_plural = "avstemmingsforklaringer"
        ordering = ("aar", "rad_id", "id")
        indexes = (models.Index(fields=["aar", "trukket"], name="kostra_forklaring_aar"),)
        constraints = (
            CheckConstraint(
                condition=~Q(kommentar=""),
                name="kostra_forklaring_har_kommentar",
                violation_error_message="Skriv hva du vet om differansen.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.navn} {self.aar}"


class Endringskilde(models.TextChoices):
    """What a figure is held against."""

    PUBLISERT = "publisert", "Publisert tall mot året før"
    EGNE = "egne", "Egne regnskapstall mot året før"
    REGNSKAP = "regnskap", "Publisert tall mot regnskapet"


class Endringsstatus(models.TextChoices):
    """What a person has found."""

    AAPEN = "aapen", "Ikke sjekket"
    SJEKKET = "sjekket", "Sjekket, tallet er riktig"
    RETTES = "rettes", "Må rettes"


class Storendring(models.Model):
    """A change so large that someone must look at it before the deadline for corrections (KOSTRA-14)."""

    aar = models.PositiveSmallIntegerField("år")
    kilde = models.CharField("sammenlignet med", max_length=10, choices=Endringskilde.choices)
    nokkel = models.CharField("nøkkel", max_length=500)
    navn = models.CharField("navn", max_length=300)
    funksjon = models.CharField("funksjon", max_length=3, blank=True)
    enhet = models.CharField("enhet", max_length=60)
    verdi_for = models.DecimalField("før", max_digits=22, decimal_places=4)
    verdi = models.DecimalField("nå", max_digits=22, decimal_places=4)
    aktuell = models.BooleanField("over grensene nå", default=True)
    status = models.CharField(
        "status", max_length=10, choices=Endringsstatus.choices, default=Endringsstatus.AAPEN
    )
    kommentar = models.TextField("kommentar", blank=True)
    vurdert_av = models.CharField("vurdert av", max_length=320, blank=True)
    vurdert = models.DateTimeField("vurdert", null=True, blank=True)
    funnet = models.DateTimeField("funnet", auto_now_add=True)
    versjon = models.PositiveIntegerField("versjon", default=1)

    class Meta:
        verbose_name = "stor endring i KOSTRA-tallene"
        verbose_name_plural = "store endringer i KOSTRA-tallene"
        ordering = ("aar", "kilde", "nokkel")
        constraints = (
            UniqueConstraint(
                fields=["aar", "kilde", "nokkel"],
                name="kostra_storendring_en_gang",
                violation_error_message="Endringen står alt i listen.",
            ),
            CheckConstraint(
                condition=Q(kilde__in=Endringskilde.values, status__in=Endringsstatus.values),
                name="kostra_storendring_kjent_status",
                violation_error_message="Statusen finnes ikke i listen.",
            ),
            CheckConstraint(
                condition=~Q(status=Endringsstatus.RETTES) | ~Q(kommentar=""),
                name="kostra_storendring_rettes_har_kommentar",
                violation_error_message="Skriv hva som må rettes.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.navn} {self.aar}"


class Utkaststatus(models.TextChoices):
    """Where a draft stands. It is never deleted."""

    UTKAST = "utkast", "Utkast"
    OVERSENDT = "oversendt", "Lagt fram som sak"
    UNODVENDIG = "unodvendig", "Legges ikke fram"


class Orienteringsutkast(models.Model):
    """A draft of a case that tells the council of figures changed after 15 June (KOSTRA-06)."""

    aar = models.PositiveSmallIntegerField("år")
    grunnlag = models.CharField("hva som er sammenlignet", max_length=200, unique=True)
    """The imports compared, before and after: the same two give one draft."""
    tittel = models.CharField("tittel", max_length=200)
    tekst = models.TextField("tekst")
    endringer = models.JSONField("endringer", default=list)
    status = models.CharField(
        "status", max_length=10, choices=Utkaststatus.choices, default=Utkaststatus.UTKAST
    )
    saksnr = models.CharField("saksnummer", max_length=20, blank=True)
    grunn = models.CharField("hvorfor det ikke legges fram", max_length=500, blank=True)
    opprettet = models.DateTimeField("laget", auto_now_add=True)
    versjon = models.PositiveIntegerField("versjon", default=1)

    class Meta:
        verbose_name = "utkast til orienteringssak"
        verbose_name_plural = "utkast til orienteringssaker"
        ordering = ("-aar", "-id")
        constraints = (
            CheckConstraint(
                condition=Q(status__in=Utkaststatus.values),
                name="kostra_utkast_kjent_status",
                violation_error_message="Statusen finnes ikke i listen.",
            ),
            CheckConstraint(
                condition=~Q(status=Utkaststatus.OVERSENDT) | ~Q(saksnr=""),
                name="kostra_utkast_oversendt_har_saksnr",
                violation_error_message="Skriv saksnummeret.",
            ),
            CheckConstraint(
                condition=~Q(status=Utkaststatus.UNODVENDIG) | ~Q(grunn=""),
                name="kostra_utkast_unodvendig_har_grunn",
                violation_error_message="Skriv hvorfor saken ikke legges fram.",
            ),
        )

    def __str__(self) -> str:
        return self.tittel
