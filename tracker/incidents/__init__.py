"""From reports to incidents: which events of different articles tell of one happening, what is known of it, and how well.

Pure functions over events: no store, no clock, no network.
"""
