"""The municipal year: its events, wheels, directives, reports to come, and keys of calendar feeds."""

from django.db import models
from django.db.models import CheckConstraint, F, Index, Q, UniqueConstraint


class Aarshjul(models.Model):
    """The year of the municipality: one per calendar year."""

    aar = models.PositiveSmallIntegerField("år", unique=True)
    opprettet = models.DateTimeField("opprettet", auto_now_add=True)
    opprettet_av = models.CharField("opprettet av", max_length=320)

    class Meta:
        verbose_name = "årshjul"
        verbose_name_plural = "årshjul"
        ordering = ("-aar",)

    def __str__(self) -> str:
        return str(self.aar)


class Temahjul(models.Model):
    """A wheel of a subject, owned by a unit: folkehelse, barnehage, HMS (HJUL-13)."""

    navn = models.CharField("navn", max_length=80, unique=True)
    enhet_nivaa = models.CharField("eierens nivå", max_length=12)
    enhet_kode = models.CharField("eierens kode", max_length=20)
    beskrivelse = models.CharField("beskrivelse", max_length=300, blank=True)

    class Meta:
        verbose_name = "temahjul"
        verbose_name_plural = "temahjul"
        ordering = ("navn",)

    def __str__(self) -> str:
        return self.navn


class Presisjon(models.TextChoices):
    """How exactly an event has its place in the year."""

    DAG = "dag", "Bestemt dag"
    MAANED = "maaned", "I løpet av måneden"
    AAR = "aar", "I løpet av året"
    LOPENDE = "lopende", "Flere ganger"


class Hendelsesstatus(models.TextChoices):
    """What became of an event."""

    PLANLAGT = "planlagt", "Planlagt"
    GJENNOMFORT = "gjennomfort", "Gjennomført"
    AVLYST = "avlyst", "Avlyst"
    ERSTATTET = "erstattet", "Erstattet av et annet løp"


class Aarshendelse(models.Model):
    """Something that happens in the year, from the catalogue (`mal`) or the municipality's own."""

    hjul = models.ForeignKey("aarshjul.Aarshjul", models.PROTECT, related_name="hendelser")
    mal = models.CharField("mal", max_length=60, blank=True)
    forrige = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    tittel = models.CharField("tittel", max_length=250)
    beskrivelse = models.TextField("beskrivelse", blank=True)
    presisjon = models.CharField("presisjon", max_length=8, choices=Presisjon.choices, default=Presisjon.DAG)
    fra = models.DateField("fra")
    til = models.DateField("til")
    antall = models.PositiveSmallIntegerField("antall i året", default=1)
    frist = models.BooleanField("er en frist", default=False)
    organ = models.CharField("organ", max_length=100, blank=True)
    eier_rolle = models.CharField("ansvarlig rolle", max_length=40, blank=True)
    eier = models.ForeignKey("tilgang.Bruker", models.SET_NULL, null=True, blank=True, related_name="+")
    temahjul = models.ForeignKey(
        "aarshjul.Temahjul", models.PROTECT, null=True, blank=True, related_name="hendelser"
    )
    prosess = models.CharField("prosess", max_length=40, blank=True)
    sak = models.CharField("sak", max_length=60, blank=True)
    lenke = models.URLField("lenke til dokumenter", blank=True)
    referat = models.TextField("referat", blank=True)
    status = models.CharField(
        "status", max_length=12, choices=Hendelsesstatus.choices, default=Hendelsesstatus.PLANLAGT
    )
    grunn = models.CharField("grunn til avvik", max_length=300, blank=True)
    erstattet_av = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="erstatter")
    offentlig = models.BooleanField("vises i den åpne kalenderen", default=False)
    egen = models.BooleanField("kommunens egen", default=False)
    oppgave = models.BooleanField("gir en oppgave", default=False)
    gjentas = models.BooleanField("kommer igjen neste år", default=True)
    utgangspunkt = models.DateField("dagen kommunen satte", null=True, blank=True)
    """The day the municipality set itself; each later year is counted from it, so that it does not drift."""
    versjon = models.PositiveIntegerField("versjon", default=1)

    class Meta:
        verbose_name = "årshendelse"
        verbose_name_plural = "årshendelser"
        ordering = ("fra", "til", "id")
        indexes = (Index(fields=["hjul", "fra"], name="aarshjul_hendelse_fra"),)
        constraints = (
            UniqueConstraint(
                fields=["hjul", "mal"],
                condition=~Q(mal=""),
                name="aarshjul_hendelse_en_per_mal",
                violation_error_message="Hendelsen finnes alt i årshjulet for dette året.",
            ),
            UniqueConstraint(
                fields=["hjul", "forrige"],
                condition=Q(forrige__isnull=False),
                name="aarshjul_hendelse_en_per_forrige",
                violation_error_message="Fjorårets hendelse er alt med i dette året.",
            ),
            CheckConstraint(
                condition=Q(til__gte=F("fra")),
                name="aarshjul_hendelse_slutter_etter_start",
                violation_error_message="Hendelsen kan ikke slutte før den begynner.",
            ),
            CheckConstraint(
                condition=~Q(status__in=["avlyst", "erstattet"]) | ~Q(grunn=""),
                name="aarshjul_hendelse_avvik_har_grunn",
                violation_error_message="Skriv hvorfor hendelsen er avlyst eller erstattet.",
            ),
            CheckConstraint(
                condition=Q(status="erstattet", erstattet_av__isnull=False) | ~Q(status="erstattet"),
                name="aarshjul_hendelse_erstattet_av_noe",
                violation_error_message="Velg hva hendelsen er erstattet av.",
            ),
        )

    def __str__(self) -> str:
        return self.tittel


