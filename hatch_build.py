"""The build hook: compiles data/ into the package before a wheel or an editable install is made."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileData(BuildHookInterface):  # type: ignore[type-arg]
    """Writes rangemap/_data/rangemap.sqlite into the source tree, so that a checkout has it too."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, or stop the build with one sentence."""
        if self.target_name != "wheel":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root))
        from rangemap._compile import compile_data
        from rangemap.errors import DataFileError

        try:
            compile_data(root / "data", root / "rangemap/_data/rangemap.sqlite")
        except DataFileError as error:
            raise SystemExit(f"data/ is broken. {error}") from None
