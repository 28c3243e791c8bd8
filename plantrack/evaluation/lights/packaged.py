"""The rule sets that come with the program: JSON files in `sets/`, which are part of it like its code."""

from functools import cache

import msgspec
from msgspec.structs import replace

from plantrack.evaluation.facts import ReasonCode
from plantrack.evaluation.lights.rules import LightRule, RuleSet
from plantrack.model.policy import Policy

NAMES = ("default", "ouhai-2020", "ruihai", "schema-defaults", "shenzhen-builder", "xian-discipline", "yinchuan-2025")
"""What `policy: {lights: …}` may name, besides the files of the plan itself."""


def default_rules(policy: Policy) -> RuleSet:
    """Return the program's own rules with the thresholds of a policy, by which the check judges as well.

    Rule sets that an office published keep the numbers that they were published with.
    """
    wanted: dict[ReasonCode, dict[str, dict[str, float]]] = {
        ReasonCode.BEHIND: {"points_behind": {"over": float(policy.behind)}},
        ReasonCode.PERCENT_UNKNOWN: {"expected": {"over": float(policy.behind)}},
        ReasonCode.DUE_SOON: {"days_to_due": {"at_most": float(policy.due_soon)}},
    }
    rules = packaged("default")
    return replace(rules, rules=tuple(_with(rule, wanted.get(rule.because, {})) for rule in rules.rules))


def _with(rule: LightRule, wanted: dict[str, dict[str, float]]) -> LightRule:
    bounds = {name: replace(getattr(rule.when, name), **numbers) for name, numbers in wanted.items()}
    return replace(rule, when=replace(rule.when, **bounds))


@cache
def packaged(name: str) -> RuleSet:
    """Return a rule set that comes with the program. Raises KeyError for a name that is none."""
    if name not in NAMES:
        raise KeyError(name)
    with open(f"{__file__.removesuffix('packaged.py')}sets/{name}.json", "rb") as file:  # noqa: PTH123 - paths are for files of people
        return msgspec.json.decode(file.read(), type=RuleSet)
