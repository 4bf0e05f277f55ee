"""Council cases and assignments, political bodies with members and meetings, delegated authority."""

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint


class Oppdragsstatus(models.TextChoices):
    """How an assignment stands: one list of values (VED-02)."""

    IKKE_STARTET = "Ikke startet", "Ikke startet"
    STARTET = "Startet", "Startet"
    I_ARBEID = "I arbeid", "I arbeid"
    IHT_PLAN = "Iht. plan", "Iht. plan"
    AVVIK = "Avvik", "Avvik"
    FERDIG = "Ferdig", "Ferdig"


class Sak(models.Model):
    """A case dealt with by a body of the council."""

    innlesing = models.CharField("innlesing", max_length=64)
    gjelder = models.BooleanField("gjelder", default=True)
    aar = models.PositiveSmallIntegerField("år")
    organ = models.CharField("organ", max_length=100)
    rekkefolge = models.PositiveIntegerField("rekkefølge")
    saksnr = models.CharField("saksnummer", max_length=20)
    serie = models.CharField("nummerserie", max_length=4, blank=True)
    """Letters before the number when a body counts some cases for themselves, as RS; blank for the ordinary ones."""
    nr = models.PositiveIntegerField("løpenummer")
    tittel = models.CharField("tittel", max_length=500)
    lenke = models.URLField("lenke", blank=True)
    motedato = models.DateField("møtedato", null=True, blank=True)
    vedtak = models.TextField("vedtak", blank=True)
    arkivsak = models.CharField("arkivsaksnummer", max_length=30, blank=True)

    class Meta:
        verbose_name = "sak"
        verbose_name_plural = "saker"
        ordering = ("aar", "organ", "rekkefolge")
        constraints = (
            UniqueConstraint(
                fields=["innlesing", "aar", "organ", "saksnr"],
                name="sak_sak_ett_saksnummer",
                violation_error_message="Saksnummeret er brukt to ganger i samme organ og år.",
            ),
            CheckConstraint(
                condition=Q(nr__gte=1),
                name="sak_sak_lopenummer_fra_en",
                violation_error_message="Løpenummeret i et saksnummer begynner på 1.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.saksnr} {self.tittel}"


class Oppdrag(models.Model):
    """An assignment the council has given, with its status as reported."""

    innlesing = models.CharField("innlesing", max_length=64)
    gjelder = models.BooleanField("gjelder", default=True)
    aar = models.PositiveSmallIntegerField("år")
    rekkefolge = models.PositiveIntegerField("rekkefølge")
    nr = models.PositiveIntegerField("nummer", null=True, blank=True)
    type = models.CharField("type", max_length=50)
    tittel = models.CharField("tittel", max_length=300)
    status = models.CharField("status", max_length=20, choices=Oppdragsstatus.choices)
    beskrivelse = models.TextField("beskrivelse", blank=True)
    statusbeskrivelse = models.TextField("beskrivelse av status", blank=True)
    konstruert = models.BooleanField("konstruert", default=False)

    class Meta:
        verbose_name = "oppdrag"
        verbose_name_plural = "oppdrag"
        ordering = ("aar", "rekkefolge")
        constraints = (
            UniqueConstraint(
                fields=["innlesing", "aar", "type", "nr"],
                name="sak_oppdrag_ett_nummer",
                violation_error_message="Oppdragsnummeret er brukt to ganger samme år.",
            ),
            CheckConstraint(
                condition=Q(status__in=Oppdragsstatus.values),
                name="sak_oppdrag_kjent_status",
                violation_error_message="Statusen finnes ikke i listen.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.nr or ''} {self.tittel}".strip()


class Organslag(models.TextChoices):
    """What kind of body."""

    FOLKEVALGT = "folkevalgt", "folkevalgt organ"
    PARTSSAMMENSATT = "partssammensatt", "partssammensatt utvalg"
    MEDVIRKNING = "medvirkning", "råd for medvirkning"
    LEDERGRUPPE = "ledergruppe", "administrativ ledergruppe"


class Verv(models.TextChoices):
    """What a member is; deputies step in by their number."""

    LEDER = "leder", "leder"
    NESTLEDER = "nestleder", "nestleder"
    MEDLEM = "medlem", "medlem"
    VARA = "vara", "varamedlem"


class Part(models.TextChoices):
    """Whom a member represents."""

    FOLKEVALGT = "folkevalgt", "folkevalgt"
    ARBEIDSTAKER = "arbeidstaker", "tillitsvalgt"
    ARBEIDSGIVER = "arbeidsgiver", "arbeidsgiver"


class Motestatus(models.TextChoices):
    """What became of a meeting."""

    PLANLAGT = "planlagt", "planlagt"
    HOLDT = "holdt", "holdt"
    AVLYST = "avlyst", "avlyst"


class Valgperiode(models.Model):
    """The years between two municipal elections."""

    navn = models.CharField("navn", max_length=20, unique=True)
    fra = models.DateField("fra og med")
    til = models.DateField("til og med")

    class Meta:
        verbose_name = "valgperiode"
        verbose_name_plural = "valgperioder"
        ordering = ("-fra",)
        constraints = (
            CheckConstraint(
                condition=Q(til__gt=F("fra")),
                name="sak_valgperiode_slutter_etter_start",
                violation_error_message="Valgperioden må slutte etter at den begynner.",
            ),
        )

    def __str__(self) -> str:
        return self.navn


class Organ(models.Model):
    """A body: elected, of both parties, or a group of leaders. One may be made of another's members and some more."""

    navn = models.CharField("navn", max_length=100, unique=True)
    kortnavn = models.CharField("kortnavn", max_length=20, blank=True)
    slag = models.CharField("slag", max_length=20, choices=Organslag.choices)
    avledet_av = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="avledede")
    """Its members are members here too (ORG-07)."""
    tillitsvalgte = models.PositiveSmallIntegerField("antall tillitsvalgte", default=0)
    rekkefolge = models.PositiveSmallIntegerField("rekkefølge", default=100)

    class Meta:
        verbose_name = "organ"
        verbose_name_plural = "organer"
        ordering = ("rekkefolge", "navn")
        constraints = (
            CheckConstraint(
                condition=Q(avledet_av__isnull=True) | ~Q(avledet_av=F("id")),
                name="sak_organ_ikke_avledet_av_seg_selv",
                violation_error_message="Et organ kan ikke settes sammen av seg selv.",
            ),
        )

    def __str__(self) -> str:
        return self.kortnavn or self.navn


class Organmedlem(models.Model):
    """A person holds a seat in a body from a day on. Public: name, party and seat, nothing more."""

    organ = models.ForeignKey("sak.Organ", models.CASCADE, related_name="medlemmer")
    valgperiode = models.ForeignKey(
        "sak.Valgperiode", models.PROTECT, null=True, blank=True, related_name="+"
    )
    navn = models.CharField("navn", max_length=150)
    verv = models.CharField("verv", max_length=20, choices=Verv.choices)
    part = models.CharField("representerer", max_length=20, choices=Part.choices, default=Part.FOLKEVALGT)
    parti = models.CharField("parti eller organisasjon", max_length=60, blank=True)
    nr = models.PositiveSmallIntegerField("nummer i rekken", default=1)
    fra = models.DateField("fra og med")
    til = models.DateField("til og med", null=True, blank=True)

    class Meta:
        verbose_name = "organmedlem"
        verbose_name_plural = "organmedlemmer"
        ordering = ("organ", "nr", "navn")
        constraints = (
            UniqueConstraint(
                fields=["organ", "navn", "fra"],
                name="sak_organmedlem_en_gang_per_dag",
                violation_error_message="Personen har alt et verv i organet fra samme dag.",
            ),
            CheckConstraint(
                condition=Q(til__isnull=True) | Q(til__gte=F("fra")),
                name="sak_organmedlem_slutter_etter_start",
                violation_error_message="Vervet kan ikke slutte før det begynner.",
            ),
            CheckConstraint(
                condition=Q(verv__in=Verv.values, part__in=Part.values),
                name="sak_organmedlem_kjent_verv",
                violation_error_message="Vervet finnes ikke i listen.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.navn} ({self.verv})"


class Motefrekvens(models.Model):
    """How many meetings a body is to hold in a year."""

    organ = models.ForeignKey("sak.Organ", models.CASCADE, related_name="+")
    aar = models.PositiveSmallIntegerField("år")
    antall = models.PositiveSmallIntegerField("møter i året")
    hyppighet = models.CharField("hvor ofte", max_length=60, blank=True)

    class Meta:
        verbose_name = "møtefrekvens"
        verbose_name_plural = "møtefrekvenser"
        ordering = ("aar", "organ")
        constraints = (
            UniqueConstraint(
                fields=["organ", "aar"],
                name="sak_motefrekvens_en_per_aar",
                violation_error_message="Organet har alt et antall for dette året.",
            ),
            CheckConstraint(
                condition=Q(antall__gte=1, antall__lte=366),
                name="sak_motefrekvens_mellom_1_og_366",
                violation_error_message="Antallet må være mellom 1 og 366.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.organ} {self.aar}: {self.antall}"


class Mote(models.Model):
    """A meeting of a body, planned, held or called off. `innlesing` blank = registered by hand."""

    organ = models.ForeignKey("sak.Organ", models.PROTECT, related_name="moter")
    dato = models.DateField("dato")
    klokkeslett = models.TimeField("klokkeslett", null=True, blank=True)
    sted = models.CharField("sted", max_length=100, blank=True)
    status = models.CharField(
        "status", max_length=10, choices=Motestatus.choices, default=Motestatus.PLANLAGT
    )
    grunn = models.CharField("grunn", max_length=300, blank=True)
    innlesing = models.CharField("innlesing", max_length=64, blank=True)
    gjelder = models.BooleanField("gjelder", default=True)
    versjon = models.PositiveIntegerField("versjon", default=1)

    class Meta:
        verbose_name = "møte"
        verbose_name_plural = "møter"
        ordering = ("dato", "klokkeslett", "organ")
        constraints = (
            UniqueConstraint(
                fields=["organ", "dato"],
                condition=Q(gjelder=True),
                name="sak_mote_ett_per_dag",
                violation_error_message="Organet har alt et møte denne dagen.",
            ),
            CheckConstraint(
                condition=~Q(status=Motestatus.AVLYST) | ~Q(grunn=""),
                name="sak_mote_avlyst_med_grunn",
                violation_error_message="Skriv hvorfor møtet er avlyst.",
            ),
            CheckConstraint(
                condition=Q(status__in=Motestatus.values),
                name="sak_mote_kjent_status",
                violation_error_message="Statusen finnes ikke i listen.",
            ),
        )
        indexes = (models.Index(fields=["gjelder", "dato"], name="sak_mote_dato"),)

    def __str__(self) -> str:
        return f"{self.organ} {self.dato:%d.%m.%Y}"


class Saksfristregel(models.Model):
    """A deadline counted back from each meeting: of one body, or of every elected body without its own of the name."""

    organ = models.ForeignKey("sak.Organ", models.CASCADE, null=True, blank=True, related_name="+")
    navn = models.CharField("frist", max_length=100)
    dager = models.PositiveSmallIntegerField("dager før møtet")
    virkedager = models.BooleanField("regn bare virkedager", default=False)

    class Meta:
        verbose_name = "saksfristregel"
        verbose_name_plural = "saksfristregler"
        ordering = ("-dager", "navn")
        constraints = (
            UniqueConstraint(
                fields=["organ", "navn"],
                name="sak_saksfristregel_ett_navn",
                violation_error_message="Organet har alt en frist med dette navnet.",
            ),
            UniqueConstraint(
                fields=["navn"],
                condition=Q(organ__isnull=True),
                name="sak_saksfristregel_ett_felles_navn",
                violation_error_message="Det finnes alt en felles frist med dette navnet.",
            ),
            CheckConstraint(
                condition=Q(dager__lte=180),
                name="sak_saksfristregel_hoyst_180_dager",
                violation_error_message="En frist kan ikke være mer enn 180 dager før møtet.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.navn} ({self.dager})"


class Delegasjon(models.Model):
    """An authority given on, from whom to whom, by which decision, from a day to a day (ORG-13)."""

    innlesing = models.CharField("innlesing", max_length=64, blank=True)
    gjelder = models.BooleanField("gjelder", default=True)
    nummer = models.CharField("nummer", max_length=20)
    myndighet = models.CharField("myndighet", max_length=300)
    lov = models.CharField("lov", max_length=150, blank=True)
    paragraf = models.CharField("paragraf", max_length=60, blank=True)
    vedtak = models.CharField("vedtak", max_length=200)
    """The source decision: a case number as 50/24, or its name."""
    vedtaksdato = models.DateField("vedtaksdato", null=True, blank=True)
    fra_hvem = models.CharField("delegert fra", max_length=150)
    innehaver = models.CharField("delegert til", max_length=150)
    grenser = models.TextField("grenser", blank=True)
    kan_videre = models.BooleanField("kan delegeres videre", default=False)
    over = models.CharField("videre fra nummer", max_length=20, blank=True)
    gyldig_fra = models.DateField("gyldig fra")
    gyldig_til = models.DateField("gyldig til", null=True, blank=True)
    versjon = models.PositiveIntegerField("versjon", default=1)

    class Meta:
        verbose_name = "delegasjon"
        verbose_name_plural = "delegasjoner"
        ordering = ("nummer", "id")
        constraints = (
            UniqueConstraint(
                fields=["nummer"],
                condition=Q(gjelder=True),
                name="sak_delegasjon_ett_nummer",
                violation_error_message="Delegasjonsnummeret er alt i bruk.",
            ),
            CheckConstraint(
                condition=Q(gyldig_til__isnull=True) | Q(gyldig_til__gte=F("gyldig_fra")),
                name="sak_delegasjon_slutter_etter_start",
                violation_error_message="Delegasjonen kan ikke slutte før den begynner.",
            ),
            CheckConstraint(
                condition=~Q(vedtak="") & ~Q(innehaver="") & ~Q(fra_hvem="") & ~Q(nummer=""),
                name="sak_delegasjon_har_vedtak_og_innehaver",
                violation_error_message="En delegasjon må ha nummer, vedtak, hvem den er fra og hvem den er til.",
            ),
            CheckConstraint(
                condition=Q(over="") | ~Q(over=F("nummer")),
                name="sak_delegasjon_ikke_fra_seg_selv",
                violation_error_message="En delegasjon kan ikke være gitt videre fra seg selv.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.nummer} {self.myndighet}"
