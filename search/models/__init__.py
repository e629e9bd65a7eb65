"""The models of the search: the index, and who follows what is new or free."""

from search.models.followers import Follower
from search.models.index import (
    Entry,
    Lookup,
    Promotion,
    Synonyms,
    Word,
)
from search.models.watches import SpaceWatch

__all__ = [
    "Entry",
    "Follower",
    "Lookup",
    "Promotion",
    "SpaceWatch",
    "Synonyms",
    "Word",
]
