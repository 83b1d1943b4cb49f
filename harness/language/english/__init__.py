"""English: its words, its sentences, and what they ask for. Nothing outside `harness.language` imports from here."""
