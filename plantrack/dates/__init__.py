"""Days and periods. Nothing here reads the clock."""
