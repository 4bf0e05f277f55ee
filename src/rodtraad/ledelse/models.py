"""Letters of assignment, agreements with leaders, the duties of a year, applications for grants."""

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint


class Brevstatus(models.TextChoices):
    """A letter is written, then sent; what is sent never changes."""

    UTKAST = "utkast", "Utkast"
    SENDT = "sendt", "Sendt"


class Oppdragsbrev(models.Model):
    """What the kommunedirektør asks of the leaders in a year; a change after sending is a new version (HJUL-09)."""

    aar = models.PositiveSmallIntegerField("år")
    versjon = models.PositiveSmallIntegerField("versjon", default=1)
    status = models.CharField("status", max_length=6, choices=Brevstatus.choices, default=Brevstatus.UTKAST)
    tittel = models.CharField("tittel", max_length=200)
    tekst = models.TextField("tekst", blank=True)
    grunn = models.CharField("grunn til ny versjon", max_length=300, blank=True)
    rettet = models.PositiveIntegerField("lagret ganger", default=1)
    opprettet_av = models.CharField("opprettet av", max_length=320)
    opprettet = models.DateTimeField("opprettet", auto_now_add=True)
    sendt = models.DateTimeField("sendt", null=True, blank=True)
    sendt_av = models.CharField("sendt av", max_length=320, blank=True)

    class Meta:
        verbose_name = "oppdragsbrev"
        verbose_name_plural = "oppdragsbrev"
        ordering = ("-aar", "-versjon")
        constraints = (
            UniqueConstraint(
                fields=["aar", "versjon"],
                name="ledelse_oppdragsbrev_en_versjon",
                violation_error_message="Denne versjonen av årets oppdragsbrev finnes alt.",
            ),
            UniqueConstraint(
                fields=["aar"],
                condition=Q(status="utkast"),
                name="ledelse_oppdragsbrev_ett_utkast",
                violation_error_message="Det finnes alt et utkast for året.",
            ),
            CheckConstraint(
                condition=Q(status="utkast", sendt__isnull=True)
                | (Q(status="sendt", sendt__isnull=False) & ~Q(sendt_av="")),
                name="ledelse_oppdragsbrev_sendt_har_tid",
                violation_error_message="Et sendt brev har et tidspunkt og en avsender, et utkast har ikke.",
            ),
            CheckConstraint(
                condition=Q(versjon=1) | ~Q(grunn=""),
                name="ledelse_oppdragsbrev_ny_versjon_har_grunn",
                violation_error_message="Skriv hvorfor brevet får en ny versjon.",
            ),
        )

    def __str__(self) -> str:
        return self.tittel


class Satsing(models.Model):
    """A focus area of a letter, to be chosen in the agreements of the year."""

    brev = models.ForeignKey("ledelse.Oppdragsbrev", models.PROTECT, related_name="satsinger")
    nr = models.PositiveSmallIntegerField("nummer")
    tittel = models.CharField("satsing", max_length=200)
    tekst = models.CharField("hva vi vil", max_length=1000, blank=True)

    class Meta:
        verbose_name = "satsing"
        verbose_name_plural = "satsinger"
        ordering = ("brev", "nr")
        constraints = (
            UniqueConstraint(
                fields=["brev", "nr"],
                name="ledelse_satsing_ett_nummer",
                violation_error_message="To satsinger har det samme nummeret.",
            ),
        )

    def __str__(self) -> str:
        return self.tittel


class Avtalestatus(models.TextChoices):
    """How far an agreement has come."""

    UTKAST = "utkast", "Under arbeid"
    INNGAATT = "inngaatt", "Inngått"
    EVALUERT = "evaluert", "Evaluert"


