"""Views as text for a terminal or a pipe, one module per group of views."""
