"""Run the README: its blocks of shell, in order, in one folder of their own; and rewrite what they print.

    python tests/update_readme.py           rewrite the marked blocks of README.md
    python tests/update_readme.py --check   change nothing; exit 1 where a block is not what the program prints

A fenced block of `sh` or `crontab` is run and has to succeed. A block of `console` shows commands (after '$ ') and what they
print. What stands between <!-- begin:NAME --> and <!-- end:NAME --> is written by this file. After NAME may stand `width=80` (the
terminal's; 100 if not said) and `id="OPTIONS"`: the id in the block's commands is that of the first event that `tracker timeline
OPTIONS` lists. A block after <!-- not run --> is left alone. Commands that call a program which is not installed here (jq, say)
are passed over. The folder holds the samples, and in `urls.txt` the addresses of three of them on a server on loopback; no other
network can be reached.
"""

from __future__ import annotations

import functools
import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
EXAMPLES = """
syria-islamic-state-tally.html
sudan-drones.html
congo-prison-break.html
""".split()
OPTIONAL = ("jq", "sqlite3", "csvstat")
SETUP = "pip install uv && "
_WIDTH = 100

_FENCE = re.compile(
    r"(?:^<!-- begin:(?P<name>[\w-]+)(?P<options>[^>\n]*) -->\n)?"
    r"(?P<left>^<!-- not run -->\n)?"
    r"^```(?P<language>sh|console|crontab)\n(?P<body>.*?)^```$",
    re.M | re.S,
)
# When an article was read is the one thing printed that the clock decides.
_READ_ON = re.compile(r"read on \d{4}-\d\d-\d\d at \d\d:\d\d UTC")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block of shell. `start` and `end` are offsets of its body in the README."""

    language: str
    body: str
    start: int
    end: int
    name: str = ""
    width: int = _WIDTH
    choose: str = ""
    left: bool = False

    @property
    def missing(self) -> list[str]:
        """Name the programs that the block's commands need and that are not installed here."""
        lines = self.body.splitlines()
        if self.language == "console":
            lines = [line for line in lines if line.startswith("$ ")]
        return [tool for tool in OPTIONAL if re.search(rf"\b{tool}\b", " ".join(lines)) and not shutil.which(tool)]


@dataclass(frozen=True, slots=True)
class Ran:
    """What became of a block: the exit codes of its commands, what they said, and the body as it should read."""

    block: Block
    codes: tuple[int, ...]
    said: str
    body: str


def blocks(text: str) -> list[Block]:
    """Find the README's blocks of shell."""
    found = []
    for match in _FENCE.finditer(text):
        options = match["options"] or ""
        width = re.search(r"width=(\d+)", options)
        choose = re.search(r'id="([^"]*)"', options)
        found.append(
            Block(
                language=match["language"],
                body=match["body"],
                start=match.start("body"),
                end=match.end("body"),
                name=match["name"] or "",
                width=int(width[1]) if width else _WIDTH,
                choose=choose[1] if choose else "",
                left=bool(match["left"]),
            )
        )
    return found


# --- running ------------------------------------------------------------------------------------------------------------------


class Workshop:
    """A folder to run commands in, with this environment's tracker and nothing of the developer's."""

    def __init__(self, folder: Path, address: str) -> None:
        """Lay out the samples and a list of URLs, those of the server at `address`."""
        self.folder = folder
        shutil.copytree(ROOT / "samples", folder / "samples")
        urls = "".join(f"{address}/{name}\n" for name in EXAMPLES)
        (folder / "urls.txt").write_text(f"# three reports\n{urls}", encoding="utf-8")

    def environment(self, width: int) -> dict[str, str]:
        """Give the environment of a plain terminal of that width, without a way out to the network."""
        nowhere = "http://127.0.0.1:9"
        return {
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)]),
            "HOME": str(self.folder),
            "COLUMNS": str(width),
            "LINES": "50",
            "TERM": "dumb",
            "NO_COLOR": "1",
            "LC_ALL": "C.UTF-8",
            "PYTHONUTF8": "1",
            "http_proxy": nowhere,
            "https_proxy": nowhere,
            "no_proxy": "127.0.0.1",
            "TRACKER_ALLOW_PRIVATE": "1",
        }

    def shell(self, script: str, *, width: int = _WIDTH, terminal: bool = False) -> tuple[int, str]:
        """Run a script of bash; give its exit code and all that it printed, stdout first."""
        command = ["bash", "-e", "-o", "pipefail", "-c", script]
        run = on_terminal if terminal else in_pipe
        code, out, err = run(command, self.folder, self.environment(width))
        lines = f"{out}{err}".replace("\r\n", "\n").splitlines()
        text = "".join(f"{line.rstrip()}\n" for line in lines)
        return code, _READ_ON.sub("read on 2026-11-22 at 09:30 UTC", text)

    def run(self, block: Block) -> Ran:
        """Run one block."""
        if block.language == "console":
            return self._console(block)
        lines = block.body.splitlines()
        if block.language == "crontab":
            lines = [line.split(maxsplit=5)[5] for line in lines if line and not line.startswith("#")]
        script = "\n".join(line.removeprefix(SETUP) for line in lines).replace("uv run ", "")
        code, said = self.shell(script, width=block.width)
        return Ran(block, (code,), said, block.body)

    def _console(self, block: Block) -> Ran:
        codes, body = [], ""
        chosen = self._chosen(block.choose) if block.choose else ""
        for line in block.body.splitlines():
            if not line.startswith("$ "):
                continue
            command = line[2:]
            if chosen:
                command = re.sub(r"\b[0-9a-f]{10}\b", chosen, command)
            code, said = self.shell(command, width=block.width, terminal="|" not in command)
            codes.append(code)
            body += f"$ {command}\n{said.strip(chr(10))}\n"
        return Ran(block, tuple(codes), body, body)

    def _chosen(self, options: str) -> str:
        _, listed = self.shell(f"tracker timeline {options}")
        rows = [line.split("\t") for line in listed.splitlines()]
        if len(rows) < 2:
            raise LookupError(f"tracker timeline {options}: lists no event")
        return rows[1][rows[0].index("id")]


