"""Fuzz a target: coverage decides which bytes are changed further.

    python tests/fuzz/run.py TARGET [SECONDS]     by default 60; `all` takes each target in turn

Needs atheris (`pip install atheris`), which nothing else does. It ends at the first input that breaks, runs for more
than two seconds of a processor or needs more than 500 MiB, and says where that was kept. Such an input becomes a case
of `found.py`, which every run of the tests tries.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import mkdtemp

import atheris  # type: ignore[import-untyped]

SLOWEST = 2.0
WATCHED = ("plantrack", "pypdf")
"""Packages whose coverage guides what is tried."""
LIMITS = ("-rss_limit_mb=500", "-timeout=30", "-max_len=20000", "-print_final_stats=1", "-verbosity=0", "-reload=0")


def fuzz(target: str, seconds: str) -> None:
    """Try what comes of the seeds for some time; never returns."""
    with atheris.instrument_imports(include=[*WATCHED]):
        from fuzz.seeds import ALL
        from fuzz.targets import run

        for seed in ALL[target]():
            run(target, seed)
    corpus = Path(mkdtemp())
    for number, seed in enumerate(ALL[target]()):
        (corpus / f"seed-{number}").write_bytes(seed)

    def one(data: bytes) -> None:
        began = time.process_time()
        run(target, data)
        taken = time.process_time() - began
        if taken > SLOWEST:
            raise TimeoutError(taken)

    kept = f"-artifact_prefix={mkdtemp()}/"
    atheris.Setup([sys.argv[0], *LIMITS, f"-max_total_time={seconds}", kept, str(corpus)], one)
    atheris.Fuzz()


def main(target: str, seconds: str = "60") -> int:
    """Fuzz a target, or each in a process of its own; return the exit code."""
    if target != "all":
        fuzz(target, seconds)
    from fuzz.targets import TARGETS

    paths = os.pathsep.join((*map(str, Path(__file__).parents[1:3]), os.environ.get("PYTHONPATH", "")))
    each = [[sys.executable, __file__, one, seconds] for one in TARGETS]
    return max(subprocess.run(words, env=os.environ | {"PYTHONPATH": paths}, check=False).returncode for words in each)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
