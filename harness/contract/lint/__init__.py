"""Rules about a squad's files that need no call: what the platform refuses, drops or misreads, and what callers would notice."""
