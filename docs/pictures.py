"""Takes the pictures of docs/staff/: `python docs/pictures.py`.

It makes a demo of its own in a scratch folder, serves it on a free port and does what
the guide tells, as three people of the demo, in a real browser. Given the address of a
served demo it uses (and changes) that one.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager, nullcontext
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "staff" / "pictures"
PASSWORD, CODE = "lys-paa-byen", "123456"
COLOURS = 128
NEW_TEXT = "Ring, skriv eller kom forbi. Vi svarer inden for to dage."
NEW_ENGLISH = "Call, write or drop in. We answer within two days."


@contextmanager
def demo_site():
    """The address of a served demo that nobody else uses."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        environment = os.environ | {
            "DEBUG": "1", "VAR_DIR": folder, "PORT": str(port), "PAGE_CACHE": "0",
        }  # fmt: skip
        for command in (["migrate", "-v0"], ["load_demo"]):
            manage(command, environment)
        served = [sys.executable, "manage.py", "runserver", str(port), "--noreload"]
        server = subprocess.Popen(served, cwd=ROOT, env=environment)  # noqa: S603
        try:
            yield wait_for(f"http://localhost:{port}")
        finally:
            server.terminate()
            server.wait()


def manage(command: list[str], environment: dict[str, str]) -> None:
    """Run a management command to its end."""
    call = [sys.executable, "manage.py", *command]
    subprocess.run(call, cwd=ROOT, env=environment, check=True)  # noqa: S603


def wait_for(address: str) -> str:
    """The address, once somebody answers there."""
    for _attempt in range(120):
        try:
            urllib.request.urlopen(f"{address}/da/")  # noqa: S310
        except OSError:
            time.sleep(0.5)
        else:
            return address
    raise SystemExit(f"Nobody answers at {address}.")


def sign_in(browser: Browser, site: str, email: str) -> Page:
    """A page of the admin, signed in with both factors."""
    options = {"viewport": {"width": 1180, "height": 760}, "locale": "da-DK"}
    page = browser.new_context(**options, base_url=site).new_page()
    page.goto("/admin/")
    page.fill("[name=login]", email)
    page.fill("[name=password]", PASSWORD)
    if email.startswith("redaktor"):
        take(page, "01-sign-in")
    page.press("[name=password]", "Enter")
    page.wait_for_selector("[name=code]")
    page.fill("[name=code]", CODE)
    page.press("[name=code]", "Enter")
    page.wait_for_selector(".hub-first")
    return page


def take(page: Page, name: str, at: str = "") -> None:
    """Keep what is on the screen, scrolled to an element where one is named."""
    page.wait_for_load_state("networkidle")
    if at:
        page.locator(at).first.evaluate("each => each.scrollIntoView({block: 'end'})")
    page.wait_for_timeout(600)
    path = PICTURES / f"{name}.png"
    page.screenshot(path=path)
    Image.open(path).quantize(COLOURS).save(path, optimize=True)


def change_danish(page: Page) -> None:
    """An editor changes the Danish contact page and sends it to approval."""
    take(page, "02-first-page")
    page.click(".hub-button[href*='/admin/pages/']:has([href='#icon-edit'])")
    take(page, "03-find-a-page")
    page.click("td.title a:has-text('Kontakt')")
    page.wait_for_selector("[name=standfirst]")
    page.fill("[name=standfirst]", NEW_TEXT)
    take(page, "04-change-danish")
    page.click("footer .w-dropdown__toggle")
    take(page, "05-send-to-approval")
    page.click("[name=action-submit]")
    page.wait_for_load_state("networkidle")


def approve(page: Page) -> None:
    """A publisher reads the draft and approves it."""
    take(page, "06-drafts-to-approve", ".hub-waiting")
    page.click(".hub-waiting a:has-text('Kontakt')")
    page.wait_for_selector("[name=standfirst]")
    page.wait_for_timeout(800)
    page.click("footer .w-dropdown__toggle")
    take(page, "07-approve")
    approve = "[data-workflow-action-name=approve]"
    page.click(f"{approve}:not([data-workflow-action-modal-url])")
    page.wait_for_load_state("networkidle")


