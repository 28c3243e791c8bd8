"""The parts of a document: its title and issuer, the sections of its summary, and the items of its plan."""
