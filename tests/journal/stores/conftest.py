"""A server for these tests."""

from __future__ import annotations

from postgres_fixtures import empty, running, tables

__all__ = ["empty", "running", "tables"]
