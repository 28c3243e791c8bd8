"""From the text of a plan.yaml to a plan, the places of its references, and every problem. Knows no files."""

from plantrack.planfile.consistency import RULES
from plantrack.planfile.places import Parsed
from plantrack.planfile.quick import quick_plan


def parse(content: str, folder: str, file: str) -> Parsed:
    """Return the plan, the line of every reference, and the problems; `folder` is the name its id must equal.

    Raises PlanError, with the problems, where the text is no plan at all.
    """
    if found := quick_plan(content):
        plan, lines = found
        if plan.id == folder and not any(violation for rule in RULES for violation in rule(plan)):
            return plan, lines, ()
    from plantrack.planfile.node_parsing import parse_with_places  # few plans need it, and it takes its time to load

    return parse_with_places(content, folder, file)
