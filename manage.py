#!/usr/bin/env python
"""Django's command line for the hub."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from hub import catalogues

if __name__ == "__main__":
    # Models read texts while Django loads: what is compiled later comes too late.
    catalogues.build()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"The settings stop the start: {error} (.env.example explains them.)")
