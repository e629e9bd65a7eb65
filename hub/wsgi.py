"""The web server's way in; a site with the demo's open doors does not start."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings")
application = get_wsgi_application()

from hub import checks  # noqa: E402 -- models need the application's start

checks.refuse_demo_users()
