"""Measures, printed side by side with the peers; nothing here is a test."""
