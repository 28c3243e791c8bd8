"""Characters of texts that people give: read from bytes, without invisible ones, and in one form for comparing."""
