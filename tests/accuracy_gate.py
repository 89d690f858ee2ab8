"""Hold the parser's accuracy on a folder of evaluation sets above pinned floors.

    accuracy_gate.py DIR            print the figures; exit 1 where one is under its floor
    accuracy_gate.py DIR --pin      raise the floors to today's figures (never lowers one)
    accuracy_gate.py DIR --pin --lower   set them, lower ones too

DIR holds the scorers score.py (for sets with gold.jsonl) and score_facts.py (for sets with facts.jsonl). The floors stand in
accuracy_floors.json beside this file, with a digest of the set that each was measured on: another corpus has no floors yet.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path

FLOORS = Path(__file__).with_name("accuracy_floors.json")
# Floors are cut, not rounded, to three digits: the parser is deterministic, so any fall is a change.
DIGITS = 1000

Figures = dict[str, float]


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("dir", type=Path)
    options.add_argument("--pin", action="store_true")
    options.add_argument("--lower", action="store_true")
    args = options.parse_args()
    floors = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    failed = 0
    for docs in sorted(args.dir.glob("*/docs.jsonl")):
        name, digest, figures = docs.parent.name, corpus_digest(docs.parent), measure(args.dir, docs.parent)
        known = floors.get(name, {})
        same = known.get("digest") == digest
        failed += report(name, figures, known.get("floors", {}) if same else {}, same=same)
        if args.pin:
            old = known.get("floors", {}) if same and not args.lower else {}
            floors[name] = {"digest": digest, "floors": {k: max(v, old.get(k, 0)) for k, v in figures.items()}}
    if args.pin:
        FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n")
    return 1 if failed and not args.pin else 0


def corpus_digest(folder: Path) -> str:
    """Digest a set's files, so that floors are only held against what they were measured on."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.jsonl")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def measure(scorers: Path, folder: Path) -> Figures:
    """Parse a set and run its scorer."""
    script = "score.py" if (folder / "gold.jsonl").exists() else "score_facts.py"
    with tempfile.TemporaryDirectory() as temporary:
        predictions = Path(temporary) / "predictions.jsonl"
        with predictions.open("wb") as out:
            command = [sys.executable, "-m", "tracker", "parse", str(folder / "docs.jsonl"), "--format", "jsonl"]
            subprocess.run(command, stdout=out, check=True)
        command = [sys.executable, str(scorers / script), str(folder), str(predictions), "--json"]
        scored = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    return {k: int(DIGITS * v.get("f1", v.get("share", 0.0))) / DIGITS for k, v in scored.items()}


def report(name: str, figures: Figures, floors: Figures, *, same: bool) -> int:
    """Print a set's figures beside their floors; give the number that lie under."""
    print(f"{name}{'' if same else ' (no floors for this corpus)'}")
    under = 0
    for field, value in figures.items():
        floor = floors.get(field)
        low = floor is not None and value < floor
        under += low
        print(f"  {field:12} {value:6.3f}  floor {'-' if floor is None else f'{floor:.3f}'}{'  UNDER' if low else ''}")
    return under


if __name__ == "__main__":
    sys.exit(main())