def write_english(page: Page) -> None:
    """A translator writes the sentence that is new, and hands over."""
    take(page, "08-english-is-behind", ".hub-waiting")
    page.click(".hub-waiting a")
    page.wait_for_selector(".js-translation-editor li.incomplete")
    row = page.locator(".js-translation-editor li.incomplete").first
    row.scroll_into_view_if_needed()
    row.locator("button").last.click()
    row.locator("textarea").fill(NEW_ENGLISH)
    take(page, "09-write-english")
    row.locator("button").last.click()
    page.wait_for_timeout(1500)
    take(page, "10-hand-over", ".hub-state")
    page.click(".hub-state button")
    page.wait_for_selector(".hub-first")
    take(page, "11-handed-over")


def publish_english(page: Page) -> None:
    """The publisher reads the English and publishes it."""
    page.goto("/admin/")
    take(page, "12-waiting-for-publisher", ".hub-waiting")
    page.click(".hub-waiting a")
    page.wait_for_selector(".js-translation-editor li")
    take(page, "13-publish-english")
    page.click(".hub-state button")
    page.wait_for_selector(".messages .success")
    take(page, "14-published")


def keep_facts(page: Page) -> None:
    """Where people and the notice are kept."""
    page.goto("/admin/snippets/hub/person/")
    page.click("td.title a")
    page.wait_for_selector("[name=role_da]")
    take(page, "15-person")
    page.goto("/admin/settings/hub/sitesettings/")
    page.click("[role=tab] >> nth=1")
    take(page, "16-notice")


def answer_requests(page: Page) -> None:
    """What the booking desk looks at: the queue, who hears what, today, a price."""
    page.goto("/admin/bookings/")
    take(page, "17-requests")
    boxes = page.locator("tbody input[type=checkbox]")
    for place in (3, 4):
        boxes.nth(place).check()
    page.locator("button", has_text="Sig ja").last.click()
    page.wait_for_load_state("networkidle")
    take(page, "18-many")
    page.goto("/admin/bookings/today/")
    take(page, "19-today")
    page.goto("/admin/spaces/")
    page.locator("tbody a", has_text="Skolekøkkenet").first.click()
    page.locator("[role=tab]", has_text="Priser").click()
    page.wait_for_selector("[name=prices-0-ore_per_hour]")
    take(page, "20-prices")


def answer_nominations(page: Page) -> None:
    """What an editor looks at: what waits, and the mail before it is sent."""
    page.goto("/admin/nominations/")
    take(page, "21-nominations")
    page.click("td.title a:has-text('Hana')")
    page.click("main a[href$='/ask_again/']")
    take(page, "22-nomination-mail")


def look_after_events(page: Page) -> None:
    """What an editor looks at: an event with its dates and rooms, and who comes."""
    page.goto("/admin/events/")
    page.click(".hub-desk a:has-text('Køkkenintro')")
    take(page, "23-event")
    page.goto("/admin/events/guests/")
    page.click(".hub-desk a:has-text('Pitch på tre minutter')")
    take(page, "24-guests")


def main() -> None:
    """Do all that the guide tells, in its order."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    served = nullcontext(sys.argv[1]) if len(sys.argv) > 1 else demo_site()
    with served as site, sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox"]
        )
        editor = sign_in(browser, site, "redaktor@example.org")
        change_danish(editor)
        publisher = sign_in(browser, site, "udgiver@example.org")
        approve(publisher)
        write_english(sign_in(browser, site, "oversaetter@example.org"))
        publish_english(publisher)
        keep_facts(publisher)
        answer_requests(sign_in(browser, site, "booking@example.org"))
        answer_nominations(editor)
        look_after_events(editor)
        browser.close()


if __name__ == "__main__":
    main()
