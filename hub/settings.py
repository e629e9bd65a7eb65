"""All settings. Every value that differs between machines comes from the environment.

`.env.example` explains each variable; an unknown or half-given one stops the start.
"""

from pathlib import Path

from csp.constants import SELF

from hub import environment

# 1. The environment -----------------------------------------------------------------

BASE_DIR = Path(__file__).resolve().parent.parent
environment.read_file(BASE_DIR / ".env")
DEBUG = environment.yes_or_no("DEBUG", False)
DEMO_ALLOWED = environment.yes_or_no("DEMO_ALLOWED", DEBUG)
VAR_DIR = Path(environment.text("VAR_DIR", str(BASE_DIR / "var"))).absolute()
VAR_DIR.mkdir(parents=True, exist_ok=True)
HOST = environment.text("HOST", "127.0.0.1")
PORT = environment.whole_number("PORT", 8000)
if DEBUG:
    SECRET_KEY = environment.text("SECRET_KEY", "only-for-a-machine-of-ones-own")
    SITE_URL = environment.text("SITE_URL", f"http://localhost:{PORT}")
    ALLOWED_HOSTS = environment.texts("ALLOWED_HOSTS") or ["*"]
else:
    required = environment.required
    SECRET_KEY = required("SECRET_KEY", "a long random text, kept secret")
    SITE_URL = required("SITE_URL", "links in mails and feeds need it")
    required("ALLOWED_HOSTS", "the site's host names, with a comma between")
    ALLOWED_HOSTS = environment.texts("ALLOWED_HOSTS")
    required("EMAIL_URL", "without mail nobody can sign in")
    required("DEFAULT_FROM_EMAIL", "the hub's mails come from it")
SITE_URL = environment.web_address("SITE_URL", SITE_URL)
SECRET_KEY_FALLBACKS = environment.texts("SECRET_KEY_FALLBACKS")
HTTPS = SITE_URL.startswith("https://")
if HTTPS:
    environment.required("TRUSTED_PROXIES", "how many proxies take https off, often 1")

# 2. Django --------------------------------------------------------------------------

INSTALLED_APPS = [
    "search",
    "home",
    "events",
    "spaces",
    "stories",
    "hub",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "hub.wagtail_users.UsersConfig",
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
    "django.contrib.humanize",  # allauth's page of passkeys
    "django.contrib.sitemaps",
]

MIDDLEWARE = [
    "hub.pagecache.PageCacheMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "hub.locale_middleware.AddressLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "hub.staff_security.StaffSecurityMiddleware",
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

own_database = f"sqlite:///{VAR_DIR}/hub.sqlite3"
DATABASES = {"default": environment.database("DATABASE_URL", own_database)}
DATABASES["default"]["CONN_MAX_AGE"] = None
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# Measured: a deferred transaction meets "database is locked" in half of all races,
# an immediate one in none (docs/operations.md). What DATABASE_URL says goes first.
own_options = (
    {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
        "PRAGMA foreign_keys=ON;",
    }
    if DATABASES["default"]["ENGINE"].endswith("sqlite3")
    else {
        "connect_timeout": 5,
        "options": "-c lock_timeout=3s -c statement_timeout=15s "
        "-c idle_in_transaction_session_timeout=30s",
    }
)
DATABASES["default"]["OPTIONS"] = environment.options(
    own_options, DATABASES["default"].get("OPTIONS", {})
)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": environment.cache("CACHE_URL", f"filecache://{VAR_DIR}/cache")}
CACHES["default"].setdefault("OPTIONS", {})
if CACHES["default"]["BACKEND"].endswith("FileBasedCache"):
    CACHES["default"]["OPTIONS"]["MAX_ENTRIES"] = 5000
elif CACHES["default"]["BACKEND"].endswith("RedisCache"):
    # No page waits for long for a cache that is gone, see hub.pagecache.
    CACHES["default"]["OPTIONS"] |= {"socket_connect_timeout": 1, "socket_timeout": 1}

PAGE_CACHE = environment.yes_or_no("PAGE_CACHE", True)

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
if bucket := environment.bucket("MEDIA_URL_S3"):
    bucket |= {"file_overwrite": False, "signature_version": "s3v4"}
    # Readers ask our own host for pictures; nginx fetches them from the bucket.
    shown = {
        "custom_domain": f"{SITE_URL.partition('//')[2]}/media",
        "url_protocol": "https:" if HTTPS else "http:",
    }
    backend = "storages.backends.s3.S3Storage"
    papers = bucket | {"location": "papers"}
    STORAGES["default"] = {"BACKEND": backend, "OPTIONS": bucket | shown}
    STORAGES["private"] = {"BACKEND": backend, "OPTIONS": papers}

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LANGUAGE_CODE = "da"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("da", "Dansk"), ("en", "English")]
# Our own texts. Words of Wagtail that editors meet in English, or in other Danish than
# ours, stand in hub/locale: Django asks it before Wagtail's, as hub is installed first.
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_TZ = True
TIME_ZONE = "Europe/Copenhagen"
FORMAT_MODULE_PATH = ["hub.formats"]

