"""Bytes of any kind raise nothing but what people are told: what was found by fuzzing, and what is like the seeds."""

from __future__ import annotations

import pytest
from documents.formats.test_damaged import DAMAGE, damaged
from fuzz.found import FOUND
from fuzz.seeds import ALL
from fuzz.targets import TARGETS, run
from hypothesis import given, settings
from hypothesis import strategies as st

SEVERAL = [(target, number) for target, inputs in FOUND.items() for number in range(len(inputs))]


def test_every_target_has_seeds() -> None:
    """And what was found is of a target."""
    assert ALL.keys() == TARGETS.keys()
    assert FOUND.keys() <= TARGETS.keys()
    assert all([*seeds()] for seeds in ALL.values())


@pytest.mark.parametrize(("target", "number"), SEVERAL)
def test_found(target: str, number: int) -> None:
    """What once broke, took seconds or much memory is read or refused."""
    run(target, FOUND[target][number])


@pytest.mark.parametrize("target", TARGETS)
@settings(max_examples=settings().max_examples // 2)
@given(data=st.data())
def test_damaged(target: str, data: st.DataObject) -> None:
    """What is read without a complaint, with bytes replaced by others."""
    seeds = [*ALL[target]()]
    run(target, damaged(seeds[data.draw(st.integers(0, len(seeds) - 1))], data.draw(DAMAGE)))