class Lenkeslag(models.TextChoices):
    """What a link of an event leads to."""

    DOKUMENT = "dokument", "Dokument"
    BUDSJETTUTKAST = "budsjettutkast", "Budsjettutkast"
    PROTOKOLL = "protokoll", "Protokoll"
    SAK = "sak", "Sak"


class Hendelseslenke(models.Model):
    """A document of an event, or the draft budget it is about: where it is, and what it is called (HJUL-03)."""

    hendelse = models.ForeignKey("aarshjul.Aarshendelse", models.CASCADE, related_name="lenker")
    slag = models.CharField("slag", max_length=14, choices=Lenkeslag.choices, default=Lenkeslag.DOKUMENT)
    tittel = models.CharField("tittel", max_length=200)
    adresse = models.CharField("adresse", max_length=500)

    class Meta:
        verbose_name = "hendelseslenke"
        verbose_name_plural = "hendelseslenker"
        ordering = ("hendelse", "slag", "id")
        constraints = (
            UniqueConstraint(
                fields=["hendelse", "adresse"],
                name="aarshjul_lenke_en_per_adresse",
                violation_error_message="Lenken står der fra før.",
            ),
            CheckConstraint(
                condition=Q(adresse__startswith="https://") | Q(adresse__startswith="http://")
                | (Q(adresse__startswith="/") & ~Q(adresse__startswith="//")),
                name="aarshjul_lenke_til_nett_eller_rodtraad",
                violation_error_message="Adressen må begynne med https://, eller med / for en side her.",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.tittel


class Budsjettforing(models.Model):
    """A prioritised area from dialogkonferanse 1: a directive for the budget, followed up in HØP (HJUL-02)."""

    hendelse = models.ForeignKey("aarshjul.Aarshendelse", models.PROTECT, related_name="foringer")
    nr = models.PositiveSmallIntegerField("nummer")
    tittel = models.CharField("område", max_length=200)
    tekst = models.TextField("hva konferansen ville", blank=True)
    oppfolging = models.TextField("oppfølging i handlings- og økonomiplanen", blank=True)
    sted = models.CharField("hvor i planen", max_length=200, blank=True)

    class Meta:
        verbose_name = "budsjettføring"
        verbose_name_plural = "budsjettføringer"
        ordering = ("hendelse", "nr")
        constraints = (
            UniqueConstraint(
                fields=["hendelse", "nr"],
                name="aarshjul_foring_ett_nummer",
                violation_error_message="To føringer har det samme nummeret.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.nr} {self.tittel}"


class Tilstandsrapport(models.Model):
    """A yearly report to the council on a service: skole, barnevern (HJUL-18)."""

    aar = models.PositiveSmallIntegerField("år")
    slag = models.CharField("slag", max_length=40)
    saksnr = models.CharField("saksnummer", max_length=20, blank=True)
    vurdering = models.TextField("vurdering", blank=True)
    levert = models.DateTimeField("levert", null=True, blank=True)
    versjon = models.PositiveIntegerField("versjon", default=1)

    class Meta:
        verbose_name = "tilstandsrapport"
        verbose_name_plural = "tilstandsrapporter"
        ordering = ("-aar", "slag")
        constraints = (
            UniqueConstraint(
                fields=["aar", "slag"],
                name="aarshjul_tilstandsrapport_en_per_aar",
                violation_error_message="Rapporten for året finnes alt.",
            ),
            CheckConstraint(
                condition=Q(levert__isnull=True) | ~Q(saksnr=""),
                name="aarshjul_tilstandsrapport_levert_med_sak",
                violation_error_message="En levert rapport har et saksnummer.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.slag} {self.aar}"


class Indikator(models.Model):
    """A row of a tilstandsrapport: what is measured, last year and this, and what is said of it."""

    rapport = models.ForeignKey("aarshjul.Tilstandsrapport", models.CASCADE, related_name="indikatorer")
    nr = models.PositiveSmallIntegerField("nummer")
    navn = models.CharField("indikator", max_length=200)
    kilde = models.CharField("kilde", max_length=200)
    i_fjor = models.CharField("i fjor", max_length=30, blank=True)
    i_aar = models.CharField("i år", max_length=30, blank=True)
    kommentar = models.CharField("kommentar", max_length=500, blank=True)

    class Meta:
        verbose_name = "indikator"
        verbose_name_plural = "indikatorer"
        ordering = ("rapport", "nr")
        constraints = (
            UniqueConstraint(
                fields=["rapport", "nr"],
                name="aarshjul_indikator_ett_nummer",
                violation_error_message="To indikatorer har det samme nummeret.",
            ),
        )

    def __str__(self) -> str:
        return self.navn


class Kalendernokkel(models.Model):
    """A secret address of a person's calendar feed; only its hash is kept."""

    bruker = models.ForeignKey("tilgang.Bruker", models.CASCADE, related_name="kalendernokler")
    sha256 = models.CharField("sha256", max_length=64, unique=True)
    laget = models.DateTimeField("laget", auto_now_add=True)
    sist_brukt = models.DateTimeField("sist brukt", null=True, blank=True)
    trukket = models.DateTimeField("trukket tilbake", null=True, blank=True)

    class Meta:
        verbose_name = "kalendernøkkel"
        verbose_name_plural = "kalendernøkler"
        ordering = ("-laget",)

    def __str__(self) -> str:
        return f"{self.bruker} {self.laget:%Y-%m-%d}"
