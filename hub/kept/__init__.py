"""What the ground floor, and the software below it, keeps about people."""

from hub.kept import accounts, contacts, machinery, names, staff, texts

__all__ = ["accounts", "contacts", "machinery", "names", "staff", "texts"]
