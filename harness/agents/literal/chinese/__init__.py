"""The literal agent in Mandarin: prompts read, wishes understood and sentences spoken; loaded by the first Chinese words only."""
