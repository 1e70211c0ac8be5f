"""Distances, buffers and joins beside what else can be had for Python, in one run."""
