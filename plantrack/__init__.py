"""plantrack."""
