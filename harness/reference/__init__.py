"""Small, honest systems for a squad to talk to: real requests, real answers, a real database."""
