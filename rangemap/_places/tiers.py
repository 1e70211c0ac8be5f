"""How the database tells names apart, and how finely it keeps positions."""

PRIMARY, TAGGED, ALTERNATE = range(3)
"""Names of places: their own, those tagged with a language, all others."""

WEIGHT = {PRIMARY: 1.0, TAGGED: 1 / 3, ALTERNATE: 1 / 10}
"""What of a place's people counts by the name that is asked for."""

FULL, SHORT, TOWN = range(3)
"""Names of airfields: their own, those without "Air Base" and the like, their town's."""

POSITIONS_A_DEGREE = 100_000
"""Positions of places are whole numbers of these parts."""
