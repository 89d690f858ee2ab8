"""The places of the world, offline: from a name to what may bear it.

`names` folds spellings to keys, `database` answers from the read-only file that `scripts/build_gazetteer.py` made.
"""

from tracker.gazetteer.database import Entry, EntryKind, Gazetteer

__all__ = ["Entry", "EntryKind", "Gazetteer"]