EMAIL_BACKEND = "hub.mail.OutboxBackend"
DEFAULT_FROM_EMAIL = environment.text("DEFAULT_FROM_EMAIL", "hej@example.org")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT = 10
# Where hub.mail sends what waits in the outbox: smtp+tls://user:password@host:587,
# smtp+ssl://…:465, or files for a machine of one's own.
SENDING = environment.mail("EMAIL_URL", f"filemail:///{VAR_DIR}/mail")

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# One line each to the standard error; a service manager keeps them.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
    },
    "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["lines"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING"},
        "hub": {"level": "INFO"},
    },
}

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
STAFF_SESSION_AGE = 8 * 3600
TRUSTED_PROXIES = environment.whole_number("TRUSTED_PROXIES", 0)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES

# allauth's pages are for staff; all others sign in by a code (hub.signing_in).
ACCOUNT_ADAPTER = "hub.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
# Without a password here allauth takes the password off the sign-in form too.
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True  # before a password or an address changes
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_SESSION_COOKIE_AGE = STAFF_SESSION_AGE
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Spotlight"
MFA_TOTP_TOLERANCE = 1
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # a passkey alone must be two factors
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG
MFA_FORMS = {
    "authenticate": "hub.staff_security.FactorForm",
    "reauthenticate": "hub.staff_security.FactorAgainForm",
}
if DEBUG:
    MFA_TOTP_INSECURE_BYPASS_CODE = "123456"  # hub.accounts.DEMO_CODE

SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_LOGIN_ON_GET = True  # a link: the page's form-action stays 'self'
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_OPENID_CONNECT_URL_PREFIX = ""  # below /oidc/, see hub.urls
SOCIALACCOUNT_PROVIDERS = {}
if oidc := environment.all_or_none("OIDC_SERVER_URL", "OIDC_CLIENT_ID", "OIDC_SECRET"):
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "directory",
                "name": "OpenID Connect",
                "client_id": oidc["OIDC_CLIENT_ID"],
                "secret": oidc["OIDC_SECRET"],
                "settings": {"server_url": oidc["OIDC_SERVER_URL"]},
            }
        ],
    }

CSRF_FAILURE_VIEW = "hub.errors.form_refused"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a long page has many blocks
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = [
    "security.W019",  # the editor's preview is a frame of ours
    "security.W021",  # preloading binds the whole domain: its owner's word, not ours
]
if HTTPS:
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
    if TRUSTED_PROXIES:  # else anybody could write this header
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
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
# What Wagtail's admin needs besides: its pages hold scripts and styles of their own.
ADMIN_CONTENT_SECURITY_POLICY = {
    "script-src": [SELF, "'unsafe-inline'"],
    "style-src": [SELF, "'unsafe-inline'"],
    "img-src": ["blob:"],
}
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
# The calendar that fills these fields reads what is typed in this form, and takes what
# it cannot read for today.
WAGTAIL_DATE_FORMAT = "%d.%m.%Y"
WAGTAIL_DATETIME_FORMAT = "%d.%m.%Y %H:%M"
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILIMAGES_IMAGE_MODEL = "hub.HubImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "hub.uploads.ImageForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpeg", "jpg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_INLINE_CONTENT_TYPES = []
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "ods", "odt", "pdf", "txt", "xlsx"]
WAGTAILDOCS_DOCUMENT_FORM_BASE = "hub.uploads.DocumentForm"
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAIL_PASSWORD_RESET_ENABLED = False  # allauth's, routed in hub.urls
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False  # the address is the sign-in: allauth's pages
# A shared password is known to nobody by name, and its form would need a cookie.
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILEMBEDS_FINDERS = []  # a video is a link and a poster of ours, see hub.blocks
# Nothing to choose: some machines' lists hold names that browsers refuse.
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_WORKFLOW_ENABLED = True
WAGTAIL_FINISH_WORKFLOW_ACTION = "hub.approving.publish_approved"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
