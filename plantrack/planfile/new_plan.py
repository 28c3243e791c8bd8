"""A fresh plan folder: a commented plan.yaml to start from, which validates as it stands. Nothing is overwritten."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from string import Template

from plantrack.errors import Message, UsageError, message, reason
from plantrack.files import is_repository, typed, write_whole
from plantrack.planfile import NAME
from plantrack.planfile.schema import schema_text
from plantrack.quoting import quoted

SCHEMA = "plan.schema.json"

_PLAN = Template("""\
# yaml-language-server: $$schema=../plan.schema.json
# What was promised. People edit this file and review it in git; what happened goes into journal/ by the commands.
# `plantrack validate` checks it; `plantrack adopt` makes it the promise.

id: $id
title: $title                 # one text, or {zh: "…", en: "…"}
issuer: office                # whose plan it is: a key of `units`
language: $language                  # the plan's own language: zh or en
timezone: Asia/Shanghai
period: {first: $year-01-01, last: $year-12-31}
report_every: month           # how often a task owes a report: week, month or quarter; a task may have its own

# document:                   # the text that the plan was taken from
#   title: "…"
#   published: $year-01-15
#   source: https://example.org/plan

units:                        # who answers for tasks; `people` are those who act for a unit
  office: {zh: "办公室", en: "Office", people: []}

# baseline:                   # last year's figures, as the document states them
#   year: $before
#   figures:
#     - {id: firms-$before, label: "Firms", text: "超2.47万家", value: 24700, unit: 家, qualifier: 超, kind: measure, period: "$before", section: 0}

# indicators:                 # what is followed by number: what it continues, and its target where the text gives one
#   - {id: firms, label: "Firms", unit: 家, tasks: ["1.1"], baseline: [firms-$before], headline: true}

tasks:                        # ? examples: put your own in their place, and delete this question
  - ref: "1"                  # always quoted; never reused, even when a task goes
    title: {zh: "第一项", en: "The first item"}
    lead: [office]            # what is below it inherits it
    basis: {lead: assumed}    # where it comes from: document, assumed, or {public: https://…}
    tasks:
      - ref: "1.1"
        title: {zh: "一项可交付任务", en: "Something to tick off"}
        kind: deliverable     # it has a date, and stages with dates
        start: $year-03-01
        due: $year-11-30
        basis: {due: assumed}
        milestones:
          - {ref: "1.1.1", title: {zh: "起草完成", en: "Drafted"}, due: $year-06-30, basis: assumed}
          - {ref: "1.1.2", title: {zh: "印发", en: "Published"}, due: $year-11-30, basis: assumed}
      - ref: "1.2"
        title: {zh: "一项持续推进的任务", en: "Something that runs through the year"}
        kind: ongoing
""")


def fresh_plan(plans: Path, plan_id: str, title: str, year: int, language: str) -> dict[Path, str]:
    """Return the files of a new plan folder under `plans` with their contents; nothing is written.

    Raises UsageError for an id that cannot be one, a title that is empty or no text, or a folder that is there already.
    """
    check_id(plan_id)
    if not title.strip():
        raise UsageError("a plan needs a title: --title")
    if (plans / plan_id).exists():
        raise UsageError("{folder} is there already; nothing was changed", folder=typed(plans / plan_id))
    words = {"id": plan_id, "title": quoted(title), "year": year, "before": year - 1}
    return folder_files(plans / plan_id, _PLAN.substitute(words, language=language))


def check_id(plan_id: str) -> None:
    """Raise UsageError for an id that no plan can have."""
    if not re.fullmatch(r"[a-z][a-z0-9-]{0,63}", plan_id):
        raise UsageError(
            "{id!r} cannot be a plan's id; write lower-case letters, digits and hyphens, as in science-2025", id=plan_id
        )


def folder_files(folder: Path, plan: str) -> dict[Path, str]:
    """Return plan.yaml, which is `plan`, and its schema unless that exists already.

    The schema lies beside the folder, or inside where the folder is a repository of its own: nothing is written outside.
    """
    if is_repository(folder):
        plan = plan.replace(f"$schema=../{SCHEMA}", f"$schema={SCHEMA}", 1)
        schema = folder / SCHEMA
    else:
        schema = folder.parent / SCHEMA
    return {folder / NAME: plan} | ({} if schema.exists() else {schema: schema_text()})


def write_files(files: dict[Path, str]) -> None:
    """Write files and make the folders that they need. Raises UsageError with the reason."""
    for path, content in files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError("{file}: cannot be written: {why}", file=typed(path), why=reason(error)) from None
        write_whole(path, content.encode())


def next_step(file: Path) -> Message:
    """Return what to do once a new plan.yaml is written."""
    return message(
        "now edit {file}, then run `plantrack validate {folder}` and `plantrack adopt --plan {folder}`",
        file=typed(file), folder=shlex.quote(typed(file.parent)),
    )  # fmt: skip