def in_pipe(command: list[str], folder: Path, environment: dict[str, str]) -> tuple[int, str, str]:
    """Run a command with its output in pipes."""
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def on_terminal(command: list[str], folder: Path, environment: dict[str, str]) -> tuple[int, str, str]:
    """Run a command with its stdout on a terminal, as a person sees it."""
    import pty

    ours, theirs = pty.openpty()
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=theirs, stderr=errors)
        os.close(theirs)
        printed = b"".join(iter(functools.partial(_read, ours), b""))
        os.close(ours)
        code = process.wait(timeout=120)
        errors.seek(0)
        return code, printed.decode(), errors.read().decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux says so when the other side is closed
        return b""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: what is asked for is no news."""


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """Serve a folder on loopback; give the address."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as served:
        thread = threading.Thread(target=served.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{served.server_port}"
        served.shutdown()
        thread.join()


def run_all(text: str) -> list[Ran]:
    """Run the README's blocks in order, as one session; those that can't be run here are left out."""
    with tempfile.TemporaryDirectory() as temporary, server(ROOT / "samples") as address:
        workshop = Workshop(Path(temporary), address)
        return [workshop.run(block) for block in blocks(text) if not block.left and not block.missing]


# --- what is written from other files -----------------------------------------------------------------------------------------


def exit_codes() -> str:
    """Give the table of exit codes from the tree of errors."""
    from tracker import errors

    told: dict[int, list[str]] = {0: ["done"]}
    for code, meaning in re.findall(r"^[ │├└─]+\w+ +(\d) +(.+)$", errors.__doc__ or "", re.M):
        told.setdefault(int(code), []).append(meaning)
    told[1].append("something was skipped, and `--strict` was given")
    told[130] = ["interrupted with Ctrl-C; what was done is kept"]
    rows = "".join(f"| {code} | {meaning} |\n" for code, meanings in sorted(told.items()) for meaning in meanings)
    return f"| code | what it means |\n| --- | --- |\n{rows}"


def sample_floors() -> str:
    """Give the table of floors that the samples hold the parser to."""
    return _figures(json.loads((ROOT / "tests" / "floors.json").read_text())["floors"])


def _figures(floors: dict[str, float]) -> str:
    rows = "".join(f"| {name} | {figure:.3f} |\n" for name, figure in floors.items())
    return f"| figure | F1, at least |\n| --- | --- |\n{rows}"


WRITTEN: dict[str, Callable[[], str]] = {"exit-codes": exit_codes, "sample-floors": sample_floors}


def written(text: str) -> str:
    """Put the tables in their places."""
    for name, make in WRITTEN.items():
        head, begin, rest = text.partition(f"<!-- begin:{name} -->\n")
        _, end, tail = rest.partition(f"<!-- end:{name} -->")
        text = f"{head}{begin}{make()}{end}{tail}"
    return text


def updated(text: str) -> str:
    """Give the README as it should read today."""
    for ran in reversed([ran for ran in run_all(text) if ran.block.name]):
        text = text[: ran.block.start] + ran.body + text[ran.block.end :]
    return written(text)


def main() -> int:
    text = README.read_text(encoding="utf-8")
    now = updated(text)
    if "--check" not in sys.argv[1:]:
        README.write_text(now, encoding="utf-8")
        return 0
    return int(now != text)


if __name__ == "__main__":
    sys.exit(main())
