"""Reading a demo's files: every text is a pair, `{da = "…", en = "…"}`."""

import datetime as dt
import tomllib
from pathlib import Path
from uuid import NAMESPACE_URL, UUID, uuid5

NAMESPACE = uuid5(NAMESPACE_URL, "spotlight-demo")


def key_of(name: str) -> UUID:
    """The same id for the same name on every machine and in every run."""
    return uuid5(NAMESPACE, name)


def read(folder: Path, name: str | Path) -> dict:
    """One file of a demo, by its path in the folder without ending."""
    return tomllib.loads((folder / f"{name}.toml").read_text())


def columns(row: dict, *names: str) -> dict:
    """Pairs of a row as the columns `name_da` and `name_en`."""
    return {
        f"{name}_{language}": row[name][language]
        for name in names
        for language in ("da", "en")
    }


def is_pair(value) -> bool:
    """Whether a value is one text in two languages."""
    return isinstance(value, dict) and set(value) == {"da", "en"}


def in_language(value, language: str):
    """The value with each pair in it replaced by its text in the language."""
    if is_pair(value):
        return value[language]
    if isinstance(value, dict):
        return {key: in_language(each, language) for key, each in value.items()}
    if isinstance(value, list):
        return [in_language(each, language) for each in value]
    if isinstance(value, dt.date):
        return value.isoformat()
    return value


def with_ids(value, name: str):
    """Lists as StreamField stores them: each item with an id that stays the same."""
    if isinstance(value, dict):
        return {key: with_ids(each, f"{name}.{key}") for key, each in value.items()}
    if isinstance(value, list):
        return [
            {
                "type": "item",
                "id": str(key_of(f"{name}.{place}")),
                "value": with_ids(each, f"{name}.{place}"),
            }
            for place, each in enumerate(value)
        ]
    return value
