"""The house's rules: what stands where, imports what, and how long things are."""

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.once
ROOT = Path(__file__).resolve().parent.parent
TOP = {
    ".ci", ".env.example", ".github", ".gitignore", ".pre-commit-config.yaml",
    "CHANGELOG.md", "LICENSE", "Makefile", "README.md", "docs", "events", "home", "hub",
    "locale", "manage.py", "pyproject.toml", "requirements-dev.in",
    "requirements-dev.txt", "requirements.in", "requirements.txt", "search", "spaces",
    "static", "stories", "templates", "tests",
}  # fmt: skip
ROOMS = ("hub", "spaces", "stories", "events", "home", "search")
LONGEST_FILE, LONGEST_FUNCTION, LONGEST_TEMPLATE = 400, 50, 120
EMPTY_NAMES = {"utils", "helpers", "misc", "common", "manager", "managers", "data"}
MAY_LISTEN = {"hub/translations.py", "hub/guards.py", "hub/pagecache.py"}
LISTENING = ("django.dispatch", "django.db.models.signals", "wagtail.signals")
TEXTS = [
    file.relative_to(ROOT)
    for pattern in ("*.md", "docs/**/*.md")
    for file in sorted(ROOT.glob(pattern))
]
LINTER = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]


def code(*folders: str) -> Iterator[tuple[str, str]]:
    """Path and text of our Python files; migrations are written by Django."""
    for folder in folders:
        for file in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in file.parts:
                yield str(file.relative_to(ROOT)), file.read_text()


def test_the_top_level_holds_what_the_plan_says():
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True
    )

    assert {line.split("/")[0] for line in listed.stdout.splitlines()} == TOP


def test_no_room_imports_one_above_it():
    done = subprocess.run(LINTER, cwd=ROOT, check=False, capture_output=True, text=True)

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("below", "above"),
    [("hub.choices", "home.models"), ("spaces.hours", "spaces.rules")],
)
def test_an_import_of_a_room_or_layer_above_would_be_found(tmp_path, below, above):
    for room in ROOMS:
        for path, text in code(room):
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    with (tmp_path / f"{below.replace('.', '/')}.py").open("a") as file:
        file.write(f"\nimport {above}\n")

    done = subprocess.run(
        LINTER, cwd=tmp_path, check=False, capture_output=True, text=True
    )

    assert done.returncode == 1
    assert f"{below} -> {above}" in done.stdout


def test_no_file_is_too_long_to_read():
    lines = {path: text.count("\n") for path, text in code(*ROOMS, "tests")}

    assert {path: n for path, n in lines.items() if n > LONGEST_FILE} == {}


def test_no_function_is_too_long_to_read():
    long = [
        f"{path}: {node.name}"
        for path, text in code(*ROOMS, "tests")
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef)
        and node.end_lineno - node.lineno >= LONGEST_FUNCTION
    ]

    assert long == []


def test_no_template_is_too_long_to_read():
    long = [
        file.name
        for file in (ROOT / "templates").rglob("*.html")
        if file.read_text().count("\n") > LONGEST_TEMPLATE
    ]

    assert long == []


def test_each_module_has_a_name_that_says_what_is_in_it():
    parts = {
        part for path, _ in code(*ROOMS) for part in Path(path).with_suffix("").parts
    }

    assert parts & EMPTY_NAMES == set()


def test_signals_are_heard_in_three_modules_only():
    listen = {
        path
        for path, text in code(*ROOMS)
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.ImportFrom) and node.module in LISTENING
    }

    assert listen == MAY_LISTEN


def test_a_view_asks_a_queryset_by_name():
    filtering = [
        path
        for path, text in code(*ROOMS)
        if path.endswith("views.py") and re.search(r"\.(filter|exclude)\(", text)
    ]

    assert filtering == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_each_requirement_is_pinned(name):
    lines = (ROOT / name).read_text().splitlines()
    packages = [line for line in lines if line and not line.startswith("#")]

    assert [
        line for line in packages if not re.match(r"[a-z0-9.-]+==[^ ]+", line)
    ] == []


@pytest.mark.parametrize("text", TEXTS, ids=str)
def test_each_link_of_a_text_leads_to_a_file(text):
    links = re.findall(r"\]\((?!https?:)([^)#\s]+)", (ROOT / text).read_text())

    lost = [link for link in links if not (ROOT / text).parent.joinpath(link).exists()]
    assert lost == []
