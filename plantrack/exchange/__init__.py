"""A plan as records, for other programs and back: one kind of record for each kind of thing that a plan holds."""
