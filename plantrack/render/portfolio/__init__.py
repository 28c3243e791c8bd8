"""Views of all plans of a place: the portfolio in each format, and what was found in all plans."""
