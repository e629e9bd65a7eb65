"""The models of the search: the index, and who follows what is new."""

from search.models.followers import Follower
from search.models.index import (
    Entry,
    Lookup,
    Promotion,
    Synonyms,
    Word,
)

__all__ = ["Entry", "Follower", "Lookup", "Promotion", "Synonyms", "Word"]
