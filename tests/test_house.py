"""The rules of the house: which way imports point, what loads when, what is public, how it reads."""

import ast
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import rangemap

# Each room may import from those after it.
ROOMS = [
    ["rangemap.cli", "rangemap.__main__"],
    ["rangemap._compile"],
    ["rangemap._phrases"],
    ["rangemap.page"],
    ["rangemap._record"],
    ["rangemap._text"],
    ["rangemap._reach"],
    ["rangemap._catalogue", "rangemap._places", "rangemap._basemap"],
    ["rangemap._database", "rangemap._names", "rangemap._files"],
    ["rangemap.geodesy"],
    ["rangemap.errors"],
]
HEAVY = {"numpy", "pandas", "scipy", "shapely", "geopandas", "pyproj", "folium", "matplotlib"}


def room(module):
    for number, names in enumerate(ROOMS):
        if any(module == name or module.startswith(f"{name}.") for name in names):
            return number
    return None


def imports(path, module):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: a relative import"
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                yield node.lineno, full if room(full) is not None else node.module


def modules(root):
    for path in sorted((root / "rangemap").rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        yield path, ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def test_imports_point_one_way(root):
    wrong = []
    for path, module in modules(root):
        if module == "rangemap":
            continue
        here = room(module)
        assert here is not None, f"{module} stands in no room"
        for line, imported in imports(path, module):
            there = room(imported)
            if there is not None and there < here:
                wrong.append(f"{path.relative_to(root)}:{line} imports {imported}")
    assert not wrong


def test_geodesy_could_be_published_alone(root):
    for path in (root / "rangemap/geodesy").glob("*.py"):
        for line, imported in imports(path, ""):
            if imported.startswith("rangemap"):
                assert imported.startswith(("rangemap.geodesy", "rangemap.errors")), (path, line)


def test_no_file_has_grown_past_400_lines(root):
    files = [
        *root.glob("*.py"), *(root / "rangemap").rglob("*.py"), *(root / "rangemap").rglob("*.js"),
        *(root / "data/build").glob("*.py"), *(root / "benchmarks").glob("*.py"), *(root / "tests").glob("*.py"),
    ]  # fmt: skip
    assert not [path for path in files if len(path.read_text(encoding="utf-8").splitlines()) > 400]


def loaded_by(code):
    code += "\nimport sys; print([name for name in sys.modules if '.' not in name])"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    return set(ast.literal_eval(result.stdout.splitlines()[-1]))


def test_import_and_help_load_nothing_heavy():
    assert not loaded_by("import rangemap") & HEAVY
    helped = "from rangemap.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass"
    assert not loaded_by(helped) & HEAVY


def test_a_single_answer_loads_numpy_and_pyproj_at_most():
    asked = "import rangemap; print(rangemap.describe(rangemap.check('atacms', 'Kyiv', 'Moscow')))"
    assert loaded_by(asked) & HEAVY <= {"numpy", "pyproj"}


def test_an_answer_from_a_country_loads_numpy_and_pyproj_at_most():
    asked = "import rangemap; rangemap.describe(rangemap.check('atacms', 'Ukraine', 'Moscow'))"
    assert loaded_by(asked) & HEAVY <= {"numpy", "pyproj"}


def test_an_answer_about_a_country_loads_numpy_and_pyproj_at_most():
    asked = "import rangemap; print(rangemap.check('tomahawk', 'Kyiv', 'Poland').covers)"
    assert loaded_by(asked) & HEAVY <= {"numpy", "pyproj"}


def test_looking_a_weapon_up_loads_nothing_heavy():
    assert not loaded_by("import rangemap; print(rangemap.weapon('atacms'))") & HEAVY


def test_the_public_names():
    assert rangemap.__dir__() == [
        "Answer", "Catalogue", "Claim", "Minimum", "Place", "Source", "Territory", "Weapon", "can_reach", "check",
        "cities", "describe", "errors", "explore", "geodesy", "load_catalogue", "places", "reach", "read_places",
        "rings", "weapon", "weapons", "__version__",
    ]  # fmt: skip
    for name in rangemap.__all__:
        assert getattr(rangemap, name) is not None
    with pytest.raises(AttributeError):
        _ = rangemap.nothing
    for name in rangemap.__all__:
        if callable(getattr(rangemap, name)):
            assert getattr(rangemap, name).__doc__


def test_versions_agree(root):
    assert f'version = "{rangemap.__version__}"' in (root / "pyproject.toml").read_text()
    assert f"version: {rangemap.__version__}" in (root / "CITATION.cff").read_text()
    assert f"## {rangemap.__version__}" in (root / "CHANGELOG.md").read_text()


@pytest.mark.parametrize(
    "command", [["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"]]
)
def test_the_code_is_clean(root, command):
    result = subprocess.run(
        [sys.executable, "-m", *command], cwd=root, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr


def test_our_script_is_good_javascript(root, tmp_path):
    node = shutil.which("node")
    if not node:
        pytest.skip("needs Node.js to read the page's modules; they run in Chromium all the same")
    for path in (root / "rangemap/page/script").rglob("*.js"):
        copy = tmp_path / f"{path.stem}.mjs"
        copy.write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
        result = subprocess.run(
            [node, "--check", copy], capture_output=True, text=True, check=False
        )
        assert result.returncode == 0, result.stderr


# Leaflet's own names begin so, and arrays that were just made may be sorted where they are.
ALLOWED = (
    "no-underscore-dangle",
    "no-array-sort",
    "no-array-reverse",
    "consistent-function-scoping",
)


def test_our_script_is_clean(root):
    linter = Path(sys.executable).with_name("oxlint")
    rules = [
        "-D",
        "correctness",
        "-D",
        "suspicious",
        *(part for name in ALLOWED for part in ("-A", name)),
    ]
    result = subprocess.run(
        [linter, "--deny-warnings", *rules, "rangemap/page/script"],
        cwd=root, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert result.returncode == 0, result.stdout + result.stderr


# As Python's: each may import from its own room and from those after it.
SCRIPT_ROOMS = [
    ["main"], ["panel"], ["share"], ["hash", "map"], ["places", "state"], ["world", "text"],
    ["reach"], ["geodesy"], ["coordinates", "dom", "guests", "packed", "print"],
]  # fmt: skip


def test_scripts_import_one_way(root):
    folder = root / "rangemap/page/script"
    level = {name: number for number, names in enumerate(SCRIPT_ROOMS) for name in names}
    wrong = []
    for path in sorted(folder.rglob("*.js")):
        here = path.relative_to(folder).with_suffix("").parts[0]
        for found in re.findall(r'from "(\.[^"]+)"', path.read_text(encoding="utf-8")):
            there = (path.parent / found).resolve().relative_to(folder.resolve())
            if level[there.with_suffix("").parts[0]] < level[here]:
                wrong.append(f"{path.relative_to(root)} imports {there}")
    assert not wrong


def test_data_has_its_origin_written_down(root):
    readme = (root / "data/README.md").read_text(encoding="utf-8")
    for path in [
        *(root / "data").glob("*.t*"),
        *(root / "data/places").iterdir(),
        *(root / "data/borders").iterdir(),
    ]:
        assert path.name in readme, path.name


def test_the_borders_keep_crimea_as_a_piece_of_its_own(root):
    topology = json.loads((root / "data/borders/world-50m.json").read_text(encoding="utf-8"))
    features = topology["objects"]["countries"]["geometries"]
    [crimea] = [each["properties"] for each in features if each["properties"].get("id") == "crimea"]
    assert crimea["owners"] == ["UKR", "RUS"]
    assert crimea["de_facto"] == "RUS"
    assert "68/262" in crimea["basis"]


def test_no_path_of_a_machine_and_no_host_of_a_registry(root):
    listed = subprocess.run(
        ["git", "ls-files"], cwd=root, capture_output=True, text=True, check=False
    )
    for name in listed.stdout.splitlines():
        path = root / name
        if path.suffix in (".py", ".md", ".toml", ".js", ".css", ".sh", ".ipynb") and path.exists():
            text = re.sub(r"https?://\S+", "", path.read_text(encoding="utf-8"))
            assert not re.search(r"/(?:root|home|work|tmp)/\w", text), name
