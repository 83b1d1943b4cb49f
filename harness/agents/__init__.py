"""Who answers the phone: the literal reader, and later models and deployed assistants, all behind one door."""
