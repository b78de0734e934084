"""The command `hindcast`: a table on the screen, and a page, pictures and data that are the same each time."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from game.cli import main
from game.research.hindcast.remarks import REMARKS, TITLES
from game.session.hindcast.record import MAIN
from game.session.words import languages
from tests.worlds import ROOT


def call(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in ("hindcast", "--worlds", 10, *arguments)])
    out, err = capsys.readouterr()
    return int(ended.value.code or 0), out, err


def test_the_page_the_pictures_and_the_data_are_written_and_agree(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, out, _ = call(capsys, "--out", tmp_path)
    assert code == 0
    assert str(tmp_path / "hindcast.md") in out
    page = (tmp_path / "hindcast.md").read_text(encoding="utf-8")
    data = json.loads((tmp_path / "hindcast.json").read_text(encoding="utf-8"))
    assert list(data["series"]) == list(MAIN)
    for link in re.findall(r"\]\(([^)]+)\)", page):
        assert (tmp_path / link).is_file(), link
    row = next(line for line in page.split("## Unseen years")[1].splitlines() if line.startswith("| `growth`"))
    assert f"{data['series']['growth']['unseen']['ratio']:.2f}" in row


@pytest.mark.slow
def test_the_same_seed_writes_the_same_files(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert call(capsys, "--out", tmp_path / name)[0] == 0
    files = sorted(path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*.*"))
    assert len(files) == len(MAIN) + 2
    assert all((tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes() for file in files)


@pytest.mark.parametrize(
    "language", [pytest.param(name, marks=[] if name == "mn" else pytest.mark.slow) for name in languages()]
)
def test_the_table_speaks_every_language(capsys: pytest.CaptureFixture[str], language: str) -> None:
    code, out, _ = call(capsys, "--language", language)
    assert code == 0
    assert "hindcast." not in out


def test_mistakes_are_told_in_one_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    code, _, err = call(capsys, "--out", tmp_path / "file")
    assert code == 1
    assert "nothing can be written there" in err
    assert call(capsys, "--language", "xx")[0] == 1
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    code, _, err = call(capsys, "--out", tmp_path)
    assert code == 1
    assert "matplotlib" in err


def test_every_series_has_a_title_and_a_remark() -> None:
    assert set(TITLES) == set(REMARKS) == set(MAIN)


def test_the_page_in_the_docs_is_whole() -> None:
    page = (ROOT / "docs" / "hindcast.md").read_text(encoding="utf-8")
    data = json.loads((ROOT / "docs" / "hindcast.json").read_text(encoding="utf-8"))
    assert data["worlds"] == 1000
    assert all(f"## {title}" in page for title in TITLES.values())
