"""What the municipality keeps beside its accounts: objects, and postings that were asked about."""

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint


class Objektslag(models.TextChoices):
    """What kind of thing an object is."""

    BYGG = "bygg", "bygg"
    KJORETOY = "kjoretoy", "kjøretøy"
    ANLEGG = "anlegg", "anlegg"
    MASKIN = "maskin", "maskin"
    ANNET = "annet", "annet"


class Objekt(models.Model):
    """A building, a vehicle or another thing that costs are booked on, with the ansvar that answers for it."""

    innlesing = models.ForeignKey("innlesing.Innlesing", on_delete=models.PROTECT, related_name="+")
    kode = models.CharField("kode", max_length=20)
    navn = models.CharField("navn", max_length=150)
    slag = models.CharField("slag", max_length=10, choices=Objektslag.choices)
    ansvar = models.CharField("ansvar", max_length=20)
    gyldig_fra = models.DateField("gyldig fra")
    gyldig_til = models.DateField("gyldig til", null=True, blank=True)

    class Meta:
        verbose_name = "objekt"
        verbose_name_plural = "objekter"
        ordering = ("kode", "gyldig_fra")
        constraints = (
            UniqueConstraint(
                fields=["innlesing", "kode", "gyldig_fra"],
                name="regnskap_objekt_en_gang_per_dag",
                violation_error_message="Objektet står to ganger fra samme dag.",
            ),
            CheckConstraint(
                condition=Q(gyldig_til__isnull=True) | Q(gyldig_til__gte=F("gyldig_fra")),
                name="regnskap_objekt_slutter_etter_start",
                violation_error_message="Objektet kan ikke utgå før det er opprettet.",
            ),
            CheckConstraint(
                condition=Q(slag__in=Objektslag.values),
                name="regnskap_objekt_kjent_slag",
                violation_error_message="Slaget finnes ikke i listen.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kode} {self.navn}"


class Funnstatus(models.TextChoices):
    """Where an unusual posting stands; it is never deleted."""

    AAPEN = "aapen", "åpen"
    LUKKET = "lukket", "lukket"
    BORTE = "borte", "ikke lenger uvanlig"


class Utfall(models.TextChoices):
    """What the owner found out."""

    RIKTIG = "riktig", "Riktig ført: kombinasjonen er vanlig fra nå av"
    RETTES = "rettes", "Feilført: blir eller er rettet i regnskapet"


class Posteringsfunn(models.Model):
    """Postings of a month on codes that do not usually meet, with who must look at them and what they found."""

    aar = models.PositiveSmallIntegerField("år")
    periode = models.PositiveSmallIntegerField("periode")
    regel = models.CharField("regel", max_length=10)
    ansvar = models.CharField("ansvar", max_length=20)
    funksjon = models.CharField("funksjon", max_length=20, blank=True)
    art = models.CharField("art", max_length=20, blank=True)
    prosjekt = models.CharField("prosjekt", max_length=60, blank=True)
    objekt = models.CharField("objekt", max_length=60, blank=True)
    belop = models.BigIntegerField("sum i øre")
    antall = models.PositiveIntegerField("linjer")
    avtrykk = models.CharField("avtrykk av linjene", max_length=64)
    enhet_nivaa = models.CharField("enhetens nivå", max_length=12, blank=True)
    enhet_kode = models.CharField("enhetens kode", max_length=20, blank=True)
    eier = models.ForeignKey("tilgang.Bruker", models.PROTECT, null=True, related_name="+")
    status = models.CharField("status", max_length=8, choices=Funnstatus.choices, default=Funnstatus.AAPEN)
    utfall = models.CharField("utfall", max_length=8, choices=Utfall.choices, blank=True)
    kommentar = models.TextField("kommentar", blank=True)
    lukket_av = models.CharField("lukket av", max_length=320, blank=True)
    lukket = models.DateTimeField("lukket", null=True, blank=True)
    versjon = models.PositiveIntegerField("versjon", default=1)

    class Meta:
        verbose_name = "posteringsfunn"
        verbose_name_plural = "posteringsfunn"
        ordering = ("-aar", "-periode", "ansvar", "regel", "funksjon", "art", "prosjekt", "objekt")
        constraints = (
            UniqueConstraint(
                fields=["aar", "periode", "regel", "ansvar", "funksjon", "art", "prosjekt", "objekt"],
                name="regnskap_posteringsfunn_ett_per_kombinasjon",
                violation_error_message="Kombinasjonen står alt på listen for måneden.",
            ),
            CheckConstraint(
                condition=~Q(status="lukket") | (~Q(kommentar="") & ~Q(utfall="") & Q(lukket__isnull=False)),
                name="regnskap_posteringsfunn_lukket_med_kommentar",
                violation_error_message="Et lukket funn må ha utfall og kommentar.",
            ),
            CheckConstraint(
                condition=Q(status__in=Funnstatus.values),
                name="regnskap_posteringsfunn_kjent_status",
                violation_error_message="Statusen finnes ikke i listen.",
            ),
        )
        indexes = (models.Index(fields=["aar", "periode", "status"], name="regnskap_funn_maaned"),)

    def __str__(self) -> str:
        return f"{self.periode:02d}.{self.aar} {self.ansvar} {self.hva}".strip()

    @property
    def hva(self) -> str:
        """The codes beside the ansvar."""
        return " ".join(filter(None, (self.funksjon, self.art, self.prosjekt, self.objekt)))


class Posteringskontroll(models.Model):
    """That a month was looked through, with the state of the ledger then."""

    aar = models.PositiveSmallIntegerField("år")
    periode = models.PositiveSmallIntegerField("periode")
    tilstand = models.CharField("hovedbokens tilstand", max_length=64)
    grunnlag = models.PositiveSmallIntegerField("måneder å lære av")
    antall = models.PositiveIntegerField("funn")
    kjort = models.DateTimeField("kjørt", auto_now=True)

    class Meta:
        verbose_name = "posteringskontroll"
        verbose_name_plural = "posteringskontroller"
        ordering = ("-aar", "-periode")
        constraints = (
            UniqueConstraint(
                fields=["aar", "periode"],
                name="regnskap_posteringskontroll_en_per_maaned",
                violation_error_message="Måneden er alt kontrollert.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.periode:02d}.{self.aar}"
