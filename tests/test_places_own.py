"""The user's own places: written once, updated, listed, removed; and the gazetteer that knows them beside the built-in ones."""

from __future__ import annotations

import dataclasses
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_httpserver import HTTPServer

from tests.made_places import NOW, SYRIA, line, zipped
from tracker.errors import Ambiguous, NotFound
from tracker.fetch import make_client
from tracker.gazetteer import Gazetteer, names
from tracker.gazetteer.find import find
from tracker.gazetteer.overlay import Overlay
from tracker.gazetteer.own import OwnPlace
from tracker.model import Skipped
from tracker.places import LIMITS, Read, Reader, import_file, install
from tracker.store import Store
from tracker.store.places import OwnPlaces, Source, Written

LATER = datetime(2026, 4, 1, tzinfo=UTC)
HAND, FILE = Source("hand"), Source("imported", "/a/villages.csv")
TAL = OwnPlace("Tal Maraq", "town", "SY", 35.61, 40.17, ("Tell Marak",), "Deir ez-Zor", "SY.07")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "t.db") as opened:
        yield opened


@pytest.fixture
def own(store: Store) -> OwnPlaces:
    return OwnPlaces(store)


def put(own: OwnPlaces, *places: OwnPlace, source: Source = HAND) -> Written:
    return own.save(source, places, read=NOW, read_by="ana", whole=source.kind != "hand")


def ids(gazetteer: Gazetteer, name: str) -> list[str]:
    return [entry.id for entry in gazetteer.candidates(name)]


# --- written ------------------------------------------------------------------------------------------------------------------


def test_what_is_kept_comes_back_with_where_it_is_from_when_and_by_whom(own: OwnPlaces) -> None:
    put(own, TAL)
    (kept,) = own.kept()
    assert kept.place == TAL
    assert (kept.source, kept.added, kept.added_by) == (HAND, NOW, "ana")
    assert kept.id.startswith("own:")


def test_the_same_again_changes_nothing(own: OwnPlaces) -> None:
    assert put(own, TAL, source=FILE) == Written(new=1)
    before = list(own.kept())
    assert own.save(FILE, [TAL], read=LATER, read_by="ben") == Written(unchanged=1)
    assert list(own.kept()) == before  # not even when and by whom


@pytest.mark.parametrize(
    "other",
    [
        dataclasses.replace(TAL, kind="site"),
        dataclasses.replace(TAL, population=50),
        dataclasses.replace(TAL, other_names=()),
        dataclasses.replace(TAL, name="Tal-Maraq"),  # another spelling of one key
    ],
)
def test_a_place_that_has_changed_is_updated_not_doubled(own: OwnPlaces, other: OwnPlace) -> None:
    put(own, TAL, source=FILE)
    assert put(own, other, source=FILE) == Written(changed=1)
    assert [kept.place for kept in own.kept()] == [other]


def test_what_a_file_does_not_have_any_more_goes_what_is_of_another_stays(own: OwnPlaces) -> None:
    put(own, TAL, dataclasses.replace(TAL, name="Old"), source=FILE)
    put(own, dataclasses.replace(TAL, name="Mine"))
    assert put(own, TAL, source=FILE) == Written(unchanged=1, gone=1)
    assert {kept.place.name for kept in own.kept()} == {"Tal Maraq", "Mine"}


def test_two_villages_of_one_name_are_two_places(own: OwnPlaces) -> None:
    put(own, TAL, dataclasses.replace(TAL, latitude=36.0))
    assert len(list(own.kept())) == 2
    with pytest.raises(Ambiguous, match=r"fits more than one of your places: own:.*give the id of one"):
        own.remove("Tal Maraq")


def test_an_error_while_reading_leaves_everything_as_it_was(own: OwnPlaces) -> None:
    put(own, TAL, source=FILE)

    def broken() -> Iterator[OwnPlace]:
        yield dataclasses.replace(TAL, name="New")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        own.save(FILE, broken(), read=NOW)
    assert [kept.place for kept in own.kept()] == [TAL]


