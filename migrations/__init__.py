"""The history of the schema: numbered, append-only, imports nothing from tracker or cli."""
