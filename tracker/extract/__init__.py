"""Articles to events. Pure: no store, no network, no clock, no locale.

segment -> gate -> spaCy -> mentions -> dates, counts, places, actors -> merge
"""
