"""Files of articles, made by the libraries that others make them with."""

from __future__ import annotations

import gc
import gzip
import io
import warnings
import zipfile
from collections.abc import Iterable, Sequence
from email.message import EmailMessage
from typing import Any

LEAD = "Warplanes struck two depots near Marat on Friday, killing at least four guards, the ministry said."
SECOND = "Police in Dorn detained nine men who had crossed the river, an officer told reporters at the scene."
THIRD = "The governor said that the curfew would stay in place until the roads are open again."
TOLD = f"<p>{LEAD}</p><p>{SECOND}</p><p>{THIRD}</p>"


def html(body: str = TOLD, head: str = "<title>Depots struck near Marat</title>") -> bytes:
    """Make a page."""
    return f'<!DOCTYPE html><html lang="en"><head>{head}</head><body><article>{body}</article></body></html>'.encode()


def zipped(members: dict[str, bytes], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Make a ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def pdf(pages: Sequence[Sequence[str]], *, title: str = "", author: str = "", header: str = "", password: str = "") -> bytes:
    """Make a PDF: a list of paragraphs for each page, page numbers at the foot."""
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

    styles = getSampleStyleSheet()

    def furniture(canvas: Any, document: Any) -> None:
        canvas.drawString(72, 810, header)
        canvas.drawString(280, 30, f"Page {document.page} of {len(pages)}")

    story: list[Any] = []
    for number, paragraphs in enumerate(pages):
        for text in paragraphs:
            is_title = text.startswith("# ")
            story.append(Paragraph(text.removeprefix("# "), styles["Title" if is_title else "BodyText"]))
        if number + 1 < len(pages):
            story.append(PageBreak())
    out = io.BytesIO()
    encrypt = StandardEncryption(password, canPrint=0) if password else None
    document = SimpleDocTemplate(out, title=title, author=author, encrypt=encrypt, invariant=1)
    document.build(story, onFirstPage=furniture, onLaterPages=furniture)
    return out.getvalue()


def pdf_lines(pages: Sequence[Sequence[str]], *, size: int = 11) -> bytes:
    """Make a PDF whose lines are broken as given."""
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for lines in pages:
        canvas.setFont("Helvetica", size)
        for number, line in enumerate(lines):
            canvas.drawString(72, 700 - number * size * 1.3, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


Recorded = tuple[str, bytes, str]  # address, body, content type


def warc(records: Iterable[Recorded], *, packed: bool = True, status: str = "200 OK", date: str = "2026-02-15T10:00:00Z") -> bytes:
    """Make a WARC file of answers, with the requests, a redirect and a picture that real ones have."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # its maker leaves temporary files to the collector
        made = _warc(records, packed, status, date)
        gc.collect()
    return made


def _warc(records: Iterable[Recorded], packed: bool, status: str, date: str) -> bytes:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "test"}))

    def write(url: str, body: bytes, kind: str, answer: str, type: str = "response") -> None:
        head = StatusAndHeaders(answer, [("Content-Type", kind)], protocol="HTTP/1.1")
        made = writer.create_warc_record(
            url, type, payload=io.BytesIO(body), http_headers=head, warc_headers_dict={"WARC-Date": date}
        )
        writer.write_record(made)

    for url, body, kind in records:
        request = StatusAndHeaders("GET / HTTP/1.1", [("Host", "wire.example")], is_http_request=True)
        writer.write_record(writer.create_warc_record(url, "request", http_headers=request))
        write(url + "?moved", b"", "text/html", "301 Moved")
        write(url, body, kind, status)
        write(url + ".png", b"\x89PNG" + bytes(50), "image/png", "200 OK")
    return out.getvalue()


def mail(html: str | None, plain: str | None, attached: dict[str, bytes] | None = None, **headers: str) -> bytes:
    """Make a mail."""
    message = EmailMessage()
    told = {"From": "Sahel Desk <desk@brief.example>", "To": "list@brief.example", "Subject": "Weekly brief", **headers}
    told.setdefault("Date", "Sun, 15 Feb 2026 23:30:00 -0500")
    for name, value in told.items():
        message[name] = value
    message.set_content(plain or "")
    if html is not None:
        message.add_alternative(html, subtype="html")
    for name, content in (attached or {}).items():
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def mhtml(page: bytes, url: str = "https://wire.example/2026/02/15/depots") -> bytes:
    """Make a page as browsers save it in one file, with a frame and a picture."""
    from email.mime.image import MIMEImage
    from email.mime.multipart import MIMEMultipart
    from email.mime.text import MIMEText

    message = MIMEMultipart("related", type="text/html")
    message["Subject"], message["Snapshot-Content-Location"] = "Depots struck near Marat", url
    message["Date"] = "Mon, 16 Feb 2026 08:00:00 -0000"
    for place, content in ((url, page.decode()), ("https://ads.example/frame", "<p>Buy " + "things " * 50 + "</p>")):
        part = MIMEText(content, "html", "utf-8")
        part["Content-Location"] = place
        message.attach(part)
    message.attach(MIMEImage(b"\x89PNG" + bytes(300), "png"))
    return message.as_bytes()


def gzipped(content: bytes) -> bytes:
    """Pack with gzip, the same each time."""
    return gzip.compress(content, mtime=0)
