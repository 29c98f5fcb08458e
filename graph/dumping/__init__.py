"""Dumps: a release as files in open formats, with what changed since the one before, and their catalogue."""

from graph.dumping.writing import Dumps

__all__ = ["Dumps"]
