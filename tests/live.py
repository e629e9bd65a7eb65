"""The hub's settings as the servers and workers that tests start run them.

All else comes from the environment that `tests.servers` gives, as on a real machine.
"""

from hub.settings import *  # noqa: F403 -- the environment comes first

# The demo's passwords are hashed by tests.settings.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# An operator's site with the demo's content: nobody signs in to it with the fixed code.
SILENCED_SYSTEM_CHECKS += ["hub.E003"]  # noqa: F405
