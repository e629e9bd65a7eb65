"""All settings. Every value that differs between machines comes from the environment.

`.env.example` explains each variable; an unknown or half-given one stops the start.
"""

from pathlib import Path

import environ
from csp.constants import SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

# 1. The environment -----------------------------------------------------------------

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
KNOWN_VARIABLES = {
    "DEBUG", "SECRET_KEY", "SECRET_KEY_FALLBACKS", "ALLOWED_HOSTS", "SITE_URL",
    "DATABASE_URL", "CACHE_URL", "MEDIA_URL_S3", "EMAIL_URL", "DEFAULT_FROM_EMAIL",
    "VAR_DIR", "DEMO_ALLOWED", "TRUSTED_PROXIES", "OIDC_SERVER_URL",
    "OIDC_CLIENT_ID", "OIDC_SECRET", "PAGE_CACHE", "PORT",
}  # fmt: skip
if (BASE_DIR / ".env").exists():
    written = (BASE_DIR / ".env").read_text().splitlines()
    names = {line.split("=")[0].strip() for line in written if "=" in line}
    names = {name for name in names if not name.startswith("#")}
    if unknown := sorted(names - KNOWN_VARIABLES):
        raise ImproperlyConfigured(f".env has an unknown variable: {unknown[0]}")
    env.read_env(BASE_DIR / ".env")


def required(name: str, reason: str) -> str:
    """The variable's value, or a stop with a sentence that names it."""
    if not (value := env.str(name, "")):
        raise ImproperlyConfigured(f"{name} is missing: {reason}")
    return value


DEBUG = env.bool("DEBUG", False)
DEMO_ALLOWED = env.bool("DEMO_ALLOWED", DEBUG)
VAR_DIR = Path(env.str("VAR_DIR", str(BASE_DIR / "var")))
if DEBUG:
    SECRET_KEY = env.str("SECRET_KEY", "only-for-a-machine-of-ones-own")
    PORT = env.int("PORT", 8000)
    SITE_URL = env.str("SITE_URL", f"http://localhost:{PORT}").rstrip("/")
    ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["*"])
else:
    SECRET_KEY = required("SECRET_KEY", "a long random string, kept secret")
    SITE_URL = required("SITE_URL", "links in mails and feeds need it").rstrip("/")
    ALLOWED_HOSTS = required("ALLOWED_HOSTS", "host names, comma between").split(",")
if not SITE_URL.startswith(("https://", "http://")):
    raise ImproperlyConfigured("SITE_URL must begin with https:// or http://")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
HTTPS = SITE_URL.startswith("https://")

# 2. Django --------------------------------------------------------------------------

INSTALLED_APPS = [
    "home",
    "hub",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
]

MIDDLEWARE = [
    "hub.pagecache.PageCacheMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "hub.urls"
WSGI_APPLICATION = "hub.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["hub.templatetags.hub", "hub.templatetags.drawings"],
        },
    }
]

DATABASES = {"default": env.db("DATABASE_URL", f"sqlite:///{VAR_DIR}/hub.sqlite3")}
DATABASES["default"]["CONN_MAX_AGE"] = None
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# Measured: a deferred transaction meets "database is locked" in half of all races,
# an immediate one in none (docs/operations.md).
DATABASES["default"]["OPTIONS"] = (
    {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
        "PRAGMA foreign_keys=ON;",
    }
    if DATABASES["default"]["ENGINE"].endswith("sqlite3")
    else {
        "options": "-c lock_timeout=3s -c statement_timeout=15s "
        "-c idle_in_transaction_session_timeout=30s"
    }
)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": env.cache("CACHE_URL", f"filecache://{VAR_DIR}/cache")}
CACHES["default"].setdefault("OPTIONS", {})
if CACHES["default"]["BACKEND"].endswith("FileBasedCache"):
    CACHES["default"]["OPTIONS"]["MAX_ENTRIES"] = 5000

PAGE_CACHE = env.bool("PAGE_CACHE", True)

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
PRIVATE_ROOT = VAR_DIR / "papers"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": PRIVATE_ROOT, "base_url": None},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
if s3 := env.str("MEDIA_URL_S3", ""):
    bucket = environ.urlparse(s3)
    s3_storage = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": bucket.path.strip("/"),
            "endpoint_url": f"https://{bucket.hostname}",
            "access_key": bucket.username,
            "secret_key": bucket.password,
        },
    }
    private_options = s3_storage["OPTIONS"] | {"location": "papers"}
    STORAGES["default"] = s3_storage
    STORAGES["private"] = s3_storage | {"OPTIONS": private_options}

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LANGUAGE_CODE = "da"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("da", "Dansk"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_TZ = True
TIME_ZONE = "Europe/Copenhagen"
FORMAT_MODULE_PATH = ["hub.formats"]

EMAIL_BACKEND = "hub.mail.OutboxBackend"
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "hej@example.org")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT = 10
SENDING = env.email_url("EMAIL_URL", f"filemail:///{VAR_DIR}/mail".replace("///", "//"))

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# 3. Who signs in, and what a browser may do -----------------------------------------

AUTH_USER_MODEL = "hub.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/admin/"

DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a long page has many blocks
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # the editor's preview is a frame of ours
if HTTPS:
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
    CSRF_TRUSTED_ORIGINS = [SITE_URL]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        "img-src": [SELF, "data:"],
        "frame-src": [
            SELF, "https://www.youtube-nocookie.com", "https://player.vimeo.com"
        ],
    }
}  # fmt: skip
PERMISSIONS_POLICY = {
    name: []
    for name in (
        "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media",
        "geolocation", "gyroscope", "magnetometer", "microphone", "midi", "payment",
        "publickey-credentials-create", "usb",
    )
}  # fmt: skip
PERMISSIONS_POLICY["publickey-credentials-create"] = ["self"]

# 4. Wagtail -------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "Spotlight"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_I18N_ENABLED = True
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILIMAGES_IMAGE_MODEL = "hub.HubImage"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpeg", "jpg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_INLINE_CONTENT_TYPES = []
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "ods", "odt", "pdf", "txt", "xlsx"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILEMBEDS_FINDERS = []  # a video is a link and a poster of ours, see hub.blocks
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_WORKFLOW_ENABLED = True
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
