"""How the database tells names apart, and how finely it keeps positions."""

PRIMARY, TAGGED, ALTERNATE = range(3)
"""Names of places: their own, those tagged with a language, all others."""

FULL, SHORT, TOWN = range(3)
"""Names of airfields: their own, those without "Air Base" and the like, their town's."""

POSITIONS_A_DEGREE = 100_000
"""Positions of places are whole numbers of these parts."""
