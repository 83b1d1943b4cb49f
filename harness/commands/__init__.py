"""The verbs: each wires the parts together for one thing a user can ask for."""
