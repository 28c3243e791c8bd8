"""The number of an issue: how many reports of the same length there are since the plan was adopted."""

from plantrack.dates.periods import Length
from plantrack.evaluation.evaluate import leaves
from plantrack.reports.periodic import PeriodicReport


def issue_number(view: PeriodicReport) -> int | None:
    """Return the number that was given; without one, 1 for the period in which the plan was adopted, and so on.

    None for a period before that, for any other run of days, and where nobody adopted the plan.
    """
    if view.shape.issue is not None or view.period.length is Length.RANGE:
        return view.shape.issue
    adopted = min((leaf.facts.adopted for leaf in leaves(view.roots) if leaf.facts.adopted), default=None)
    if adopted is None or adopted > view.period.last:
        return None
    number, period = 1, view.period
    while period.first > adopted:
        number, period = number + 1, period.previous()
    return number
