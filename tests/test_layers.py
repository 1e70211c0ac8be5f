"""Places from files: every format, sloppy rows, and files that would ask for other files or hosts."""

import json

import geopandas
import pytest
import shapely
from click.testing import CliRunner
from reference import brute_m
from shapely import LineString, Point, box

import rangemap
from rangemap import errors
from rangemap._places import layers
from rangemap.cli import main

FORMATS = [("x.geojson", "GeoJSON"), ("x.gpkg", "GPKG"), ("x.fgb", "FlatGeobuf")]


@pytest.fixture
def table():
    return geopandas.GeoDataFrame(
        {"name": ["Kyiv site", "the front", "a field"], "other": ["a", "b", "c"]},
        geometry=[
            Point(30.52, 50.45),
            LineString([(36, 47.5), (38, 49)]),
            box(30, 46, 31, 47),
        ],
        crs=4326,
    )


def run(*arguments):
    return CliRunner().invoke(main, [str(each) for each in arguments])


@pytest.mark.parametrize(
    ("name", "driver", "crs"),
    [
        *((name, driver, crs) for name, driver in FORMATS for crs in (4326, 3857, 32636)),
        ("x.kml", "KML", 4326),
    ],
)
def test_every_format_is_read_in_any_system(tmp_path, table, name, driver, crs):
    path = tmp_path / name
    table.to_crs(crs).to_file(path, driver=driver)
    found = {str(where): where for where in rangemap.read_places(path)}
    assert set(found) == {"Kyiv site", "the front", "a field"}
    site = found["Kyiv site"]
    assert (site.lat, site.lon) == pytest.approx((50.45, 30.52), abs=1e-6)
    front = shapely.line_merge(found["the front"].geometry.geoms[0])
    assert front.hausdorff_distance(table.geometry[1]) < 1e-6
    assert found["a field"].geometry.area == pytest.approx(1, abs=1e-6)


@pytest.mark.parametrize("crs", [4326, 3857])
def test_a_shapefile_is_read_with_its_neighbours(tmp_path, table, crs):
    points = table[table.geometry.geom_type == "Point"].to_crs(crs)
    points.to_file(tmp_path / "x.shp")
    [place] = rangemap.read_places(tmp_path / "x.shp")
    assert (place.lat, place.lon) == pytest.approx((50.45, 30.52), abs=1e-6)
    assert place.name == "Kyiv site"


def test_a_missing_coordinate_system_is_told(tmp_path, table):
    points = table[table.geometry.geom_type == "Point"]
    points.to_file(tmp_path / "x.shp")
    (tmp_path / "x.prj").unlink()
    with pytest.warns(errors.PlaceFileWarning, match="no coordinate system"):
        [place] = rangemap.read_places(tmp_path / "x.shp")
    assert place.lat == pytest.approx(50.45)


def test_all_layers_of_a_file_are_read(tmp_path, table):
    table[:1].to_file(tmp_path / "x.gpkg", layer="one")
    table[1:].to_crs(3857).to_file(tmp_path / "x.gpkg", layer="two")
    with pytest.warns(errors.PlaceFileWarning, match="All 2 layers"):
        assert len(rangemap.read_places(tmp_path / "x.gpkg")) == 3
    document = (
        '<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
        "<Folder><name>a</name><Placemark><name>p</name><Point><coordinates>30,50</coordinates>"
        "</Point></Placemark></Folder><Folder><name>b</name><Placemark><name>q</name><Point>"
        "<coordinates>31,51</coordinates></Point></Placemark></Folder></Document></kml>"
    )
    (tmp_path / "x.kml").write_text(document)
    with pytest.warns(errors.PlaceFileWarning, match="All 2 layers"):
        assert sorted(map(str, rangemap.read_places(tmp_path / "x.kml"))) == ["p", "q"]


@pytest.mark.parametrize(
    "text",
    [
        "name,lat,lon\nA,50.45,30.52\n",
        "NAME;Latitude;Longitude\nA;50,45;30,52\n",
        "lng\tlat\ttitle\n30.52\t50.45\tA\n",
        "\ufeffname,LAT ,Long\nA, 50.45 ,30.52\n",
        "Label|lat_deg|lon_deg\nA|50.45|30.52\n",
        '"name","y","x"\n"A","50.45","30.52"\n',
        "назва,широта,довгота\nA,50.45,30.52\n",
        "\n\nname,geo_lat,LONGITUDE (E)\n\nA,50°27'N,30°31'12\"\"E\n".replace('""', "''"),
        "Breite;Länge;Name\r\n50,45;30,52;A\r\n",
        ",name,long_name,lat,lon,\n0,A,a longer one,50.45,30.52,\n",
    ],
)
def test_a_csv_is_read_however_it_is_written(tmp_path, text):
    (tmp_path / "x.csv").write_text(text, encoding="utf-8")
    [place] = rangemap.read_places(tmp_path / "x.csv")
    assert (place.name, place.lat, place.lon) == ("A", 50.45, 30.52)