@pytest.mark.parametrize("wanted", ["Tal Maraq", "tal-maraq", "Tell Marak", "{id}", "{short}"])
def test_a_place_is_removed_by_its_id_or_any_of_its_names(own: OwnPlaces, wanted: str) -> None:
    put(own, TAL)
    identity = next(own.kept()).id
    own.remove(wanted.format(id=identity, short=identity.removeprefix("own:")[:6]))
    assert list(own.kept()) == []
    with pytest.raises(NotFound, match="tracker places list"):
        own.remove(identity)


def test_removing_leaves_no_names_behind(own: OwnPlaces, store: Store) -> None:
    put(own, TAL, source=FILE)
    assert own.remove_source(FILE.name) == 1
    with closing(sqlite3.connect(store.path)) as connection:
        for table in ("gazetteer_places", "gazetteer_names", "gazetteer_sources"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table
    with pytest.raises(NotFound, match="--sources"):
        own.remove_source(FILE.name)


NAMES = st.text("abcdefghij klmnäöü'-", min_size=1, max_size=12).filter(lambda name: names.key(name) != "" and name == name.strip())


@given(st.lists(NAMES, min_size=1, max_size=6))
def test_importing_twice_is_importing_once(tmp_path_factory: pytest.TempPathFactory, spelt: list[str]) -> None:
    places = [dataclasses.replace(TAL, name=name, other_names=()) for name in spelt]
    with Store.open(tmp_path_factory.mktemp("twice") / "t.db") as store:
        own = OwnPlaces(store)
        first = own.save(FILE, places, read=NOW)
        kept = list(own.kept())
        assert own.save(FILE, places, read=LATER) == Written(unchanged=first.new)
        assert list(own.kept()) == kept


# --- asked --------------------------------------------------------------------------------------------------------------------


def test_without_places_of_ones_own_the_built_in_gazetteer_answers_alone(own: OwnPlaces) -> None:
    assert own.gazetteer() is Gazetteer.open()


def test_own_places_are_found_by_any_plain_spelling_beside_the_built_in_ones(own: OwnPlaces) -> None:
    put(own, TAL)
    gazetteer = own.gazetteer()
    for name in ("Tal Maraq", "TAL-MARAQ", "Tell Marak"):
        (entry,) = gazetteer.candidates(name)
        assert (entry.name, entry.kind, entry.admin1, entry.division, entry.origin) == (
            "Tal Maraq",
            "town",
            "Deir ez-Zor",
            "SY.07",
            "hand",
        )
    assert gazetteer.candidates("Aleppo") == Gazetteer.open().candidates("Aleppo")
    assert gazetteer.country("SY") == Gazetteer.open().country("SY")
    assert gazetteer.demonyms() is Gazetteer.open().demonyms()


def test_own_places_are_found_by_likeness_in_their_country_alone(own: OwnPlaces) -> None:
    put(own, TAL)
    gazetteer = own.gazetteer()
    assert [entry.name for entry in gazetteer.similar("Tall Mareq", ("SY",))] == ["Tal Maraq"]
    assert gazetteer.similar("Tall Mareq", ("IQ",)) == ()
    assert [entry.name for entry in gazetteer.similar("Tirkrit", ("IQ",))][:1] == ["Tikrīt"]  # and built-in ones as before


def test_a_place_added_by_hand_comes_first_an_imported_one_by_its_size(own: OwnPlaces) -> None:
    put(own, dataclasses.replace(TAL, name="Aleppo", other_names=()))
    put(own, dataclasses.replace(TAL, name="Aleppo", other_names=(), latitude=35.0), source=FILE)
    first, *rest = own.gazetteer().candidates("Aleppo")
    assert first.origin == "hand"
    assert [entry.kind for entry in rest][-2:] == ["town", "town"]
    assert rest[-1].origin == "imported"


def test_of_one_geonames_id_the_users_stands_under_the_names_of_both(own: OwnPlaces) -> None:
    (built_in,) = [entry for entry in Gazetteer.open().candidates("Raqqa") if entry.kind == "town" and entry.population > 100_000]
    number = int(built_in.id.removeprefix("geonames:"))
    put(own, OwnPlace("Newname", "town", "SY", 35.9, 39.0, geonames=number), source=FILE)
    gazetteer = own.gazetteer()
    for name in ("Raqqa", "Newname"):
        found = [entry for entry in gazetteer.candidates(name) if entry.id == built_in.id]
        assert [(entry.latitude, entry.origin) for entry in found] == [(35.9, "imported")]
    assert built_in.id in ids(Gazetteer.open(), "Raqqa")  # which itself is as it was


def test_names_folded_by_older_rules_are_folded_anew(own: OwnPlaces, store: Store) -> None:
    put(own, TAL)
    with closing(sqlite3.connect(store.path)) as connection:
        connection.execute("UPDATE gazetteer_names SET key = 'old' || key")
        connection.execute("UPDATE gazetteer_sources SET rules = 0")
        connection.commit()
    assert [entry.name for entry in own.gazetteer().candidates("Tal Maraq")] == ["Tal Maraq"]
    with closing(sqlite3.connect(store.path)) as connection:
        assert connection.execute("SELECT rules FROM gazetteer_sources").fetchone() == (names.RULES,)


def test_the_order_is_the_same_whatever_came_first(tmp_path: Path) -> None:
    places = [dataclasses.replace(TAL, latitude=35 + n / 10, population=n % 2) for n in range(6)]
    orders = []
    for n, given_in in enumerate((places, places[::-1])):
        with Store.open(tmp_path / f"{n}.db") as store:
            own = OwnPlaces(store)
            put(own, *given_in)
            orders.append(ids(own.gazetteer(), "Tal Maraq"))
    assert orders[0] == orders[1]


def test_the_overlay_asks_both_once(own: OwnPlaces) -> None:
    put(own, TAL)
    gazetteer = own.gazetteer()
    assert isinstance(gazetteer, Overlay)
    assert gazetteer.by_keys(["talmaraq", "alepo", "nosuchplace"]).keys() == {"talmaraq", "alepo"}
    gazetteer.close()  # leaves both layers open
    assert gazetteer.candidates("Mosul")


# --- why this one -------------------------------------------------------------------------------------------------------------


def test_candidates_say_why_they_come_in_this_order(own: OwnPlaces) -> None:
    put(own, dataclasses.replace(TAL, name="Tripoli", other_names=("Trablus",)))
    first, second, *_ = find(own.gazetteer(), "Tripoli")
    assert first.reasons == ("name", "added by hand: before all others", "town", "population not known")
    assert second.entry.country == "LY"
    assert second.reasons[:2] == ("name", "town")
    assert second.reasons[2].startswith("population ")
    assert second.reasons[3] == "built in"


def test_the_nearest_comes_first_where_a_place_to_be_near_is_given() -> None:
    gazetteer = Gazetteer.open()
    beirut = gazetteer.candidates("Beirut")[0]
    first = find(gazetteer, "Tripoli", near=beirut)[0]
    assert first.entry.country == "LB"
    assert first.away_km is not None
    assert 50 < first.away_km < 90
    assert "km from Beirut" in " ".join(first.reasons)


@pytest.mark.parametrize(
    ("name", "country", "match"),
    [
        ("Aleppo", "SY", "name"),
        ("Halab", "SY", "other name"),
        ("Tirkrit", "IQ", "a letter or two off"),
        ("Tadmour", "SY", "other spelling"),
    ],
)
def test_a_candidate_says_how_its_name_fits(name: str, country: str, match: str) -> None:
    assert find(Gazetteer.open(), name, country)[0].match == match


def test_likeness_is_never_looked_for_without_a_country() -> None:
    assert find(Gazetteer.open(), "Tirkrit") == ()


# --- from servers and files ---------------------------------------------------------------------------------------------------


def fetched(server: HTTPServer, own: OwnPlaces, code: str = "SY") -> Read | Skipped:
    with make_client(LIMITS) as client:
        return install(code, server.url_for("/dump/"), client, own, Reader(NOW, "ana"))


def test_a_country_is_installed_from_a_server_and_brought_up_to_date(httpserver: HTTPServer, own: OwnPlaces) -> None:
    httpserver.expect_ordered_request("/dump/SY.zip").respond_with_data(zipped(SYRIA), content_type="application/zip")
    newer = SYRIA.replace("\t800\t", "\t900\t") + line(900020, "Tal Thaljah") + line(900021, "Wrong", latitude="x")
    httpserver.expect_ordered_request("/dump/SY.zip").respond_with_data(zipped(newer.replace("Umm Zanbaq", "Abu Zanbaq", 1)))
    assert fetched(httpserver, own) == Read("SY", Written(new=6), 0)
    assert fetched(httpserver, own) == Read("SY", Written(new=1, changed=2, unchanged=4), 1)
    (source,) = own.sources()
    assert source.source == Source("installed", "SY", httpserver.url_for("/dump/SY.zip"))
    gazetteer = own.gazetteer()
    (town,) = gazetteer.candidates("Qasr Luz")
    assert (town.population, town.id, town.admin1, town.origin) == (900, "geonames:900001", "Homs", "installed")
    assert [entry.kind for entry in gazetteer.candidates("Luz dam")] == ["site"]


@pytest.mark.parametrize(
    ("status", "body", "reason"),
    [
        (404, b"", "404 NOT FOUND"),
        (200, b"<html>not found</html>", "no sound zip archive"),
        (200, zipped("A" * 40_000_000), "unpacks to more than is believable"),
        (200, zipped(SYRIA, "IQ.txt"), "has no SY.txt in it"),
        (200, zipped(line(1, "A", country="IQ")), "holds no place that could be taken"),
        (200, zipped(SYRIA)[:-30], "no sound zip archive"),
    ],
)
def test_what_can_not_be_installed_leaves_what_was(
    httpserver: HTTPServer, own: OwnPlaces, status: int, body: bytes, reason: str
) -> None:
    put(own, TAL, source=Source("installed", "SY", "x"))
    httpserver.expect_request("/dump/SY.zip").respond_with_data(body, status=status)
    result = fetched(httpserver, own)
    assert isinstance(result, Skipped)
    assert reason in result.reason
    assert [kept.place for kept in own.kept()] == [TAL]


def test_files_of_both_formats_are_imported(tmp_path: Path, own: OwnPlaces) -> None:
    (tmp_path / "SY.txt").write_text(SYRIA, encoding="utf-8")
    (tmp_path / "SY.zip").write_bytes(zipped(SYRIA))
    (tmp_path / "own.csv").write_text("name,lat,lon,country\nTel Quz,36.6,38.9,SY\nBad,x,1,SY\n", encoding="utf-8")
    told: list[object] = []
    reader = Reader(NOW, bad=told.append)
    assert import_file(tmp_path / "SY.txt", own, reader) == Read(str(tmp_path / "SY.txt"), Written(new=6), 0)
    # The same places from another file are the same: GeoNames has numbered them.
    assert import_file(tmp_path / "SY.zip", own, reader) == Read(str(tmp_path / "SY.zip"), Written(changed=6), 0)
    assert import_file(tmp_path / "own.csv", own, reader) == Read(str(tmp_path / "own.csv"), Written(new=1), 1)
    assert told == [(3, "latitude 'x' is not a number")]
    assert len(list(own.kept())) == 7


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "no column for name, latitude, longitude, country"),
        (b"a,b\n1,2\n", "no column for"),
        (b"\xff\xfe\x00", "is not a text|not UTF-8"),
        (b"name,lat,lon,country\n", "holds no place"),
        (b"PK\3\4", "no sound zip archive"),
    ],
)
def test_a_file_that_can_not_be_read_says_why(tmp_path: Path, own: OwnPlaces, content: bytes, reason: str) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    result = import_file(path, own, Reader(NOW))
    assert isinstance(result, Skipped)
    assert any(part in result.reason for part in reason.split("|"))
    assert own.sources() == []
