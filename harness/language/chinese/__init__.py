"""Mandarin: its numerals, dates, names and turns of phrase. Nothing outside `harness.language` imports from here."""