BAD = "name,lat,lon\nA,50,30\nB,abc,30\nC,125.5,39\nD,,\nE,51,31\n"


def test_a_csv_of_excels_is_read_in_utf_16(tmp_path):
    (tmp_path / "x.csv").write_bytes("name\tlat\tlon\nA\t50\t30\n".encode("utf-16"))
    assert [str(place) for place in rangemap.read_places(tmp_path / "x.csv")] == ["A"]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("A,50,45,30,52", "beyond the last column"),
        ("A,30°E,50", "a longitude in the column of latitudes"),
        ("A,nan,5", "nan"),
    ],
)
def test_what_would_be_read_wrongly_is_a_bad_row(tmp_path, row, told):
    (tmp_path / "x.csv").write_text(f"name,lat,lon\n\n\n{row}\n")
    with pytest.raises(errors.BadRowsError) as caught:
        rangemap.read_places(tmp_path / "x.csv")
    assert "row 4" in str(caught.value)
    assert told in str(caught.value)


def test_a_quoted_name_over_two_lines_is_one(tmp_path):
    (tmp_path / "x.csv").write_text('name,lat,lon\n"Kyiv\nPechersk",50,30\n')
    assert [str(place) for place in rangemap.read_places(tmp_path / "x.csv")] == ["Kyiv Pechersk"]


@pytest.mark.parametrize("name", ["sites.xlsx", "p.kmz", "no/such/folder.geojson"])
def test_a_name_of_a_file_is_no_place(name):
    with pytest.raises(errors.PlaceFileError):
        rangemap.check("tomahawk", "Kyiv", name)


def test_a_shape_over_180_degrees_has_to_be_cut(tmp_path):
    ring = [[178, -18], [-178, -18], [-178, -16], [178, -16], [178, -18]]
    document = {"type": "Polygon", "coordinates": [ring]}
    (tmp_path / "x.geojson").write_text(json.dumps(document))
    with pytest.raises(errors.BadRowsError, match="has to be cut there"):
        rangemap.read_places(tmp_path / "x.geojson")
    with pytest.raises(errors.ShapeError):
        rangemap.check(range_km=5, origin=shapely.Polygon(ring), target="Suva")


