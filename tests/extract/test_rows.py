"""The rules' tables are long enough: rows by file, printed with `python -m tests.extract.test_rows`."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

# Rows that are not about a rule of their own: any text, all samples, all at once.
GENERAL = {"test_pipeline.py", "test_properties.py", "test_adversarial.py", "test_model_missing.py"}


def rows() -> Counter[str]:
    """Collect the tests beside this file; count those with parameters, by file."""
    command = [sys.executable, "-m", "pytest", str(Path(__file__).parent), "--collect-only", "-o", "addopts=-q -p no:cacheprovider"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parents[2], timeout=300, check=True)
    return Counter(Path(line.partition("::")[0]).name for line in done.stdout.splitlines() if "::" in line and "[" in line)


def test_rules_have_rows() -> None:
    found = rows()
    assert sum(count for name, count in found.items() if name not in GENERAL) >= 400
    assert found["test_adversarial.py"] >= 400


if __name__ == "__main__":
    counted = rows()
    for name, count in sorted(counted.items()):
        print(f"{count:6d}  {name}")
    print(f"{sum(count for name, count in counted.items() if name not in GENERAL):6d}  rows of rules")
