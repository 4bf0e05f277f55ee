"""Settings: environment only, strict, closed by default (ADR 0005, STIL 28)."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from rodtraad.web import miljo
from rodtraad.web.hemmelighet import hent_hemmelighet

PAKKE = Path(__file__).resolve().parent.parent
MAPPE = Path(os.environ.get("RODTRAAD_MAPPE", "data")).resolve()
DEBUG = os.environ.get("RODTRAAD_UTVIKLING") == "1"
SECRET_KEY = hent_hemmelighet(MAPPE)
ALLOWED_HOSTS = os.environ.get("RODTRAAD_VERTER", "127.0.0.1,localhost,[::1]").split(",")

INSTALLED_APPS = [
    "rodtraad.web",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "django_htmx",
    "django_prose_editor",
    "rodtraad.tilgang",  # before allauth: its templates are ours
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "rodtraad.skall",
    "rodtraad.hendelser",
    "rodtraad.innstillinger",
    "rodtraad.organisasjon",
    "rodtraad.kontoplan",
    "rodtraad.enhetsroller",
    "rodtraad.oppgaver",
    "rodtraad.sak",
    "rodtraad.aarshjul",
    "rodtraad.ledelse",
    "rodtraad.innlesing",
    "rodtraad.oppstart",
    "rodtraad.hovedbok",
    "rodtraad.regnskap",
    "rodtraad.budsjett",
    "rodtraad.investering",
    "rodtraad.personal",
    "rodtraad.kostra",
    "rodtraad.samarbeid",
    "rodtraad.statistikk",
    "rodtraad.oppstilling",
    "rodtraad.rapport",
    "rodtraad.publisering",
    "rodtraad.api",
]


def _database() -> dict[str, Any]:
    """PostgreSQL when RODTRAAD_DATABASE says so, else SQLite in the installation's folder."""
    adresse = os.environ.get("RODTRAAD_DATABASE", "")
    if not adresse:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": MAPPE / "rodtraad.sqlite3",
            # Kept open by each thread: opening costs more than most pages ask of it.
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
            },
        }
    deler = urlsplit(adresse)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": deler.path.lstrip("/"),
        "USER": unquote(deler.username or ""),
        "PASSWORD": unquote(deler.password or ""),
        "HOST": deler.hostname or "",
        "PORT": str(deler.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        # What stands after ? goes to libpq as it is: sslmode, sslrootcert, host of a socket.
        "OPTIONS": dict(parse_qsl(deler.query)),
    }


DATABASES = {"default": _database()}
AUTH_USER_MODEL = "tilgang.Bruker"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "rodtraad_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# Where SSB answers, when it is not where SSB says (docs/regler/ssb.md).
SSB_V2 = os.environ.get("RODTRAAD_SSB_V2", "").strip()
SSB_V1 = os.environ.get("RODTRAAD_SSB_V1", "").strip()
KLASS = os.environ.get("RODTRAAD_KLASS", "").strip()

ROOT_URLCONF = "rodtraad.web.urls"
WSGI_APPLICATION = "rodtraad.web.wsgi.application"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "rodtraad.web.middleware.pakk_tekst",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "rodtraad.tilgang.innlogging_okt.oktens_varighet",
    "rodtraad.tilgang.innlogging_totrinn.krev_totrinn",
    "rodtraad.web.skrevet.ta_vare_paa_det_skrevne",
    "rodtraad.web.middleware.stengt_uten_regel",
    "rodtraad.web.middleware.lukkede_enheter",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "rodtraad.skall.templatetags.skall",
                "rodtraad.skall.templatetags.ordhjelp",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "rodtraad.web.skallkontekst.skall",
            ],
        },
    },
]
FORM_RENDERER = "rodtraad.web.skjema.Skjemagjengiver"
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 0 if DEBUG else 31_536_000
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "rodtraad.web.statisk.MerketLager"},
}

LANGUAGE_CODE = "nb"
LANGUAGES = [
    ("nb", "bokmål"),
    ("nn", "nynorsk"),
    ("sma", "åarjelsaemien"),
    ("se", "davvisámegiella"),
    ("en", "English"),
]
TIME_ZONE = "Europe/Oslo"
USE_I18N = True
USE_TZ = True

