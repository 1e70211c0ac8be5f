"""The page's own parts as text: Leaflet, our style, and our modules put together."""

import base64
import json
import re
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SCRIPT = HERE / "script"

_IMPORT = re.compile(r"^import (?P<names>\{[^}]*\}) from \"(?P<path>\.[\w./-]+)\";\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function\*?|const|class) (\w+))", re.MULTILINE)
_IMAGE = re.compile(r"url\(images/([\w.-]+\.png)\)")


@cache
def script(*entries: str) -> str:
    """Give our modules as one expression: an object of modules by their path without ending.

    The modules stay plain ES modules that any tool can read; here each is wrapped in a function of
    its own that gives its exports, after those that it imports from.

    Parameters
    ----------
    *entries : str
        The modules that are wanted, such as "main"; what they import comes with them.
    """
    order: dict[str, str] = {}
    for entry in entries:
        _gather(SCRIPT / f"{entry}.js", order)
    parts = [f'modules["{name}"] = (() => {{\n{body}}})();' for name, body in order.items()]
    return _lean("\n".join(["(() => {", "const modules = {};", *parts, "return modules;", "})()"]))


def _lean(source: str) -> str:
    """Leave out comments that are lines of their own, and indentation: a page is to be mailed."""
    lines = (line.strip() for line in source.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def _gather(path: Path, order: dict[str, str]) -> None:
    """Add a module and what it imports to those gathered, what is imported first."""
    name = _name(path)
    if name in order:
        return
    source = path.read_text(encoding="utf-8")
    for found in _IMPORT.finditer(source):
        _gather((path.parent / found["path"]).resolve(), order)

    def imported(found: re.Match[str]) -> str:
        names = found["names"].replace(" as ", ": ")
        return f'const {names} = modules["{_name(path.parent / found["path"])}"];\n'

    exports = ", ".join(_EXPORT.findall(source))
    order[name] = f"{_EXPORT.sub('', _IMPORT.sub(imported, source))}return {{ {exports} }};\n"


def _name(path: Path) -> str:
    """Give a module's path below the folder of scripts, without its ending."""
    return path.resolve().relative_to(SCRIPT.resolve()).with_suffix("").as_posix()


@cache
def leaflet_script() -> str:
    """Give Leaflet, with its licence."""
    licence = (HERE / "leaflet-licence.txt").read_text(encoding="utf-8")
    source = (_leaflet() / "leaflet.js").read_text(encoding="utf-8")
    return f"/*\n{licence}*/\n" + re.sub(r"\n?//# sourceMappingURL=.*", "", source)


@cache
def style(*, whole: bool) -> str:
    """Give our style; for a page that is ours as a whole also its own, and Leaflet's."""
    ours = (HERE / "style/parts.css").read_text(encoding="utf-8")
    if not whole:
        return ours
    theirs = (_leaflet() / "leaflet.css").read_text(encoding="utf-8")
    theirs = _IMAGE.sub(lambda match: f"url({_image(match[1])})", theirs)
    text = theirs + ours + (HERE / "style/page.css").read_text(encoding="utf-8")
    return _lean(re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL))


@cache
def guests_script() -> str:
    """Give what folium's own markers and popups need, where a user has added some."""
    icons = ", ".join(json.dumps(_image(name)) for name in ("marker-icon.png", "marker-shadow.png"))
    return f"{script('guests')}.guests.welcome({icons});"


def as_json(value: Any) -> str:
    """Give JSON that is safe inside a script element, whatever its strings hold."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text


def _image(name: str) -> str:
    data = (_leaflet() / "images" / name).read_bytes()
    return f"data:image/png;base64,{base64.b64encode(data).decode()}"


def _leaflet() -> Path:
    return Path(import_module("xstatic.pkg.leaflet").BASE_DIR)
