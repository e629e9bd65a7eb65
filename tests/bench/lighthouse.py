"""`python -m tests.bench.lighthouse`: Google's page report, where Node can fetch it."""

import json
import os
import shutil
import subprocess
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()

from tests import servers  # noqa: E402 -- after the set-up

PROGRAM = ["npx", "--yes", "lighthouse@12"]
FLAGS = "--headless=new --no-sandbox --disable-gpu"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PAGES = ("/da/", "/da/om-hubben/")
LONGEST = 300  # seconds


def main() -> None:
    """Print the scores of each page as a telephone sees it, or what is missing."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not browser or not shutil.which("npx"):
        raise SystemExit("make lighthouse needs Node (npx) and Chromium.")
    with servers.demo_site() as server:
        for path in PAGES:
            say(path, report(server.url + path, browser))


def report(address: str, browser: str) -> dict:
    """Lighthouse's own report, as it prints it."""
    line = [*PROGRAM, address, "--output=json", "--quiet", f"--chrome-flags={FLAGS}"]
    theirs = os.environ | {"CHROME_PATH": browser}
    done = subprocess.run(
        line, env=theirs, capture_output=True, timeout=LONGEST, check=False
    )
    if done.returncode:
        last = done.stderr.decode().strip().splitlines()[-1:]
        raise SystemExit(f"Lighthouse did not run: {' '.join(last)}")
    return json.loads(done.stdout)


def say(path: str, found: dict) -> None:
    """The four scores, and what cost points."""
    scores = [
        f"{each['title']} {each['score'] * 100:.0f}"
        for each in found["categories"].values()
    ]
    sys.stdout.write(f"{path}  {', '.join(scores)}\n")
    for audit in found["audits"].values():
        counts = audit.get("scoreDisplayMode") in {"binary", "numeric", "metricSavings"}
        if counts and audit["score"] is not None and audit["score"] < 0.9:
            sys.stdout.write(f"    {audit['title']} {audit.get('displayValue', '')}\n")
    sys.stdout.flush()


main()