def test_bad_rows_stop_the_run_by_number_and_value(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text(BAD)
    with pytest.raises(errors.BadRowsError) as caught:
        rangemap.read_places(path)
    for part in ("3 bad of 5 rows", "row 3: “abc”", "row 4: Latitude 125.5", "39,125.5", "row 5"):
        assert part in str(caught.value)
    result = run("check", "tomahawk", "--from", "Kyiv", "--to", path)
    assert result.exit_code == 2
    assert "row 3" in result.stderr
    assert not result.stdout


def test_bad_rows_are_left_out_when_that_is_wished_and_counted(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text(BAD)
    with pytest.warns(errors.PlaceFileWarning, match="Left out 3 bad of 5 rows"):
        assert [place.name for place in rangemap.read_places(path, skip_bad=True)] == ["A", "E"]
    result = run("check", "tomahawk", "--from", "Kyiv", "--to", path, "--skip-bad")
    assert result.exit_code == 0
    assert "Left out 3 bad of 5 rows" in result.stderr
    path.write_text("name,lat,lon\nA,x,y\n")
    with pytest.raises(errors.BadRowsError):
        rangemap.read_places(path, skip_bad=True)


def test_bad_geometries_are_told_by_number(tmp_path):
    path = tmp_path / "x.geojson"
    bow = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}
    features = [
        {"type": "Feature", "properties": {}, "geometry": geometry}
        for geometry in (None, bow, {"type": "Point", "coordinates": [39, 125]}, {"type": "Spot"})
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    with pytest.raises(errors.BadRowsError) as caught:
        rangemap.read_places(path)
    for part in (
        "4 bad of 4",
        "row 1: the geometry is missing",
        "row 2: the geometry is not valid",
        "row 3: Latitude 125",
        "row 4",
    ):
        assert part in str(caught.value)


def test_the_column_that_names_can_be_chosen(tmp_path, table):
    table.to_file(tmp_path / "x.gpkg")
    names = [str(place) for place in rangemap.read_places(tmp_path / "x.gpkg", label="other")]
    assert names == ["a", "b", "c"]
    with pytest.raises(errors.PlaceFileError, match="no column “nothing”"):
        rangemap.read_places(tmp_path / "x.gpkg", label="nothing")
    result = run(
        "check", "tomahawk", "--from", tmp_path / "x.gpkg", "--label", "other", "--to", "Moscow"
    )
    assert "from b (" in result.stdout


def test_a_front_line_answers_from_its_nearest_point(tmp_path, table):
    path = tmp_path / "front.geojson"
    table[1:2].to_file(path)
    result = run("check", "--range", "100", "--from", path, "--to", "Donetsk, UA", "--json")
    answer = json.loads(result.stdout)["answers"][0]
    assert answer["origin"]["label"] == "the front"
    away = brute_m((answer["target"]["lon"], answer["target"]["lat"]), table.geometry[1])
    assert answer["distance_km"] * 1000 == pytest.approx(away, abs=0.6)
    output = tmp_path / "m.html"
    assert run("map", "gmlrs", "--from", path, "--to", "Donetsk, UA", "-o", output).exit_code == 0
    assert "the front" in output.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("x.geojson", "{", "is no GeoJSON"),
        ("x.geojson", '{"type": "FeatureCollection"}', "is no GeoJSON"),
        ("x.geojson", "[" * 100_000, "is no GeoJSON"),
        ("x.geojson", '{"type": "FeatureCollection", "features": []}', "no rows"),
        ("x.geojson", '{"type": "Point", "coordinates": [1, 2], "crs": 5}', "names its coordinate"),
        (
            "x.geojson",
            '{"type": "Point", "coordinates": [1, 2], "crs": {"properties": []}}',
            "names its coordinate",
        ),
        (
            "x.geojson",
            '{"type": "Point", "coordinates": [1, 2], "crs": {"properties": {"name": "EPSG:1"}}}',
            "is not known",
        ),
        ("x.geojson", '{"type": "FeatureCollection", "features": [5]}', "is no GeoJSON"),
        (
            "x.geojson",
            '{"type": "FeatureCollection", "features": [{"properties": [1]}]}',
            "1 bad of 1",
        ),
        ("x.csv", "a,b\n1,2\n", "needs columns for latitude"),
        ("x.csv", "lat,lon\n", "no rows"),
        ("x.csv", "lat,lon,lat,lon\n1,2,3,4\n", "two columns called"),
        ("x.csv", "long_name,lat\na,1\n", "needs columns"),
        ("x.csv", "\xef\xbb\xbf", "is empty"),
        ("x.csv", 'lat,lon\n"' + "a" * 200_000 + '",1\n', "is no CSV"),
        ("x.csv", "", "is empty"),
        ("x.gpkg", "SQLite format 3\0 nonsense", "no GeoPackage"),
        ("x.fgb", "fgb\x03fgb nonsense", "no layer with geometries"),
        ("x.kml", "<kml><NetworkLink/></kml>", "links to other files"),
        (
            "x.kml",
            "<!DOCTYPE kml [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><kml>&a;</kml>",
            "entities",
        ),
        ("x.kml", "<kml>", "no KML"),
        ("x.kml", "<gpx></gpx>", "no KML"),
        ("x.csv", "PK\x03\x04zip", "of no format"),
        ("x.json", "\x00\x00", "of no format"),
    ],
)
def test_what_is_no_file_of_places_is_refused_in_a_sentence(tmp_path, name, content, told):
    path = tmp_path / name
    path.write_bytes(content.encode("latin-1"))
    with pytest.raises(errors.PlaceFileError) as caught:
        rangemap.read_places(path)
    assert told in str(caught.value)


def test_sizes_have_a_limit(tmp_path, monkeypatch):
    path = tmp_path / "x.csv"
    path.write_text("lat,lon\n" + "50,30\n" * 20)
    monkeypatch.setattr(layers, "MOST_ROWS", 10)
    with pytest.raises(errors.PlaceFileError, match="more than 10 rows"):
        rangemap.read_places(path)
    monkeypatch.setattr(layers, "MOST_BYTES", 50)
    with pytest.raises(errors.PlaceFileError, match="MB"):
        rangemap.read_places(path)


def test_a_file_of_many_rows_is_answered(tmp_path):
    path = tmp_path / "sites.csv"
    rows = "".join(f"s{i},{40 + i % 20},{15 + i % 40}\n" for i in range(3000))
    path.write_text(f"name,lat,lon\n{rows}")
    result = run("check", "tomahawk", "--from", "Ukraine", "--to", path, "--json")
    document = json.loads(result.stdout)
    assert len(document["answers"]) == 3000
    refused = run("map", "tomahawk", "--from", "Kyiv", "--to", path, "-o", tmp_path / "m.html")
    assert refused.exit_code == 2
    assert "at most 500 targets" in refused.stderr
    assert not (tmp_path / "m.html").exists()


def test_hostile_names_in_files_are_text(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text(
        'name,lat,lon\n"<img src=x onerror=alert(1)>\u202e{{7*7}}",50,30\n', encoding="utf-8"
    )
    output = tmp_path / "m.html"
    assert run("map", "tomahawk", "--from", "Kyiv", "--to", path, "-o", output).exit_code == 0
    page = output.read_text(encoding="utf-8")
    assert "<img src=x" not in page
    assert "{{7*7}}" in page
