"""Inputs that once ended in a traceback, ran for seconds or needed much memory, by target."""

from __future__ import annotations

ENDLESS = b"\x81\xa1x" + b"\x91" * 100_000
"""A list in a list in a list …, as MessagePack has it."""
FOUND: dict[str, list[bytes]] = {
    "plan_cache": [b"\x81\xa7version\xa1\xff", ENDLESS],
    "snapshot": [b"\x81\xa7version\xa1\xff", ENDLESS],
}
