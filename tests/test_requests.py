"""No file causes a request, whatever it is called and whatever it says."""

import json
import sqlite3
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer

import geopandas
import pytest
from click.testing import CliRunner
from shapely import Point

import rangemap
from rangemap import errors
from rangemap._places import formats
from rangemap.cli import main


def run(*arguments):
    return CliRunner().invoke(main, [str(each) for each in arguments])


@pytest.fixture
def server():
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(404)
            self.end_headers()

        def do_HEAD(self):
            self.do_GET()

        def log_message(self, *_):
            pass

    host = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=host.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{host.server_port}", asked
    host.shutdown()
    host.server_close()


def vrt(address):
    return (
        f'<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>/vsicurl/{address}/a.geojson'
        "</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"
    )


def test_gdal_would_ask_a_host_for_what_a_file_says(tmp_path, server):
    address, asked = server
    path = tmp_path / "front.geojson"
    path.write_text(vrt(address))
    with suppress(Exception):
        geopandas.read_file(path)
    assert asked, "without this the test below proves nothing"


def test_no_file_causes_a_request(tmp_path, server):
    address, asked = server
    link = f"<kml><NetworkLink><Link><href>{address}/a.kml</href></Link></NetworkLink></kml>"
    crs = {"type": "link", "properties": {"href": f"{address}/crs", "type": "proj4"}}
    nadgrids = f"+proj=longlat +ellps=clrk66 +nadgrids={address}/g.tif +type=crs"
    grid = {"type": "name", "properties": {"name": nadgrids}}
    point = {"type": "Feature", "geometry": {"type": "Point", "coordinates": [30, 50]}}
    contents = {
        "front.geojson": vrt(address),
        "front.kml": vrt(address),
        "hidden.kml": f"<kml><!-- {vrt(address)} --></kml>",
        "front.csv": vrt(address),
        "front.gpkg": vrt(address),
        "front.shp": vrt(address),
        "front.fgb": vrt(address),
        "magic.fgb": "fgb\x03fgb\x01" + vrt(address),
        "wfs.fgb": f"fgb\x03fgb\x01<OGRWFSDataSource><URL>{address}/</URL></OGRWFSDataSource>",
        "link.kml": link,
        "crs.geojson": json.dumps({"type": "FeatureCollection", "crs": crs, "features": []}),
        "grid.geojson": json.dumps({**point, "crs": grid}),
        "esri.json": json.dumps({"fileName": f"{address}/a", "type": "Topology"}),
    }
    for name, content in contents.items():
        path = tmp_path / name
        path.write_text(content)
        with pytest.raises(errors.PlaceFileError) as caught:
            rangemap.read_places(path)
        assert "followed" in str(caught.value) or name not in ("hidden.kml", "link.kml")
        assert "code of EPSG" in str(caught.value) or name != "grid.geojson"
        assert run("check", "tomahawk", "--from", path, "--to", "Moscow").exit_code == 2, name
    for number, sql in enumerate(
        (
            "CREATE VIRTUAL TABLE v USING fts3(a)",
            "CREATE/**/VIRTUAL TABLE v -- using rtree\nUSING fts3(a)",
        )
    ):
        virtual = tmp_path / f"virtual{number}.gpkg"
        geopandas.GeoSeries([Point(30, 50)], crs=4326).to_file(virtual)
        with sqlite3.connect(virtual) as connection:
            connection.execute(sql)
        connection.close()
        with pytest.raises(errors.PlaceFileError, match="defines “v”"):
            rangemap.read_places(virtual)
    package = tmp_path / "view.gpkg"
    geopandas.GeoSeries([Point(30, 50)], crs=4326).to_file(package)
    with sqlite3.connect(package) as connection:
        connection.execute(f"CREATE VIEW v AS SELECT ogr_layer_Extent('/vsicurl/{address}/x')")
    connection.close()
    names = [
        package, f"{address}/a.geojson", f"/vsicurl/{address}/a.geojson", f"/vsizip//vsicurl/{address}/a.zip",
        f"GeoJSON:{address}/a.geojson", f"vrt://{address}/a", f"ESRIJSON:{address}/a.json",
    ]  # fmt: skip
    with pytest.raises(errors.PlaceFileError, match="defines “v”"):
        rangemap.read_places(package)
    for name in names:
        assert run("check", "tomahawk", "--from", name, "--to", "Moscow").exit_code == 2, name
        with pytest.raises(errors.RangemapError):
            rangemap.check("tomahawk", str(name), "Moscow")
    assert not asked


def test_gdal_is_kept_from_asking_even_where_a_file_slips_through(tmp_path, server):
    address, asked = server
    path = tmp_path / "front.geojson"
    path.write_text(vrt(address))
    with formats._no_requests(), suppress(Exception):
        geopandas.read_file(path)
    assert not asked
