"""The texts of the interface: compiled without gettext, and none missing in Danish."""

import os
import shutil
import subprocess
import sys

import polib
import pytest
from django.core.management import CommandError, call_command

from hub import catalogues
from hub.management.commands import check_messages

pytestmark = pytest.mark.once
CATALOGUE = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8"

msgid "Map"
msgstr "Kort"

msgid "%(count)d place"
msgid_plural "%(count)d places"
msgstr[0] "%(count)d plads"
msgstr[1] "%(count)d pladser"
"""
needs_gettext = pytest.mark.skipif(
    not shutil.which("xgettext"), reason="gettext is missing: apt install gettext"
)


@pytest.fixture
def catalogue(tmp_path, monkeypatch):
    """A complete catalogue in a folder of its own."""
    file = tmp_path / "da" / "LC_MESSAGES" / "django.po"
    file.parent.mkdir(parents=True)
    file.write_text(CATALOGUE)
    monkeypatch.setattr(catalogues, "LOCALE", tmp_path)
    monkeypatch.setattr(check_messages, "OWN", file)
    return file


def add(catalogue, **fields):
    """Write one more text into it."""
    whole = polib.pofile(str(catalogue))
    whole.append(polib.POEntry(**fields))
    whole.save()


def test_the_first_command_of_a_fresh_clone_speaks_danish(tmp_path, settings):
    for folder in ("hub", "spaces", "stories", "events", "search", "home", "locale"):
        source = settings.BASE_DIR / folder
        shutil.copytree(
            source, tmp_path / folder, ignore=shutil.ignore_patterns("*.mo")
        )
    shutil.copy(settings.BASE_DIR / "manage.py", tmp_path)
    reading = "from django.utils.translation import gettext; print(gettext('Fact box'))"

    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", reading],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "DEBUG": "1"},
        check=True,
        capture_output=True,
        text=True,
    )

    assert done.stdout == "Faktaboks\n"


def test_a_catalogue_is_compiled_when_it_has_changed(catalogue):
    assert catalogues.build() == [catalogue]
    assert catalogues.build() == []

    os.utime(catalogue, ns=(2**62, 2**62))

    assert catalogues.build() == [catalogue]
    compiled = polib.mofile(str(catalogue.with_suffix(".mo")))
    assert compiled.find("Map").msgstr == "Kort"
    assert sorted(file.name for file in catalogue.parent.iterdir()) == [
        "django.mo",
        "django.po",
    ]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"msgid": "Door", "msgstr": "Dør"}, None),
        ({"msgid": "Door"}, "not translated: 'Door'"),
        (
            {"msgid": "Door", "msgstr": "Dør", "flags": ["fuzzy"]},
            "unsure (fuzzy): 'Door'",
        ),
        ({"msgid": "%(n)s doors", "msgstr": "%(n)s døre"}, None),
        (
            {"msgid": "%(n)s doors", "msgstr": "%(m)s døre"},
            "other placeholders than the English: '%(n)s doors'",
        ),
        (
            {
                "msgid": "One door",
                "msgid_plural": "%d doors",
                "msgstr_plural": {0: "Én dør", 1: ""},
            },
            "not translated: 'One door'",
        ),
        ({"msgid": "Door", "obsolete": True}, None),
    ],
)
def test_a_missing_or_wrong_translation_is_named(catalogue, fields, sentence):
    add(catalogue, **fields)

    assert list(catalogues.problems(catalogue)) == ([sentence] if sentence else [])


@needs_gettext
def test_the_check_compares_the_catalogue_with_the_code(catalogue, monkeypatch):
    texts = {("", "Map", ""), ("", "Gate", "")}
    monkeypatch.setattr(check_messages, "texts_of_code", lambda: texts)

    with pytest.raises(CommandError) as stop:
        call_command("check_messages")

    assert str(stop.value).splitlines() == [
        "not gathered, run make messages: 'Gate'",
        "not used, run make messages: '%(count)d place'",
        "See docs/developers.md, Texts.",
    ]


@needs_gettext
def test_texts_of_python_and_of_templates_are_gathered():
    own = check_messages.OWN
    before = own.read_bytes()

    texts = {english for _, english, _ in check_messages.texts_of_code()}

    assert {"text in the light", "Not in English yet"} - texts == set()
    assert own.read_bytes() == before
    assert list(catalogues.LOCALE.rglob("*.pot")) == []


@needs_gettext
def test_no_text_lacks_its_danish():
    call_command("check_messages")
