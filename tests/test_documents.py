"""What the documents show is run: notebooks are executed, README's answers and commands are true."""

import re

import pytest
from click.testing import CliRunner

import rangemap
from rangemap.cli import main


@pytest.mark.filterwarnings("default::DeprecationWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_notebooks_run(root):
    import nbclient
    import nbformat

    for path in sorted((root / "notebooks").glob("*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        code = [cell for cell in notebook.cells if cell.cell_type == "code"]
        assert not any(cell.outputs or cell.execution_count for cell in code), (
            "commit without outputs"
        )
        nbclient.NotebookClient(
            notebook, timeout=120, resources={"metadata": {"path": str(root)}}
        ).execute()
        shown = [
            output.get("data", {}).get("text/html", "") for cell in code for output in cell.outputs
        ]
        assert sum("<iframe srcdoc=" in html for html in shown) == 3


def test_readme_shows_what_the_command_prints(root):
    text = (root / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"\$ rangemap check (.*?)\n(.*?)\n\.\.\.", text, re.S)
    assert len(blocks) == 3
    printed = ""
    for command, shown in blocks:
        arguments = [part.strip('"') for part in re.findall(r'"[^"]+"|\S+', command)]
        result = CliRunner().invoke(main, ["check", *arguments])
        assert result.stdout.startswith(shown)
        printed += result.stdout
    [border] = re.findall(r"\n(Border of Ukraine.*?), \.\.\.", text)
    assert border in printed


def test_readmes_python_runs(root, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sites.csv").write_text("name,lat,lon\nA,50,30\n")
    text = (root / "README.md").read_text(encoding="utf-8")
    [code] = re.findall(r"```python\n(.*?)```", text, re.S)
    exec(compile(code, "README.md", "exec"), {})
    answer = rangemap.check("tomahawk", "Kyiv", "Moscow")
    assert (answer.verdict, round(answer.distance_km)) == ("yes", 756)


def test_changelog_counts_the_shelf(root):
    text = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    weapons = len(rangemap.weapons())
    sources = len(
        re.findall(r"^\[", (root / "data/sources.toml").read_text(encoding="utf-8"), re.M)
    )
    assert f"{weapons} entries on {sources} sources" in text


def test_links_in_documents_lead_somewhere(root):
    for path in [*root.glob("*.md"), *(root / "docs").glob("*.md"), root / "data/README.md"]:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), (path.name, target)
