"""The JSON Schemas of plan.yaml and contacts.yaml, made from the reader's own types, for completion in editors.

What msgspec writes differs between its releases, so it is normalised here before anybody keeps or compares it: known
keywords only, in one order. What only the whole plan can tell (references that exist, dates that fit) is `rules`'.
"""

import json
from collections.abc import Callable
from typing import Any

import msgspec

from plantrack.model.contacts import Contacts
from plantrack.model.plan import Plan
from plantrack.planfile.scalars import LANGUAGES

DRAFT = "https://json-schema.org/draft/2020-12/schema"
Json = dict[str, Any]
KEYWORDS = (
    "title", "description", "$ref", "type", "enum", "format", "pattern", "minLength", "maxLength", "exclusiveMinimum",
    "minimum", "exclusiveMaximum", "maximum", "items", "minItems", "maxItems", "properties", "required",
    "propertyNames", "additionalProperties", "anyOf",
)  # fmt: skip
"""The keywords that are kept, in the order in which they are written; a default is never written in a plan."""


def plan_schema() -> Json:
    """Return the schema as JSON values."""
    types: Json = msgspec.json.schema(Plan)["$defs"]
    types["Policy"]["properties"]["severity"]["propertyNames"] = {"$ref": "#/$defs/Rule"}  # msgspec 0.22 leaves it out
    made = {name: _normalised(schema) for name, schema in sorted(types.items())}
    whole = made.pop("Plan")
    for schema in made.values():
        if {*LANGUAGES} <= {*schema.get("required", ())}:
            others = [key for key in schema.pop("required") if key not in LANGUAGES]
            schema["anyOf"] = [{"required": [*others, language]} for language in LANGUAGES]
    words = {"type": "string", "minLength": 1}
    both = {**made["Text"], "additionalProperties": False}
    made["Text"] = {"title": "Text", "description": both.pop("description"), "anyOf": [words, both]}
    return {"$schema": DRAFT, **whole, "title": "plan.yaml of plantrack", "$defs": made}


def contacts_schema() -> Json:
    """Return the schema of contacts.yaml as JSON values; an editor reads a mobile number as a number."""
    types: Json = msgspec.json.schema(Contacts)["$defs"]
    made = {name: _normalised(schema) for name, schema in sorted(types.items())}
    made["Person"]["properties"]["mobile"]["type"] = ["string", "integer"]
    whole = made.pop("Contacts")
    return {"$schema": DRAFT, **whole, "title": "contacts.yaml of plantrack", "$defs": made}


def _normalised(schema: Json) -> Json:
    """Return a schema in the one form that is kept: without null; one entry may stand for a list."""
    kept = {word: _value(word, schema[word]) for word in KEYWORDS if word in schema}
    choices = [choice for choice in kept.pop("anyOf", []) if choice != {"type": "null"}]
    if len(choices) == 1:
        return {**kept, **choices[0]}
    if choices:
        return {**kept, "anyOf": choices}
    if kept.get("type") == "array" and kept["items"].get("type") == "string":
        return {"anyOf": [kept, kept["items"]]}
    return kept


def _value(word: str, value: Any) -> Any:
    if word == "properties":
        return {name: _normalised(schema) for name, schema in value.items()}
    if word == "anyOf":
        return [_normalised(schema) for schema in value]
    if word == "description":
        return " ".join(value.split())
    if word == "type" and isinstance(value, list):
        return [name for name in value if name != "null"]
    return _normalised(value) if isinstance(value, dict) else value


def schema_text(schema: Callable[[], Json] = plan_schema) -> str:
    """Return a schema, by default that of plan.yaml, as indented JSON text."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"
