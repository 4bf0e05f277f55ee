"""What was fetched from SSB and Klass. The figures themselves stand in the untouched answers (ssb/lager.py)."""

from django.db import models
from django.db.models import UniqueConstraint


class Ssbhenting(models.Model):
    """One import from SSB: a query, or answers somebody saved, with what was found when it was read."""

    innlesing = models.OneToOneField("innlesing.Innlesing", on_delete=models.PROTECT, related_name="+")
    navn = models.CharField("navn", max_length=60)
    tittel = models.CharField("tittel", max_length=200)
    sporring = models.TextField("spørringen", blank=True)
    hentet = models.DateTimeField("hentet", null=True, blank=True)
    funn = models.JSONField("funn", default=list)

    class Meta:
        verbose_name = "henting fra SSB"
        verbose_name_plural = "hentinger fra SSB"
        ordering = ("navn", "-id")

    def __str__(self) -> str:
        return self.navn


class Ssbtabell(models.Model):
    """A table in an import: what SSB says of it, and which files hold its cells."""

    henting = models.ForeignKey(Ssbhenting, on_delete=models.PROTECT, related_name="tabeller")
    tabell = models.CharField("tabell", max_length=20)
    tittel = models.CharField("tittel", max_length=500)
    kilde = models.CharField("kilde", max_length=200, blank=True)
    oppdatert = models.DateField("oppdatert av SSB", null=True, blank=True)
    siste_aar = models.PositiveSmallIntegerField("siste år", null=True, blank=True)
    merknader = models.JSONField("merknader", default=list)
    statuser = models.JSONField("tegn i stedet for tall", default=list)
    filer = models.JSONField("filer", default=list)
    celler = models.PositiveIntegerField("celler")
    er_kostra = models.BooleanField("KOSTRA-tall", default=False)
    uten_tall = models.PositiveIntegerField("celler uten tall", default=0)

    class Meta:
        verbose_name = "tabell fra SSB"
        verbose_name_plural = "tabeller fra SSB"
        ordering = ("henting", "tabell")
        constraints = (
            UniqueConstraint(
                fields=["henting", "tabell"],
                name="statistikk_ssbtabell_en_gang",
                violation_error_message="Tabellen står to ganger i hentingen.",
            ),
        )

    def __str__(self) -> str:
        return self.tabell


class Ssbendring(models.Model):
    """A published value that is another than when it was last fetched (KOSTRA-02); blank when there was none."""

    henting = models.ForeignKey(Ssbhenting, on_delete=models.PROTECT, related_name="endringer")
    tabell = models.CharField("tabell", max_length=20)
    koder = models.JSONField("koder")
    tekst = models.CharField("hva tallet er", max_length=1000)
    fra = models.CharField("før", max_length=60, blank=True)
    til = models.CharField("nå", max_length=60, blank=True)

    class Meta:
        verbose_name = "endret tall fra SSB"
        verbose_name_plural = "endrede tall fra SSB"
        ordering = ("henting", "id")

    def __str__(self) -> str:
        return f"{self.tabell} {self.tekst}"


class Ssbforsok(models.Model):
    """How the last attempt to fetch a query went, also when nothing was new or SSB did not answer."""

    navn = models.CharField("navn", max_length=60, unique=True)
    tidspunkt = models.DateTimeField("forsøkt")
    utfall = models.CharField("utfall", max_length=1000)
    lyktes = models.BooleanField("lyktes")

    class Meta:
        verbose_name = "forsøk på å hente"
        verbose_name_plural = "forsøk på å hente"
        ordering = ("navn",)

    def __str__(self) -> str:
        return self.navn


class Klasskode(models.Model):
    """A code of one of SSB's classifications: municipalities, KOSTRA groups, functions, arts."""

    innlesing = models.ForeignKey("innlesing.Innlesing", on_delete=models.PROTECT, related_name="+")
    klassifikasjon = models.CharField("klassifikasjon", max_length=20)
    kode = models.CharField("kode", max_length=20)
    navn = models.CharField("navn", max_length=300)
    merknad = models.TextField("merknad", blank=True)

    class Meta:
        verbose_name = "kode i Klass"
        verbose_name_plural = "koder i Klass"
        ordering = ("klassifikasjon", "kode")
        constraints = (
            UniqueConstraint(
                fields=["innlesing", "klassifikasjon", "kode"],
                name="statistikk_klasskode_en_gang",
                violation_error_message="Koden står to ganger i listen.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kode} {self.navn}"


class Klassendring(models.Model):
    """A code that was given a new one on a day: the municipalities of 2020 and 2024."""

    innlesing = models.ForeignKey("innlesing.Innlesing", on_delete=models.PROTECT, related_name="+")
    klassifikasjon = models.CharField("klassifikasjon", max_length=20)
    gammel = models.CharField("gammel kode", max_length=20)
    ny = models.CharField("ny kode", max_length=20)
    navn = models.CharField("navn", max_length=300)
    dato = models.DateField("gjelder fra")

    class Meta:
        verbose_name = "endring i Klass"
        verbose_name_plural = "endringer i Klass"
        ordering = ("klassifikasjon", "dato", "gammel", "ny")

    def __str__(self) -> str:
        return f"{self.gammel} → {self.ny}"