class Lederavtale(models.Model):
    """The year's agreement between a leader and the nearest superior; frozen when both have agreed (HJUL-08)."""

    aar = models.PositiveSmallIntegerField("år")
    leder = models.ForeignKey("tilgang.Bruker", models.PROTECT, related_name="lederavtaler")
    overordnet = models.ForeignKey("tilgang.Bruker", models.PROTECT, related_name="+")
    enhet_nivaa = models.CharField("enhetens nivå", max_length=12, blank=True)
    enhet_kode = models.CharField("enhetens kode", max_length=20, blank=True)
    status = models.CharField(
        "status", max_length=8, choices=Avtalestatus.choices, default=Avtalestatus.UTKAST
    )
    satsinger = models.ManyToManyField("ledelse.Satsing", related_name="+", blank=True)
    leder_enig = models.DateTimeField("lederen er enig", null=True, blank=True)
    overordnet_enig = models.DateTimeField("overordnet er enig", null=True, blank=True)
    innholdssum = models.CharField("sum av det de ble enige om", max_length=64, blank=True)
    evaluert = models.DateTimeField("evaluert", null=True, blank=True)
    evaluering = models.TextField("samlet evaluering", blank=True)
    versjon = models.PositiveIntegerField("versjon", default=1)
    opprettet = models.DateTimeField("opprettet", auto_now_add=True)

    class Meta:
        verbose_name = "lederavtale"
        verbose_name_plural = "lederavtaler"
        ordering = ("-aar", "enhet_nivaa", "enhet_kode")
        indexes = (models.Index(fields=["aar", "status"], name="ledelse_lederavtale_aar"),)
        constraints = (
            UniqueConstraint(
                fields=["aar", "leder", "enhet_nivaa", "enhet_kode"],
                name="ledelse_lederavtale_en_per_aar",
                violation_error_message="Lederen har alt en avtale for enheten dette året.",
            ),
            CheckConstraint(
                condition=~Q(leder=F("overordnet")),
                name="ledelse_lederavtale_to_parter",
                violation_error_message="En lederavtale har to parter.",
            ),
            CheckConstraint(
                condition=Q(status="utkast")
                | (Q(leder_enig__isnull=False, overordnet_enig__isnull=False) & ~Q(innholdssum="")),
                name="ledelse_lederavtale_begge_enige",
                violation_error_message="Avtalen er inngått først når begge er enige.",
            ),
            CheckConstraint(
                condition=Q(status="evaluert", evaluert__isnull=False)
                | (~Q(status="evaluert") & Q(evaluert__isnull=True)),
                name="ledelse_lederavtale_evaluert_har_tid",
                violation_error_message="En evaluert avtale har et tidspunkt.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.leder} {self.aar}"

    @property
    def enhet(self) -> tuple[str, str] | None:
        """Level and code of the unit; None = the whole municipality."""
        return (self.enhet_nivaa, self.enhet_kode) if self.enhet_kode else None


class Maaloppnaaelse(models.TextChoices):
    """What became of a goal."""

    NAADD = "naadd", "Nådd"
    DELVIS = "delvis", "Delvis nådd"
    IKKE = "ikke", "Ikke nådd"
    UTGAATT = "utgaatt", "Ikke lenger aktuelt"


class Lederavtalemaal(models.Model):
    """A goal of an agreement, and in December what became of it."""

    avtale = models.ForeignKey("ledelse.Lederavtale", models.CASCADE, related_name="maal")
    nr = models.PositiveSmallIntegerField("nummer")
    tittel = models.CharField("mål", max_length=200)
    maaling = models.CharField("slik ser vi at det er nådd", max_length=500, blank=True)
    oppnaaelse = models.CharField("måloppnåelse", max_length=8, choices=Maaloppnaaelse.choices, blank=True)
    evaluering = models.TextField("evaluering", blank=True)

    class Meta:
        verbose_name = "lederavtalemål"
        verbose_name_plural = "lederavtalemål"
        ordering = ("avtale", "nr")
        constraints = (
            UniqueConstraint(
                fields=["avtale", "nr"],
                name="ledelse_maal_ett_nummer",
                violation_error_message="To mål har det samme nummeret.",
            ),
        )

    def __str__(self) -> str:
        return self.tittel


class Pliktrapport(models.Model):
    """A report to the council that a duty of the year asks for (HJUL-06); a wrong one is withdrawn, never deleted."""

    aar = models.PositiveSmallIntegerField("året den gjelder")
    plikt = models.CharField("plikt", max_length=40)
    dato = models.DateField("behandlet")
    saksnr = models.CharField("saksnummer", max_length=20)
    tittel = models.CharField("tittel", max_length=200)
    tekst = models.TextField("tekst", blank=True)
    lenke = models.URLField("lenke til saken", blank=True)
    registrert_av = models.CharField("registrert av", max_length=320)
    registrert = models.DateTimeField("registrert", auto_now_add=True)
    trukket = models.CharField("grunn til at den er trukket", max_length=300, blank=True)

    class Meta:
        verbose_name = "pliktrapport"
        verbose_name_plural = "pliktrapporter"
        ordering = ("-aar", "plikt", "dato")
        constraints = (
            UniqueConstraint(
                fields=["aar", "plikt", "saksnr"],
                condition=Q(trukket=""),
                name="ledelse_pliktrapport_en_per_sak",
                violation_error_message="Rapporten er alt registrert for denne saken.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.saksnr} {self.tittel}"


class Aarsavslutning(models.Model):
    """That a year is closed, with what was missing and confirmed missing (HJUL-06)."""

    aar = models.PositiveSmallIntegerField("år")
    grunn = models.CharField("merknad", max_length=500)
    mangler = models.JSONField("plikter som manglet", default=list)
    avsluttet = models.DateTimeField("avsluttet", auto_now_add=True)
    avsluttet_av = models.CharField("avsluttet av", max_length=320)
    gjenaapnet = models.DateTimeField("gjenåpnet", null=True, blank=True)
    gjenaapnet_grunn = models.CharField("grunn til gjenåpning", max_length=300, blank=True)

    class Meta:
        verbose_name = "årsavslutning"
        verbose_name_plural = "årsavslutninger"
        ordering = ("-aar", "-avsluttet")
        constraints = (
            UniqueConstraint(
                fields=["aar"],
                condition=Q(gjenaapnet__isnull=True),
                name="ledelse_aarsavslutning_en_gang",
                violation_error_message="Året er alt avsluttet.",
            ),
            CheckConstraint(
                condition=Q(gjenaapnet__isnull=True) | ~Q(gjenaapnet_grunn=""),
                name="ledelse_aarsavslutning_gjenaapnet_har_grunn",
                violation_error_message="Skriv hvorfor året åpnes igjen.",
            ),
        )

    def __str__(self) -> str:
        return str(self.aar)


class Soknadsstatus(models.TextChoices):
    """Where an application for a grant stands."""

    PLANLAGT = "planlagt", "Planlagt"
    ARBEID = "arbeid", "Under arbeid"
    SENDT = "sendt", "Sendt"
    INNVILGET = "innvilget", "Innvilget"
    AVSLATT = "avslatt", "Avslått"
    DROPPET = "droppet", "Ikke søkt"


class Tilskuddssoknad(models.Model):
    """An application for a grant with its deadline, owner, deputy and leader (HJUL-16)."""

    tittel = models.CharField("tilskudd", max_length=200)
    giver = models.CharField("hvem gir tilskuddet", max_length=200)
    frist = models.DateField("søknadsfrist")
    belop = models.BigIntegerField("beløp i øre", null=True, blank=True)
    eier = models.ForeignKey("tilgang.Bruker", models.PROTECT, related_name="+")
    stedfortreder = models.ForeignKey(
        "tilgang.Bruker", models.PROTECT, related_name="+", null=True, blank=True
    )
    leder = models.ForeignKey("tilgang.Bruker", models.PROTECT, related_name="+")
    enhet_nivaa = models.CharField("enhetens nivå", max_length=12)
    enhet_kode = models.CharField("enhetens kode", max_length=20)
    status = models.CharField(
        "status", max_length=9, choices=Soknadsstatus.choices, default=Soknadsstatus.PLANLAGT
    )
    sendt = models.DateField("sendt", null=True, blank=True)
    merknad = models.CharField("merknad", max_length=500, blank=True)
    versjon = models.PositiveIntegerField("versjon", default=1)

    class Meta:
        verbose_name = "tilskuddssøknad"
        verbose_name_plural = "tilskuddssøknader"
        ordering = ("frist", "id")
        indexes = (models.Index(fields=["status", "frist"], name="ledelse_tilskudd_frist"),)
        constraints = (
            CheckConstraint(
                condition=Q(belop__isnull=True) | Q(belop__gt=0),
                name="ledelse_tilskudd_belop_over_null",
                violation_error_message="Beløpet må være over 0 kr.",
            ),
            CheckConstraint(
                condition=Q(stedfortreder__isnull=True) | ~Q(stedfortreder=F("eier")),
                name="ledelse_tilskudd_en_annen_stedfortreder",
                violation_error_message="Stedfortrederen må være en annen enn eieren.",
            ),
            CheckConstraint(
                condition=~Q(status__in=["sendt", "innvilget", "avslatt"]) | Q(sendt__isnull=False),
                name="ledelse_tilskudd_sendt_har_dato",
                violation_error_message="En sendt søknad har en dato den ble sendt.",
            ),
        )

    def __str__(self) -> str:
        return self.tittel

    @property
    def enhet(self) -> tuple[str, str]:
        """Level and code of the unit."""
        return (self.enhet_nivaa, self.enhet_kode)
