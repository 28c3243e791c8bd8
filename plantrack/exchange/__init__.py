"""A plan as records in formats of others, and back from them."""
