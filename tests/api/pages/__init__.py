"""Tests of the pages: addressed, laid out and served."""
