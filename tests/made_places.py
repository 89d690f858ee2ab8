"""Lines of GeoNames' format and places of our own making. The countries are real, most places are not."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def line(number: int, name: str, code: str = "P.PPL", **cells: object) -> str:
    """Make one line of a country's dump."""
    feature_class, _, feature_code = code.partition(".")
    row = {
        "names": "",
        "latitude": 35.5,
        "longitude": 38.5,
        "country": "SY",
        "admin1": "11",
        "admin2": "",
        "population": 0,
        **cells,
    }
    point = [row["latitude"], row["longitude"]]
    told = [number, name, name, row["names"], *point, feature_class, feature_code, row["country"], ""]
    told += [row["admin1"], row["admin2"], "", "", row["population"], "", "", "Asia/Damascus", "2026-01-01"]
    return "\t".join(map(str, told)) + "\n"


def zipped(text: str, name: str = "SY.txt") -> bytes:
    """Pack a text as GeoNames packs its dumps."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("readme.txt", "nothing")
        archive.writestr(name, text)
    return data.getvalue()


# A small country: two villages, a district with its seat, a prison, a dam; a mountain and a hamlet that is no more.
SYRIA = "".join(
    [
        line(
            900001,
            "Qaşr Lūz",
            ascii="Qasr Luz",
            names="Kasr Lawz,قصر لوز,QLZ,Qasr Lawz",
            latitude=35.1,
            longitude=37.9,
            population=800,
        ),
        line(900002, "Bir Zanbaq", latitude=35.2, longitude=38.1),
        line(900003, "Minţaqat Bir Zanbaq", "A.ADM2", names="Bir Zanbaq District", admin2="1101", latitude=35.9, longitude=38.9),
        line(900004, "Umm Zanbaq", "P.PPLA2", admin2="1101", latitude=35.25, longitude=38.15, population=9000),
        line(900005, "Sijn Umm Zanbaq", "S.PRN", latitude=35.26, longitude=38.16),
        line(900006, "Sadd Luz", "S.DAM", latitude=35.11, longitude=37.95),
        line(900007, "Jabal Zanbaq", "T.MT"),
        line(900008, "Luz al Qadimah", "P.PPLH"),
    ]
)
