"""Turn news articles into dated strike and detention events, kept in SQLite and traced to their words."""

__version__ = "0.1.0"
