"""The hub's settings as tests run them: the environment of the machine is not read."""

import os
import tempfile

from hub import catalogues, environment
from tests import databases

os.environ |= dict.fromkeys(environment.KNOWN, "") | {
    "SECRET_KEY": "only-for-the-tests-" + "0123456789" * 4,
    "SITE_URL": "http://testserver",
    "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
    "DATABASE_URL": databases.url_for_settings(),
    "VAR_DIR": os.environ.get("TEST_VAR_DIR") or tempfile.mkdtemp(prefix="hub-tests-"),
    "DEMO_ALLOWED": "1",
    "EMAIL_URL": "memorymail://",
    "DEFAULT_FROM_EMAIL": "hub@example.org",
    "PAGE_CACHE": "0",
}

from hub.settings import *  # noqa: F403 -- the environment comes first

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
TASKS = {"default": {"BACKEND": "tests.tasks.AtOnce"}}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405 -- whitenoise warns else
catalogues.build()
