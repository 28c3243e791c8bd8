"""The notices: whom something is told, and the channels that carry it."""
