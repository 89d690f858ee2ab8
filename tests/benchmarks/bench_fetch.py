"""Pages a second from end to end (fetch, extract, parse, store) with 1, 8 and 32 requests at once.

    python tests/benchmarks/bench_fetch.py [PAGES] [SECONDS]

Servers on loopback, one for each two requests, answer after SECONDS each (0.1 if not said), as sites on the internet do.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

TEXT = "<p>On March 3, 2026 jets struck two depots near the town of Al-Rastan, killing at least {n} fighters, officials said. "
TEXT += "The provincial council said that release {n} would be followed by another on the state of the roads and the schools.</p>"
SERVERS = 16
SECONDS = float(sys.argv[2]) if len(sys.argv) > 2 else 0.1


class Site(BaseHTTPRequestHandler):
    """Answers any path with an article of its own."""

    def do_GET(self) -> None:
        """Answer, after a while."""
        time.sleep(SECONDS)
        number = self.path.strip("/") or "1"
        body = f'<html lang="en"><head><title>Release {number}</title></head><body><article>{TEXT.format(n=number) * 4}'.encode()
        self.send_response(200 if number.isdigit() else 404)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *words: object) -> None:
        """Say nothing."""


def main() -> None:
    """Serve, run the program, print."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 160
    sites = [ThreadingHTTPServer(("127.0.0.1", 0), Site) for _ in range(SERVERS)]
    for site in sites:
        threading.Thread(target=site.serve_forever, daemon=True).start()
    print(f"{pages} pages of {SERVERS} hosts, each answer after {SECONDS:g} s")
    for connections in (1, 8, 32):
        with tempfile.TemporaryDirectory() as folder:
            urls = [f"http://127.0.0.1:{sites[n % SERVERS].server_address[1]}/{n + 1}" for n in range(pages)]
            Path(folder, "urls.txt").write_text("\n".join(urls))
            command = [sys.executable, "-m", "tracker", "ingest", "url", "--from", f"{folder}/urls.txt", "--allow-private"]
            command += ["--delay", "0", "--connections", str(connections), "--db", f"{folder}/x.db"]
            started = time.perf_counter()
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            spent = time.perf_counter() - started
            print(f"{connections:3} at once: {pages / spent:6.1f} pages a second, {spent:.1f} s ({done.stderr.splitlines()[-1]})")


if __name__ == "__main__":
    main()
