"""The JSON Schema of plan.yaml, made from the same types that the reader uses, for completion and checking in editors.

What only the whole plan can tell (references that exist, dates that fit into each other) is `rules`'.
"""

from __future__ import annotations

import json
from typing import Any

import msgspec

from plantrack.model.plan import Plan

DRAFT = "https://json-schema.org/draft/2020-12/schema"
Json = dict[str, Any]


def plan_schema() -> Json:
    """Return the schema as JSON values."""
    made: Json = _cleaned(msgspec.json.schema(Plan))
    definitions = made["$defs"]
    whole = definitions.pop("Plan")
    words = {"type": "string", "minLength": 1}
    both = {**definitions["Text"], "additionalProperties": False}
    definitions["Text"] = {"title": "Text", "description": both.pop("description"), "anyOf": [words, both]}
    return {"$schema": DRAFT, **whole, "title": "plan.yaml of plantrack", "$defs": definitions}


def _cleaned(value: Any) -> Any:
    """Return the schema without null and defaults, which a plan never writes; one entry may stand for a list."""
    if isinstance(value, list):
        return [_cleaned(item) for item in value]
    if not isinstance(value, dict):
        return value
    kept = {key: _cleaned(item) for key, item in value.items() if key != "default"}
    if isinstance(kept.get("description"), str):
        kept["description"] = " ".join(kept["description"].split())
    if "anyOf" in kept:
        choices = [choice for choice in kept.pop("anyOf") if choice != {"type": "null"}]
        return {**kept, **choices[0]} if len(choices) == 1 else {**kept, "anyOf": choices}
    items = kept.get("items", {})
    if kept.get("type") == "array" and items.get("type") == "string":
        return {"anyOf": [kept, items]}
    if isinstance(kept.get("type"), list):
        return {**kept, "type": [name for name in kept["type"] if name != "null"]}
    return kept


def schema_text() -> str:
    """Return the schema of plan.yaml as indented JSON text."""
    return json.dumps(plan_schema(), ensure_ascii=False, indent=2) + "\n"
