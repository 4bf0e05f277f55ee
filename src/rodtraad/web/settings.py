"""Settings: environment only, strict, closed by default (ADR 0005, STIL 28)."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

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
    "django_htmx",
    "django_prose_editor",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "rodtraad.hendelser",
    "rodtraad.organisasjon",
    "rodtraad.kontoplan",
    "rodtraad.tilgang",
    "rodtraad.oppgaver",
    "rodtraad.sak",
    "rodtraad.aarshjul",
    "rodtraad.ledelse",
    "rodtraad.innlesing",
    "rodtraad.hovedbok",
    "rodtraad.budsjett",
    "rodtraad.investering",
    "rodtraad.personal",
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
    }


DATABASES = {"default": _database()}
AUTH_USER_MODEL = "tilgang.Bruker"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "startside"
LOGOUT_REDIRECT_URL = "forside"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "rodtraad_cache"}}

ROOT_URLCONF = "rodtraad.web.urls"
WSGI_APPLICATION = "rodtraad.web.wsgi.application"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
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
    "rodtraad.web.middleware.stengt_uten_regel",
    "rodtraad.web.middleware.lukkede_enheter",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["django.templatetags.i18n"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "rodtraad.web.skallkontekst.skall",
            ],
        },
    },
]
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

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
    "script-src": _BARE_OSS,
    "style-src": _BARE_OSS,
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
SECURE_HSTS_SECONDS = 31_536_000 if _BAK_TLS else 0
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "loggers": {"django": {"handlers": ["stderr"], "level": "ERROR", "propagate": False}},
}
