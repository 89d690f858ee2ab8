"""What can go wrong in a way that a user can mend, each with the exit code that the command line gives it.

    TrackerError                1   nothing could be done
    ├── UsageError              2   an option or argument that can't be understood
    ├── DatabaseError           3   the database can't be used as it is
    │   ├── NotADatabase        3   the file is something else, or damaged; left untouched
    │   ├── NewerSchema         3   written by a newer tracker; left untouched
    │   └── DatabaseBusy        3   another process holds it, or it can't be written
    ├── NotFound                4   no event or article has this id
    │   └── Ambiguous           4   more than one does
    ├── ModelMissing            5   the spaCy pipeline is not installed
    └── AlreadyRunning          6   another run does the same

What fails for one source of many is no exception but a value: `tracker.model.Skipped`.
"""


class TrackerError(Exception):
    """Tell the user in one line what is wrong and what to do."""

    exit_code = 1


class UsageError(TrackerError):
    """Say that an option or argument can't be understood."""

    exit_code = 2


class DatabaseError(TrackerError):
    """Say that the database can't be used as it is."""

    exit_code = 3


class NotADatabase(DatabaseError):
    """Say that the file is no SQLite database, not this program's, or damaged."""


class NewerSchema(DatabaseError):
    """Say that the database was written by a newer version of this program."""


class DatabaseBusy(DatabaseError):
    """Say that the database is locked by another process or can't be written."""


class NotFound(TrackerError):
    """Say that nothing has the id that was asked for."""

    exit_code = 4


class Ambiguous(NotFound):
    """Say that a prefix fits more than one id."""


class ModelMissing(TrackerError):
    """Say that the language model is not installed."""

    exit_code = 5


class AlreadyRunning(TrackerError):
    """Say that another process does the same at this time."""

    exit_code = 6
