"""The page's own parts as text: Leaflet, our style, and our modules put together."""

import base64
import json
import re
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

ASSETS = Path(__file__).parent / "assets"

MODULES = ("shapes", "basemap", "dom", "labels", "panel", "main")
"""Each imports only from those before it."""

_IMPORT = re.compile(r"^import \{[^}]*\} from \"\./\w+\.js\";\n", re.MULTILINE)
_EXPORT = re.compile(r"^export ", re.MULTILINE)
_IMAGE = re.compile(r"url\(images/([\w.-]+\.png)\)")


@cache
def script() -> str:
    """Give our modules as one expression whose value is the function that starts a page.

    The modules stay plain ES modules that any tool can read; here each is wrapped in a function of
    its own, its exports being what the later ones import.
    """
    parts = ["const modules = {};"]
    for name in MODULES:
        source = (ASSETS / f"{name}.js").read_text(encoding="utf-8")
        imports = "\n".join(
            f"const {match[1]} = modules.{match[2]};"
            for match in re.finditer(r"^import (\{[^}]*\}) from \"\./(\w+)\.js\";", source, re.M)
        )
        exports = re.findall(r"^export (?:async )?(?:function|const|class) (\w+)", source, re.M)
        body = _EXPORT.sub("", _IMPORT.sub("", source))
        given = f"return {{ {', '.join(exports)} }};"
        parts.append(f"modules.{name} = (() => {{\n{imports}\n{body}\n{given}\n}})();")
    return "(() => {\n" + "\n".join(parts) + "\nreturn modules.main.start;\n})()"


@cache
def leaflet_script() -> str:
    """Give Leaflet, with its licence."""
    licence = (ASSETS / "leaflet-licence.txt").read_text(encoding="utf-8")
    source = (_leaflet() / "leaflet.js").read_text(encoding="utf-8")
    return f"/*\n{licence}*/\n" + re.sub(r"\n?//# sourceMappingURL=.*", "", source)


@cache
def style() -> str:
    """Give Leaflet's style with its images inside, and ours."""
    theirs = (_leaflet() / "leaflet.css").read_text(encoding="utf-8")
    theirs = _IMAGE.sub(lambda match: f"url({_image(match[1])})", theirs)
    return theirs + (ASSETS / "page.css").read_text(encoding="utf-8")


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
