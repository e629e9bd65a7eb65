"""`python -m tests.web`: become the web server that `manage.py serve` starts."""

import os

import django

django.setup()

from hub.management.commands.serve import web_server  # noqa: E402 -- after the set-up

line = web_server()
os.execv(line[0], line)  # noqa: S606 -- ours
