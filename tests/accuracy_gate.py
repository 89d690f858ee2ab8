"""Hold the parser's accuracy on a folder of evaluation sets above pinned floors.

    accuracy_gate.py DIR            print the figures; exit 1 where one is under its floor
    accuracy_gate.py DIR --pin      raise the floors to today's figures; one that would fall is kept, and the exit code is 1
    accuracy_gate.py DIR --pin --lower   set them, lower ones too

DIR holds the scorers score.py (for sets with gold.jsonl) and score_facts.py (for sets with facts.jsonl). The floors stand in
accuracy_floors.json beside this file, with a digest of the set that each was measured on: another corpus has no floors to fall
under, but floors are not pinned anew on it where a figure is lower, unless asked to. Floors of sets that DIR lacks are kept.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FLOORS = Path(__file__).with_name("accuracy_floors.json")
# Floors are cut, not rounded, to three digits: the parser is deterministic, so any fall is a change.
DIGITS = 1000

Figures = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Pinned:
    """The floors of a corpus, and the digest of what they were measured on."""

    digest: str = ""
    floors: Mapping[str, float] = field(default_factory=dict)

    def under(self, digest: str, figures: Figures) -> list[str]:
        """Name the figures that are under their floor. A figure with a floor has to be there; another corpus has no floors."""
        return [name for name, floor in self.floors.items() if digest == self.digest and figures.get(name, 0.0) < floor]

    def raised(self, digest: str, figures: Figures, *, lower: bool = False) -> tuple[Pinned, list[str]]:
        """Give the floors raised to the figures, and name those that would fall. If any would on another corpus, nothing is."""
        falling = [] if lower else [name for name, floor in self.floors.items() if figures.get(name, 0.0) < floor]
        if falling and digest != self.digest:
            return self, falling
        kept = {name: self.floors[name] for name in falling}
        return Pinned(digest, {**figures, **kept}), falling

    @classmethod
    def read(cls, known: Mapping[str, Any]) -> Pinned:
        """Read what `as_dict` gave, or nothing."""
        return cls(known.get("digest", ""), known.get("floors", {}))

    def as_dict(self) -> dict[str, Any]:
        """Give what is written to a file."""
        return {"digest": self.digest, "floors": dict(self.floors)}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure each set; give the exit code."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("dir", type=Path)
    options.add_argument("--pin", action="store_true")
    options.add_argument("--lower", action="store_true")
    options.add_argument("--floors", type=Path, default=FLOORS, help="another file than accuracy_floors.json")
    args = options.parse_args(arguments)
    if args.lower and not args.pin:
        options.error("--lower is said to --pin")
    known = json.loads(args.floors.read_text()) if args.floors.exists() else {}
    sets = sorted(docs.parent for docs in args.dir.glob("*/docs.jsonl"))
    if not sets:
        options.error(f"no set with docs.jsonl in {args.dir}")
    fallen = 0
    for folder in sets:
        digest, figures, floors = corpus_digest(folder), measure(args.dir, folder), Pinned.read(known.get(folder.name, {}))
        report(folder.name, digest, figures, floors)
        fallen += len(floors.under(digest, figures)) if not args.pin else 0
        if args.pin:
            pinned, falling = floors.raised(digest, figures, lower=args.lower)
            known[folder.name] = pinned.as_dict()
            fallen += len(falling)
            if falling:
                print(f"{folder.name}: not lowered without --lower: {', '.join(falling)}")
    if args.pin:
        args.floors.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n")
    return 1 if fallen else 0


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


def report(name: str, digest: str, figures: Figures, pinned: Pinned) -> None:
    """Print a set's figures beside their floors."""
    same, under = digest == pinned.digest, pinned.under(digest, figures)
    print(f"{name}{'' if same else ' (no floors for this corpus)'}")
    for field_ in dict.fromkeys((*figures, *under)):
        floor = f"{pinned.floors[field_]:.3f}" if same and field_ in pinned.floors else "-"
        print(f"  {field_:12} {figures.get(field_, 0.0):6.3f}  floor {floor}{'  UNDER' if field_ in under else ''}")


if __name__ == "__main__":
    sys.exit(main())
