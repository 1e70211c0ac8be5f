"""Where things are: coordinates as people type them, and places by name."""
