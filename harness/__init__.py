"""Callproof: play whole phone calls against a squad's own prompts and tool contracts, and judge them."""
