"""The shelf of saves, a save that is open, and recorded playthroughs, which replay to the last bit for ever."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from game.compile import compile_book
from game.engine.world import digests
from game.session.files import HOME_VARIABLE
from game.session.lines import Tail, content_digest, row
from game.session.match import Match
from game.session.orders import Plan
from game.session.record import read, replay, scenario_of
from game.session.save import Save, holding, marker
from game.session.saves import Saves, thumbnail
from game.session.trouble import RecordError, Trouble
from game.session.words import Words, interface
from tests.worlds import ROOT, STORY, book

RECORDS = sorted((ROOT / "tests" / "saves").glob("*.jsonl"))
OLD = ROOT / "tests" / "saves" / "dalai-lama-2016-documented.jsonl"
BOOK = book(STORY)
WORDS = Words("en", BOOK.content.words["en"], interface("en"))


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_a_recorded_playthrough(path: Path) -> None:
    """A record of format 1 has no scenario inside; the one of those days stands in the other record."""
    record, newest = read(path), read(RECORDS[0])
    checks = list(replay(compile_book(scenario_of(newest if path == OLD else record)), record))
    assert [check for check in checks if check.expected != check.found] == []
    assert len(checks) == len(record.lines) + 1


def test_there_is_a_record_of_every_format() -> None:
    assert {read(path).head.format for path in RECORDS} == {1, 2}


@pytest.fixture
def saves(tmp_path: Path) -> Saves:
    return Saves(tmp_path)


def begun(saves: Saves, turns: int = 0, **how: str) -> Save:
    save = saves.begin(Match(BOOK, 4, **how))  # type: ignore[arg-type]
    for _ in range(turns):
        save.match.end_turn()
    return save


def story(match: Match) -> list[str]:
    return [digests(node.state)[0] for node in match.nodes]


# one save


def test_a_game_goes_on_where_it_was_left(saves: Saves) -> None:
    with begun(saves, 2, mode="statesman") as save:
        save.match.place("china", "visit", 2)
        save.match.place("japan", "loans", 1)
        save.match.undo()
        save.match.look()
        before = story(save.match)
    with saves.resume(save.path) as again:
        assert (story(again.match), again.match.turn, again.notes) == (before, 3, ())
        assert again.match.draft == Plan({"china": {"visit": 2}})
        assert (again.match.looks_used, again.match.mode, again.match.seed) == (1, "statesman", 4)
        assert again.loaded is not None
        assert again.loaded.words("en")["scenario.title"]
        again.match.redo()
        again.match.end_turn()
        assert again.trouble is None
    straight = Match(BOOK, 4)
    straight.end_turn()
    straight.end_turn()
    straight.place("china", "visit", 2)
    straight.place("japan", "loans", 1)
    straight.end_turn()
    assert story(saves.resume(save.path).match) == story(straight)


def test_a_finished_game_says_so(saves: Saves) -> None:
    with begun(saves) as save:
        while not save.match.over:
            save.match.end_turn()
    tail = read(save.path).tail
    assert tail is not None
    assert tail.ending == save.match.ending
    whole = save.path.read_bytes()
    save.path.write_bytes(whole[: whole.rindex(b'{"do":"end"')])
    saves.resume(save.path).close()
    assert save.path.read_bytes() == whole, "a kill before the last line is made good"


def test_the_scenario_of_a_save_is_its_own(saves: Saves) -> None:
    with begun(saves, 1) as save:
        pass
    inside = scenario_of(read(save.path)).content
    assert content_digest(inside) == content_digest(BOOK.content)
    assert inside.words == BOOK.content.words


@pytest.mark.parametrize("cut", [1, 2, 30])
def test_a_torn_last_line_is_mended(saves: Saves, cut: int) -> None:
    with begun(saves, 3) as save:
        before = story(save.match)
    save.path.write_bytes(save.path.read_bytes()[:-cut])
    with saves.resume(save.path) as again:
        lost = cut > 1
        assert again.notes == ()
        assert story(again.match) == before[: 4 - lost]
        again.match.end_turn()
        after = story(again.match)
    assert read(save.path).damage is None
    assert story(saves.resume(save.path).match) == after


def test_damage_in_the_middle_goes_on_in_a_new_file(saves: Saves) -> None:
    with begun(saves, 4) as save:
        before = story(save.match)
    rows = save.path.read_bytes().splitlines(keepends=True)
    rows[3] = rows[3][:50] + b"\n"
    save.path.write_bytes(b"".join(rows))
    with saves.resume(save.path) as again:
        assert again.path == save.path.with_name(f"{STORY}-2.jsonl")
        assert isinstance(again.notes[0], RecordError)
        assert (
            again.notes[0]
            .said(WORDS)
            .endswith(":4: the record is damaged here. The 2 turns before this line are intact.")
        )
        assert story(again.match) == before[:3]
        again.match.end_turn()
    assert save.path.read_bytes() == b"".join(rows)
    assert story(saves.resume(again.path).match) == before[:4]


def test_a_changed_order_goes_on_before_it(saves: Saves) -> None:
    with begun(saves) as save:
        for _ in range(3):
            save.match.place("china", "visit", 2)
            save.match.end_turn()
        before = story(save.match)
    rows = save.path.read_text().splitlines(keepends=True)
    place = next(at for at, text in enumerate(rows) if text.startswith('{"do":"end_turn","turn":2'))
    rows[place] = rows[place].replace('"visit":2', '"visit":1')
    save.path.write_text("".join(rows))
    with saves.resume(save.path) as again:
        assert isinstance(again.notes[0], RecordError)
        assert "turn 2 comes out differently than recorded" in again.notes[0].said(WORDS)
        assert story(again.match) == before[:2]
        assert again.match.draft == Plan({"china": {"visit": 2}}), "what was done in that turn is still there"


def test_an_old_record_is_continued_in_a_new_file(saves: Saves) -> None:
    saves.games.mkdir(parents=True)
    path = Path(shutil.copy(OLD, saves.games / "old.jsonl"))
    with saves.resume(path) as save:
        assert save.match.over
        save.match.rewind(16)
        save.match.end_turn()
        assert save.path.name == "old-2.jsonl"
    assert path.read_bytes() == OLD.read_bytes()


def test_two_processes_cannot_open_one_save(saves: Saves) -> None:
    code = "import sys; from pathlib import Path; from game.session.save import Save; Save.resume(Path(sys.argv[1]))"
    with begun(saves, 1) as save:
        before = save.path.read_bytes()
        done = subprocess.run([sys.executable, "-c", code, save.path], cwd=ROOT, capture_output=True, text=True)
        assert "error.save_open" in done.stderr
        assert save.path.read_bytes() == before
    done = subprocess.run([sys.executable, "-c", code, save.path], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_one_process_cannot_open_it_twice_either(saves: Saves) -> None:
    with begun(saves) as save:
        for wrong in (saves.resume, saves.delete, lambda path: saves.rename(path, "other")):
            with pytest.raises(Trouble) as found:
                wrong(save.path)
            assert found.value.phrase.key == "error.save_open"
            assert "open in another window" in found.value.said(WORDS)
    saves.resume(save.path).close()


def test_a_full_disk_is_told_and_made_good(saves: Saves, monkeypatch: pytest.MonkeyPatch) -> None:
    with begun(saves) as save:
        whole, write = save.path.read_bytes(), os.write

        def full(file: int, data: bytes) -> int:
            return write(file, data[:9])

        with monkeypatch.context() as patched:
            patched.setattr(os, "write", full)
            save.match.place("china", "visit", 1)
            save.match.end_turn()
        assert save.trouble is not None
        assert os.strerror(errno.ENOSPC) in save.trouble.said(WORDS)
        assert save.path.read_bytes() == whole, "no half line is left"
        save.match.end_turn()
        assert save.trouble is None
        after = story(save.match)
    assert story(saves.resume(save.path).match) == after


def test_turns_and_heads_reach_the_disk(saves: Saves, monkeypatch: pytest.MonkeyPatch) -> None:
    synced, real = [], os.fsync

    def sync(file: int) -> None:
        synced.append(file)
        real(file)

    monkeypatch.setattr(os, "fsync", sync)
    with begun(saves) as save:
        assert len(synced) == 2, "the file and its folder"
        save.match.place("china", "visit", 1)
        assert len(synced) == 2
        save.match.end_turn()
        assert len(synced) == 3


def test_a_name_that_another_window_is_taking_is_passed_over(saves: Saves) -> None:
    with holding(saves.games / f"{STORY}-1.jsonl"), begun(saves) as save:
        assert save.path.name == f"{STORY}-2.jsonl"


def test_nothing_is_written_over_a_save(saves: Saves) -> None:
    with begun(saves) as save:
        pass
    with pytest.raises(Trouble, match=r"error\.save_exists"):
        Save.begin(save.path, Match(BOOK, 1))


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "games").write_text("no folder")
    with pytest.raises(Trouble, match=r"error\.unwritable"):
        begun(Saves(tmp_path))


# the shelf


def test_a_thumbnail_says_what_there_is(saves: Saves) -> None:
    with begun(saves, 3) as save:
        last = save.match.facts
    (found,) = saves.list()
    assert (found.name, found.kept, found.scenario, found.date) == (f"{STORY}-1", False, STORY, "2016-11-01")
    assert (found.turn, found.turns, found.facts) == (3, 16, last)
    assert (found.finished, found.damage, found.mode, found.difficulty) == (False, None, "study", "normal")
    assert found.titles["en"] == BOOK.content.words["en"]["scenario.title"]


def test_a_thumbnail_says_how_a_game_ended_in_the_words_of_its_scenario(tmp_path: Path) -> None:
    english = Words("en", {}, {})
    save = Saves(tmp_path).begin(Match(BOOK, 1, difficulty="guided"))
    save.close()
    going = thumbnail(save.path, kept=False)
    assert (going.level(english), going.came_to(english)) == ("Guided", "")
    rows = save.path.read_bytes().splitlines(keepends=True)
    save.path.write_bytes(rows[0] + row(Tail(ending="ousted")))
    over = thumbnail(save.path, kept=False)
    assert over.finished
    assert over.came_to(english) == BOOK.content.words["en"]["ending.ousted"]
    assert over.came_to(Words("zh", {}, {})) == over.came_to(english), "what is not translated is English"


def test_a_thumbnail_of_a_rewound_game(saves: Saves) -> None:
    with begun(saves, 4) as save:
        save.match.rewind(2)
        assert thumbnail(save.path, kept=False).turn == 1
        save.match.rewind(1)
        assert thumbnail(save.path, kept=False).date == "2016-09-01"
        save.match.switch(4)
        found = thumbnail(save.path, kept=False)
    assert (found.turn, found.facts) == (4, save.match.nodes[4].facts)


def test_damaged_saves_are_listed(saves: Saves) -> None:
    with begun(saves, 2) as save:
        pass
    save.path.write_bytes(save.path.read_bytes() + b"nothing\n")
    (saves.games / "foreign.jsonl").write_bytes(b"\0\0")
    found = {one.name: one for one in saves.list()}
    assert (found[f"{STORY}-1"].turn, found[f"{STORY}-1"].damage is not None) == (2, True)
    assert (found["foreign"].scenario, found["foreign"].damage is not None) == ("", True)


def test_continue_means_the_newest_unfinished_game(saves: Saves) -> None:
    assert saves.newest() is None
    with begun(saves, 2) as first, begun(saves, 1) as second:
        pass
    os.utime(first.path, (1e9, 1e9))
    newest = saves.newest()
    assert newest is not None
    assert newest.path == second.path
    with saves.resume(second.path) as save:
        while not save.match.over:
            save.match.end_turn()
    newest = saves.newest()
    assert newest is not None
    assert newest.path == first.path


def test_a_kept_copy_stays_as_it_is(saves: Saves) -> None:
    with begun(saves, 2) as save:
        kept = saves.keep(save, "Before  the visit")
        save.match.end_turn()
        with pytest.raises(Trouble, match=r"error\.save_exists"):
            saves.keep(save, "Before the visit")
        newest = saves.newest()
        assert newest is not None
        assert newest.path == save.path
    before = kept.read_bytes()
    with saves.resume(kept) as again:
        assert (again.match.turn, again.path.parent) == (3, saves.games)
        again.match.end_turn()
        saves.keep(again, "Before the visit", replace=True)
    assert kept.read_bytes() != before
    assert {one.name: one.turn for one in saves.list() if one.kept} == {"Before the visit": 3}


def test_renaming_and_deleting_lose_nothing(saves: Saves) -> None:
    with begun(saves, 1) as first, begun(saves, 2) as second:
        pass
    renamed = saves.rename(first.path, "Хоёр хөрш")
    assert renamed.exists()
    with pytest.raises(Trouble, match=r"error\.save_exists"):
        saves.rename(second.path, "Хоёр хөрш")
    for path in (renamed, saves.rename(second.path, "Хоёр хөрш 2")):
        assert saves.delete(path).parent == saves.deleted
    assert saves.list() == ()
    assert len(list(saves.deleted.glob("*.jsonl"))) == 2
    with pytest.raises(Trouble, match=r"error\.save_missing"):
        saves.delete(renamed)


@pytest.mark.parametrize(
    "name", ["", " ", "../x", "a/b", "a\\b", ".hidden", "CON", "nul.txt", "x" * 81, "a:b", "a.", "a\nb*"]
)
def test_names_that_no_file_should_have(saves: Saves, name: str) -> None:
    with begun(saves) as save, pytest.raises(Trouble) as found:
        saves.keep(save, name)
    assert "cannot be called" in found.value.said(WORDS)
    assert not saves.kept.exists()


def test_a_crash_is_noticed(saves: Saves) -> None:
    with begun(saves, 1) as save:
        assert saves.crashed() == (), "it is open, not crashed"
    assert saves.crashed() == ()
    marker(save.path).touch()
    assert [one.path for one in saves.crashed()] == [save.path]
    saves.resume(save.path).close()
    assert saves.crashed() == ()


def test_a_home_for_tests_and_sticks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "stick"))
    with begun(Saves()) as save:
        assert save.path.is_relative_to(tmp_path / "stick")
