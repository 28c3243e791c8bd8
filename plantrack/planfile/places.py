"""Which lines of a plan file are kept, so that findings and problems can name them."""

from plantrack.errors import Problem
from plantrack.model.plan import Plan

NAMING = ("ref", "id")
PLACED = ("start", "due", "curve", "lead", "support", "report_every", "report_due", "weight", "target")
"""The keys below a reference or id whose lines are kept."""
Parsed = tuple[Plan, dict[str, int], tuple[Problem, ...]]
"""A plan, the line of every reference, and the problems."""
