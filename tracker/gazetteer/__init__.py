"""The places of the world, offline: from a name to what may bear it.

names.py            folds spellings to keys
transliteration.py  how sounds are spelt otherwise: rules as data
entry.py            what the gazetteer answers with
database.py         answers from the read-only file that `scripts/build_gazetteer.py` made
own.py              a place of the user's own, and the keys that it is looked up by
overlay.py          answers from both
geonames.py         files of GeoNames -> places of the user's own
tables.py           tables (CSV) -> places of the user's own
around.py           which division a point lies in
find.py             what may bear a name, in order, with the reasons
"""

from tracker.gazetteer.database import Gazetteer
from tracker.gazetteer.entry import Entry, EntryKind

__all__ = ["Entry", "EntryKind", "Gazetteer"]
