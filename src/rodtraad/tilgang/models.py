"""Persons, the roles they hold, and who stands in for whom."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from rodtraad.tilgang.rettigheter import roller


class Bruker(AbstractUser):
    """A person who may log in. Rights come from roles alone: Django's own permissions are not used."""

    ekstern_id = models.CharField("id i kildesystemet", max_length=200, blank=True, db_index=True)
    tittel = models.CharField("stillingstittel", max_length=150, blank=True)

    class Meta:
        verbose_name = "bruker"
        verbose_name_plural = "brukere"
        ordering = ("last_name", "first_name", "username")
        constraints = (
            UniqueConstraint(
                fields=["ekstern_id"],
                condition=~Q(ekstern_id=""),
                name="tilgang_bruker_en_per_ekstern_id",
                violation_error_message="En annen bruker har den samme id-en i kildesystemet.",
            ),
        )

    @property
    def navn(self) -> str:
        """Full name, else the user name."""
        return self.get_full_name() or self.username


class Rolletildeling(models.Model):
    """A role held by a person, for the whole municipality (blank unit) or for a unit and all below it."""

    bruker = models.ForeignKey("tilgang.Bruker", models.CASCADE, related_name="rolletildelinger")
    rolle = models.CharField("rolle", max_length=40)
    enhet_nivaa = models.CharField("enhetens nivå", max_length=12, blank=True)
    enhet_kode = models.CharField("enhetens kode", max_length=20, blank=True)
    gyldig_fra = models.DateField("gyldig fra")
    gyldig_til = models.DateField("gyldig til", null=True, blank=True)
    personalansvar = models.BooleanField("personalansvar", default=False)
    fagansvar = models.BooleanField("fagansvar", default=False)
    okonomiansvar = models.BooleanField("økonomiansvar", default=False)
    kilde = models.CharField("kilde", max_length=60, blank=True)
    """Blank: given here by hand. Else the name of the system the role is synchronised from."""
    annullert = models.DateTimeField("tatt tilbake", null=True, blank=True)
    """When it was taken back before its first day was over: it stays in the history, and counts on no day."""
    opprettet_av = models.CharField("gitt av", max_length=320)
    opprettet = models.DateTimeField("gitt", auto_now_add=True)

    class Meta:
        verbose_name = "rolletildeling"
        verbose_name_plural = "rolletildelinger"
        ordering = ("bruker", "rolle", "enhet_kode")
        constraints = (
            UniqueConstraint(
                fields=["bruker", "rolle", "enhet_nivaa", "enhet_kode", "gyldig_fra", "kilde"],
                condition=Q(annullert__isnull=True),
                name="tilgang_rolletildeling_en_gang",
                violation_error_message="Personen har alt denne rollen for enheten fra samme dag.",
            ),
            CheckConstraint(
                condition=Q(gyldig_til__isnull=True) | Q(gyldig_til__gte=F("gyldig_fra")),
                name="tilgang_rolletildeling_slutter_etter_start",
                violation_error_message="Rollen kan ikke slutte før den begynner.",
            ),
            CheckConstraint(
                condition=Q(enhet_nivaa="", enhet_kode="") | (~Q(enhet_nivaa="") & ~Q(enhet_kode="")),
                name="tilgang_rolletildeling_hel_enhet",
                violation_error_message="Oppgi både nivå og kode for enheten, eller ingen av dem.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.rollenavn} {self.enhet_kode}".strip()

    @property
    def rollenavn(self) -> str:
        """The role in words; its id when the role no longer exists."""
        kjent = roller().get(self.rolle)
        return kjent.navn if kjent else self.rolle


class Stedfortredelse(models.Model):
    """One person stands in for another from a day to a day, with the other's rights."""

    for_bruker = models.ForeignKey("tilgang.Bruker", models.CASCADE, related_name="stedfortredere")
    stedfortreder = models.ForeignKey("tilgang.Bruker", models.CASCADE, related_name="stedfortreder_for")
    fra = models.DateField("fra og med")
    til = models.DateField("til og med")
    grunn = models.CharField("grunn", max_length=200)
    avsluttet = models.DateTimeField("avsluttet", null=True, blank=True)
    opprettet_av = models.CharField("oppnevnt av", max_length=320)
    opprettet = models.DateTimeField("oppnevnt", auto_now_add=True)

    class Meta:
        verbose_name = "stedfortredelse"
        verbose_name_plural = "stedfortredelser"
        ordering = ("-fra",)
        constraints = (
            CheckConstraint(
                condition=Q(til__gte=F("fra")),
                name="tilgang_stedfortredelse_slutter_etter_start",
                violation_error_message="Perioden kan ikke slutte før den begynner.",
            ),
            CheckConstraint(
                condition=~Q(for_bruker=F("stedfortreder")),
                name="tilgang_stedfortredelse_en_annen",
                violation_error_message="Ingen kan være stedfortreder for seg selv.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.stedfortreder} for {self.for_bruker} {self.fra}–{self.til}"


class Kilderolle(models.Model):
    """A role as a source system's full list has it; the roles follow the list that counts (ORG-12)."""

    innlesing = models.CharField("innlesing", max_length=12, db_index=True)
    kilde = models.CharField("kildesystem", max_length=60)
    bruker = models.ForeignKey("tilgang.Bruker", models.CASCADE, related_name="+")
    rolle = models.CharField("rolle", max_length=40)
    enhet_nivaa = models.CharField("enhetens nivå", max_length=12, blank=True)
    enhet_kode = models.CharField("enhetens kode", max_length=20, blank=True)
    fra = models.DateField("fra og med", null=True, blank=True)
    til = models.DateField("til og med", null=True, blank=True)
    personalansvar = models.BooleanField("personalansvar", default=False)
    fagansvar = models.BooleanField("fagansvar", default=False)
    okonomiansvar = models.BooleanField("økonomiansvar", default=False)
    gjelder = models.BooleanField("gjelder", default=True)

    class Meta:
        verbose_name = "kilderolle"
        verbose_name_plural = "kilderoller"
        ordering = ("pk",)
        constraints = (
            CheckConstraint(
                condition=~Q(kilde=""),
                name="tilgang_kilderolle_har_kilde",
                violation_error_message="En rolle fra en fil må ha et kildesystem.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kilde}: {self.rolle} {self.enhet_kode}".strip()


class Personendring(models.Model):
    """What an import did to a person, so that it can be undone: values before (null = created) and after."""

    innlesing = models.CharField("innlesing", max_length=12, db_index=True)
    bruker = models.ForeignKey("tilgang.Bruker", models.CASCADE, related_name="+")
    verdier_for = models.JSONField("før", null=True)
    verdier_etter = models.JSONField("etter")
    omgjort = models.BooleanField("omgjort", default=False)

    class Meta:
        verbose_name = "personendring"
        verbose_name_plural = "personendringer"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.innlesing}: {self.bruker}"