_BARE_OSS = ["'self'"]
SECURE_CSP = {
    "default-src": ["'none'"],
    # What the rich text editor puts in the page itself, its import map and its few rules of style, by their hashes.
    "script-src": ["'self'", "'sha256-6f0u5GyICvRnBeeL8rMCYD2HT1GfQdZ3S9imPyfnnxI='"],
    "style-src": ["'self'", "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"],
    "img-src": ["'self'", "data:"],
    "font-src": _BARE_OSS,
    "connect-src": _BARE_OSS,
    "form-action": _BARE_OSS,
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
_BAK_TLS = os.environ.get("RODTRAAD_TLS") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _BAK_TLS
SESSION_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = _BAK_TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _BAK_TLS else None
SECURE_HSTS_SECONDS = 31_536_000 if _BAK_TLS else 0
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000

# Innlogging (ADR 0010)
AUTHENTICATION_BACKENDS = ["rodtraad.tilgang.innlogging_bakstykke.Navnekontroll"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "startside"
LOGOUT_REDIRECT_URL = "forside"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
_PASSORD = "django.contrib.auth.password_validation."
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_PASSORD}UserAttributeSimilarityValidator"},
    {"NAME": "rodtraad.tilgang.passord.Lengde", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_PASSORD}CommonPasswordValidator"},
    {"NAME": f"{_PASSORD}NumericPasswordValidator"},
]
CSRF_FAILURE_VIEW = "rodtraad.tilgang.innlogging_sider.utlopt_skjema"
PASSWORD_RESET_TIMEOUT = 60 * miljo.tall("RODTRAAD_LENKE_MINUTTER", 60)
SESSION_COOKIE_AGE = 60 * miljo.tall("RODTRAAD_INAKTIV_MINUTTER", 120)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
OKT_LENGST = 3600 * miljo.tall("RODTRAAD_OKT_TIMER", 12)
TOTRINN_ROLLER = frozenset(miljo.liste("RODTRAAD_TOTRINN_ROLLER"))
ADRESSE = os.environ.get("RODTRAAD_ADRESSE", "http://127.0.0.1:8000").rstrip("/")
NINJA_NUM_PROXIES = ALLAUTH_TRUSTED_PROXY_COUNT = miljo.tall("RODTRAAD_PROXYER", 0, minst=0)
ACCOUNT_ADAPTER = "rodtraad.tilgang.innlogging_adapter.Kontoadapter"
ACCOUNT_FORMS = {
    "login": "rodtraad.tilgang.innlogging_skjema.Innlogging",
    "reset_password": "rodtraad.tilgang.innlogging_skjema.GlemtPassord",
    "reset_password_from_key": "rodtraad.tilgang.innlogging_skjema.NyttPassord",
    "change_password": "rodtraad.tilgang.innlogging_skjema.EndrePassord",
    "set_password": "rodtraad.tilgang.innlogging_skjema.LagPassord",
    "reauthenticate": "rodtraad.tilgang.innlogging_skjema.Bekreft",
}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_METHODS = ["password", "mfa"]
ACCOUNT_REAUTHENTICATION_TIMEOUT = 60 * miljo.tall("RODTRAAD_BEKREFTELSE_MINUTTER", 15)
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "20/m/ip,200/h/ip,5/15m/key",
    "reset_password": "10/m/ip,60/h/ip,3/15m/key",
}
MFA_ADAPTER = "rodtraad.tilgang.innlogging_adapter.Totrinnsadapter"
MFA_FORMS = {
    "authenticate": "rodtraad.tilgang.innlogging_skjema.Kode",
    "reauthenticate": "rodtraad.tilgang.innlogging_skjema.BekreftMedKode",
    "activate_totp": "rodtraad.tilgang.innlogging_skjema.TotrinnPaa",
}
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_TOLERANCE = 1
SOCIALACCOUNT_ADAPTER = "rodtraad.tilgang.innlogging_oidc.Leverandoradapter"
SOCIALACCOUNT_PROVIDERS = miljo.oidc()
OIDC_OPPRETT = miljo.paa("RODTRAAD_OIDC_OPPRETT")
OIDC_TOTRINN = miljo.paa("RODTRAAD_OIDC_TOTRINN")

# E-post
MAILERS = {"default": miljo.epost()}
DEFAULT_FROM_EMAIL = SERVER_EMAIL = os.environ.get("RODTRAAD_AVSENDER", "rodtraad@localhost")
EPOST_SENDES = "RODTRAAD_EPOST" in os.environ
WEBHOOK_INTERNE = os.environ.get("RODTRAAD_WEBHOOK_INTERNE") == "1"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "loggers": {"django": {"handlers": ["stderr"], "level": "ERROR", "propagate": False}},
}
