"""Crosswalks: what a person decided about how a subject's law answers a standard, entry by entry."""

from lexmatch.crosswalk.model import (
    ABSENCES,
    CHOICES,
    DEFAULT_KEYS,
    ENTRY_KEYS,
    FILE_KEYS,
    MERGE_MARK,
    RATIONALES,
    SCHEMA_URL,
    STATUSES,
    VERSION,
    Crosswalk,
    Entry,
    position,
    stamp,
)
from lexmatch.crosswalk.reading import instruments, read
from lexmatch.crosswalk.writing import dump, dump_entry
from lexmatch.relations import RELATIONS

__all__ = ["ABSENCES", "CHOICES", "DEFAULT_KEYS", "ENTRY_KEYS", "FILE_KEYS", "MERGE_MARK", "RATIONALES", "RELATIONS",
           "SCHEMA_URL", "STATUSES", "VERSION", "Crosswalk", "Entry", "dump", "dump_entry", "instruments", "position",
           "read", "stamp"]  # fmt: skip
