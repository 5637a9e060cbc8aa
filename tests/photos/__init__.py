"""Tests of factsheet/photos."""
