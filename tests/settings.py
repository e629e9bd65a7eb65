"""The hub's settings as tests run them: the environment of the machine is not read."""

import os
import tempfile

from tests import databases

os.environ |= {
    "DEBUG": "0",
    "SECRET_KEY": "only-for-the-tests-" + "0123456789" * 4,
    "SECRET_KEY_FALLBACKS": "",
    "SITE_URL": "http://testserver",
    "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
    "DATABASE_URL": databases.url_for_settings(),
    "CACHE_URL": "locmemcache://tests",
    "VAR_DIR": os.environ.get("TEST_VAR_DIR") or tempfile.mkdtemp(prefix="hub-tests-"),
    "DEMO_ALLOWED": "1",
    "MEDIA_URL_S3": "",
    "EMAIL_URL": "memorymail://",
    "DEFAULT_FROM_EMAIL": "hub@example.org",
    "PAGE_CACHE": "0",
    "TRUSTED_PROXIES": "",
    "OIDC_SERVER_URL": "",
    "OIDC_CLIENT_ID": "",
    "OIDC_SECRET": "",
}

from hub.settings import *  # noqa: F403 -- the environment comes first

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
