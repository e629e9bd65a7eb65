"""Reading the environment: an unknown or half-given variable stops the start.

An empty value means the same as none, so `.env.example` can be copied as it is.
"""

from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()
KNOWN = (
    "DEBUG", "SECRET_KEY", "SECRET_KEY_FALLBACKS", "SITE_URL", "ALLOWED_HOSTS",
    "HOST", "PORT", "VAR_DIR", "DATABASE_URL", "CACHE_URL", "MEDIA_URL_S3",
    "EMAIL_URL", "DEFAULT_FROM_EMAIL", "TRUSTED_PROXIES", "PAGE_CACHE",
    "DEMO_ALLOWED", "OIDC_SERVER_URL", "OIDC_CLIENT_ID", "OIDC_SECRET",
)  # fmt: skip
ANSWERS = dict.fromkeys(("1", "true", "yes", "on"), True)
ANSWERS |= dict.fromkeys(("0", "false", "no", "off"), False)


def names_in(file: Path) -> list[str]:
    """The variables that a `.env` file sets."""
    lines = [line.strip() for line in file.read_text().splitlines()]
    given = [line for line in lines if "=" in line and not line.startswith("#")]
    return [line.split("=")[0].removeprefix("export ").strip() for line in given]


def read_file(file: Path) -> None:
    """Take what the environment does not say from a `.env` file, if there is one."""
    if not file.exists():
        return
    for name in names_in(file):
        if name not in KNOWN:
            raise ImproperlyConfigured(f"{file.name} has an unknown variable: {name}")
    env.read_env(file)


def text(name: str, default: str = "") -> str:
    """The variable's value, its default where it is empty."""
    return env.str(name, "").strip() or default


def texts(name: str) -> list[str]:
    """The variable's values, written with a comma between."""
    return [part.strip() for part in text(name).split(",") if part.strip()]


def required(name: str, reason: str) -> str:
    """The variable's value, or a stop with a sentence that names it."""
    if not (value := text(name)):
        raise ImproperlyConfigured(f"{name} is missing: {reason}.")
    return value


def yes_or_no(name: str, default: bool) -> bool:
    """The variable's answer, its default where it is empty; stops at anything else."""
    if not (value := text(name)):
        return default
    if value.lower() not in ANSWERS:
        raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")
    return ANSWERS[value.lower()]


def whole_number(name: str, default: int) -> int:
    """The variable's value, its default where it is empty; stops at anything else."""
    value = text(name, str(default))
    if not (value.isascii() and value.isdigit()):
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.")
    return int(value)


def web_address(name: str, value: str) -> str:
    """An address of a site, without the slash at its end."""
    parts = environ.urlparse(value)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ImproperlyConfigured(f"{name} must be an address, https://… or http://…")
    if parts.path.strip("/") or parts.query:
        raise ImproperlyConfigured(f"{name} must end with the host's name or port.")
    return value.rstrip("/")


def database(name: str, default: str) -> dict:
    """Django's settings of a database, SQLite or PostgreSQL."""
    value = text(name, default)
    if value.split(":")[0] not in ("sqlite", "postgres", "postgresql"):
        kinds = "sqlite:///… or postgres://…"
        raise ImproperlyConfigured(f"{name} must be {kinds}.")
    found = env.db_url_config(value)
    if not found["NAME"]:
        raise ImproperlyConfigured(f"{name} names no database.")
    return found


def options(own: dict, given: dict) -> dict:
    """A database's options, with those of its address before our own.

    PostgreSQL's `options` is a line of settings, of which the later ones count.
    """
    lines = [each["options"] for each in (own, given) if "options" in each]
    return own | given | ({"options": " ".join(lines)} if lines else {})


def cache(name: str, default: str) -> dict:
    """Django's settings of a cache that all processes of the machine, or all, share."""
    value = text(name, default)
    if value.split(":")[0] not in ("filecache", "redis", "rediss"):
        kinds = "filecache:///… or redis://…, which all processes share"
        raise ImproperlyConfigured(f"{name} must be {kinds}.")
    found = env.cache_url_config(value)
    # django-environ writes a redis' key_prefix small, and Django does not see it so.
    return {key.upper(): each for key, each in found.items()}


def mail(name: str, default: str) -> dict:
    """Django's settings of the way mail goes out."""
    try:
        found = env.email_url_config(text(name, default))
    except ImproperlyConfigured as error:
        kinds = "smtp+tls://user:password@host:587 or smtp+ssl://…:465"
        raise ImproperlyConfigured(f"{name} must be {kinds}.") from error
    if found["EMAIL_BACKEND"].endswith("smtp.EmailBackend") and not found["EMAIL_HOST"]:
        raise ImproperlyConfigured(f"{name} names no host.")
    return found


def bucket(name: str) -> dict | None:
    """Settings of a store that speaks S3: s3://key:secret@host/bucket."""
    if not (value := text(name)):
        return None
    parts = environ.urlparse(value)
    bucket_name = parts.path.strip("/")
    given = (parts.username, parts.password, parts.hostname, bucket_name)
    if parts.scheme != "s3" or not all(given) or "/" in bucket_name:
        raise ImproperlyConfigured(f"{name} must be s3://key:secret@host/bucket.")
    port = f":{parts.port}" if parts.port else ""
    return {
        "bucket_name": bucket_name,
        "endpoint_url": f"https://{parts.hostname}{port}",
        "access_key": environ.unquote(parts.username),
        "secret_key": environ.unquote(parts.password),
    }


def all_or_none(*names: str) -> dict[str, str]:
    """The values of variables that belong together; empty where none is given."""
    values = {name: text(name) for name in names}
    if not any(values.values()):
        return {}
    for name, value in values.items():
        if not value:
            others = " and ".join(other for other in names if other != name)
            raise ImproperlyConfigured(f"{name} is missing: it goes with {others}.")
    return values
