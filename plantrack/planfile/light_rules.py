"""An office's own light rules beside its plan, `lights/ID.yaml`, and those that come with the program, by name.

`evaluation.lights` says what a rule means.
"""

import os
import re
from pathlib import Path

from plantrack.errors import NotFoundError, PlanError, Problem, message
from plantrack.evaluation.lights.packaged import NAMES, default_rules, packaged
from plantrack.evaluation.lights.rules import RuleSet, problems
from plantrack.files import typed
from plantrack.model.policy import IDENTIFIER, Policy
from plantrack.planfile import text_of

FOLDER = "lights"
NAMES_DIFFER = "the rules are called {id}, their file {name}; give both one name"


def known_rules(folder: Path | None) -> list[str]:
    """Return the names of all rule sets: those beside the plan, and those that come with the program."""
    own = (folder / FOLDER).glob("*.yaml") if folder else ()
    return sorted({path.stem for path in own if re.fullmatch(IDENTIFIER, path.stem)} | set(NAMES))


def read_rules(name: str, folder: Path | None, policy: Policy | None = None) -> RuleSet:
    """Return a rule set by its name: of the plan's own folder first, then of the program.

    The thresholds of a `policy` hold in the program's own rules.

    Raises NotFoundError where there is none, and PlanError with every problem of a file that holds none.
    """
    path = folder / FOLDER / f"{name}.yaml" if folder and re.fullmatch(IDENTIFIER, name) else None
    if path and os.path.lexists(path):
        return _own(path)
    if name not in NAMES:
        candidates = tuple((known, _title(known, folder)) for known in known_rules(folder))
        raise NotFoundError("no light rules are called {name!r}", name=name, candidates=candidates)
    return default_rules(policy) if policy and name == "default" else packaged(name)


def rule_problems(folder: Path, file: str, chosen: str) -> tuple[Problem, ...]:
    """Return what is wrong in the rule files beside a plan, and in `chosen`, the rules that the plan `file` names."""
    found: list[Problem] = []
    for path in sorted((folder / FOLDER).glob("*.yaml")):
        try:
            _own(path)
        except PlanError as error:
            found += error.problems or (Problem(typed(path), 0, 0, error.message),)
    if chosen not in known_rules(folder):
        found.append(Problem(file, 0, 0, message("no light rules are called {name!r}", name=chosen)))
    return tuple(found)


def _title(name: str, folder: Path | None) -> object:
    own = folder is not None and os.path.lexists(folder / FOLDER / f"{name}.yaml")
    return f"{FOLDER}/{name}.yaml" if own else packaged(name).title


def _own(path: Path) -> RuleSet:
    return parse_rules(text_of(path), path.stem, typed(path))


def parse_rules(content: str, name: str, file: str) -> RuleSet:
    """Read the text of a rule file whose name is `name`. Raises PlanError, with every problem, where it is wrong."""
    from plantrack.planfile.composing import compose
    from plantrack.planfile.nodes import BAD, NodeReader

    root = compose(content, file)
    reader = NodeReader(file)
    found: RuleSet = reader.read(root, RuleSet)
    if found is not BAD and not reader.problems:
        for number, said in problems(found):
            reader.note(reader.place(found, f"rules[{number}]") or reader.place(found, "rules") or root, said)
        if found.id != name:
            node = reader.place(found, "id") or root
            reader.problem(node, NAMES_DIFFER, id=found.id, name=name)
    if reader.problems:
        every = tuple(reader.problems)
        raise PlanError("{file}: these are no light rules; see the problems", problems=every, file=file)
    return found
