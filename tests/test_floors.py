"""The house: imports point down only, nothing goes in a circle, and every floor keeps to its own libraries."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest

from tests.worlds import ROOT

GAME = ROOT / "game"
FLOORS = {
    "engine": 1,
    "content": 1,
    "compile": 2,
    "session": 3,
    "window": 4,
    "terminal": 4,
    "web": 4,
    "research": 4,
    "cli": 5,
}
LIBRARIES = {
    "engine": {"numpy"},
    "content": {"pydantic", "pydantic_core", "yaml"},
    "compile": {"numpy"},
    "session": {"filelock", "numpy", "platformdirs"},
    "cli": {"typer", "rich", "click"},
}
LATE = {"game.session.rows": {"pyarrow"}}
"""Libraries that a module may import inside a function only."""
OWN_CODE = {"game.session.script"}
"""The one place that runs code which a user hands over."""
FRONT_ENDS = {"window", "terminal", "web", "research"}


class Import(NamedTuple):
    """`module` imports `name`; `late` inside a function, `typing` only for the type checker."""

    module: str
    name: str
    line: int
    late: bool
    typing: bool


FILES = {
    ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): file
    for file in sorted(GAME.rglob("*.py"))
}
TREES = {module: ast.parse(file.read_text(encoding="utf-8")) for module, file in FILES.items()}


def imports(module: str) -> Iterator[Import]:
    yield from _imports(module, TREES[module], late=False, typing=False)


def _imports(module: str, node: ast.AST, *, late: bool, typing: bool) -> Iterator[Import]:
    for inner in ast.iter_child_nodes(node):
        if isinstance(inner, ast.Import):
            yield from (Import(module, alias.name, inner.lineno, late, typing) for alias in inner.names)
        elif isinstance(inner, ast.ImportFrom):
            assert not inner.level, f"{module}:{inner.lineno}: write imports in full"
            for alias in inner.names:
                full = f"{inner.module}.{alias.name}"
                yield Import(module, full if full in FILES else str(inner.module), inner.lineno, late, typing)
        checked = isinstance(inner, ast.If) and ast.unparse(inner.test) == "TYPE_CHECKING"
        within = late or isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        yield from _imports(module, inner, late=within, typing=typing or checked)


def part(module: str) -> str:
    """The room that a module of the game belongs to; empty for the package itself."""
    return module.partition(".")[2].partition(".")[0]


ALL = [found for module in TREES for found in imports(module)]
INNER = [found for found in ALL if found.name.split(".")[0] == "game"]


def _said(found: Import) -> str:
    return f"{found.module}:{found.line} imports {found.name}"


def test_every_room_has_a_floor() -> None:
    assert {part(module) for module in TREES} - {""} <= set(FLOORS)


def test_imports_point_down() -> None:
    wrong = [_said(found) for found in INNER if not _may(part(found.module), part(found.name))]
    assert wrong == []


def _may(importer: str, imported: str) -> bool:
    if imported == importer or not imported:
        return True
    return FLOORS.get(importer, 0) > FLOORS[imported]


def test_engine_and_content_do_not_know_each_other() -> None:
    pairs = {(part(found.module), part(found.name)) for found in INNER}
    assert not pairs & {("engine", "content"), ("content", "engine")}


def test_front_ends_know_the_session_and_not_each_other() -> None:
    pairs = {(part(found.module), part(found.name)) for found in INNER}
    assert not [pair for pair in pairs if pair[0] != pair[1] and set(pair) <= FRONT_ENDS]


def test_no_import_goes_in_a_circle() -> None:
    """Late imports count too; what only the type checker reads does not."""
    graph = {module: {f.name for f in INNER if f.module == module and not f.typing} for module in TREES}
    done: set[str] = set()

    def visit(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, " -> ".join([*path[path.index(module) :], module])
        if module not in done:
            for name in graph.get(module, ()):
                if name != module:
                    visit(name, (*path, module))
            done.add(module)

    for module in graph:
        visit(module, ())


@pytest.mark.parametrize("room", LIBRARIES)
def test_each_floor_keeps_to_its_libraries(room: str) -> None:
    standard = set(sys.stdlib_module_names) | {"game"}
    for found in ALL:
        top = found.name.split(".")[0]
        if part(found.module) != room or top in standard | LIBRARIES[room]:
            continue
        assert found.late, _said(found)
        assert top in LATE.get(found.module, set()), _said(found)


def test_what_is_checked_is_there() -> None:
    """The test reads real files and sees real imports: it would notice an engine that reads content."""
    assert len(TREES) > 30
    assert {"numpy", "game.engine.arrays"} <= {found.name for found in ALL if part(found.module) == "engine"}
    assert not _may("engine", "content")
    assert not _may("session", "cli")
    assert not _may("window", "web")
    assert _may("compile", "engine")


RUNS_CODE = {
    "eval",
    "exec",
    "compile",
    "__import__",
    "import_module",
    "run_path",
    "run_module",
    "spec_from_file_location",
}


def test_nothing_runs_code_but_a_users_own_script() -> None:
    calls = [(m, node) for m, tree in TREES.items() for node in ast.walk(tree) if isinstance(node, ast.Call)]
    running = [f"{m}:{node.lineno} calls {_called(node)}" for m, node in calls if _called(node) in RUNS_CODE]
    assert [said for said in running if said.partition(":")[0] not in OWN_CODE] == []


def _called(node: ast.Call) -> str:
    """The name that is called; `re.compile` is not the `compile` that is meant."""
    match node.func:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=ast.Name(id="re")):
            return ""
        case ast.Attribute(attr=name):
            return name
    return ""


def test_no_global_is_set_from_inside() -> None:
    """No module keeps a game: nothing is declared global, and no mutable module variable is changed by a function."""
    wrong = []
    for module, tree in TREES.items():
        mutable = _mutable(tree)
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                local = {argument.arg for argument in (*function.args.args, *function.args.kwonlyargs)}
                local |= {n.id for n in ast.walk(function) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
                wrong += [f"{module}:{line} {what}" for line, what in _changes(function, mutable - local)]
    assert wrong == []


def _mutable(tree: ast.Module) -> set[str]:
    """Names of the module that hold a list, a dict, a set or an object made by a call."""
    found = set()
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(
            node.value, ast.List | ast.Dict | ast.Set | ast.ListComp | ast.DictComp | ast.SetComp | ast.Call
        ):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found |= {target.id for target in targets if isinstance(target, ast.Name)}
    return found


_CHANGING = {
    "append",
    "extend",
    "update",
    "add",
    "clear",
    "pop",
    "insert",
    "remove",
    "setdefault",
    "discard",
    "popitem",
}


def _changes(function: ast.AST, names: set[str]) -> Iterator[tuple[int, str]]:
    for node in ast.walk(function):
        match node:
            case ast.Global(names=declared):
                yield node.lineno, f"declares {', '.join(declared)} global"
            case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=method)) if (
                name in names and method in _CHANGING
            ):
                yield node.lineno, f"changes the module's {name}"
            case ast.Subscript(value=ast.Name(id=name), ctx=ast.Store() | ast.Del()) if name in names:
                yield node.lineno, f"changes the module's {name}"


def test_files_read_in_one_look(record_property: Callable[[str, object], None]) -> None:
    """A report, not a gate: the sizes of files and functions go into the test report."""
    files = sorted((len(file.read_text(encoding="utf-8").splitlines()), module) for module, file in FILES.items())
    functions = sorted(
        (node.end_lineno or 0) - node.lineno + 1
        for tree in TREES.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
    )
    record_property("longest_files", files[-5:])
    record_property(
        "function_lines_median_p90_max", [functions[int(len(functions) * q)] for q in (0.5, 0.9)] + functions[-1:]
    )
    assert files
    assert functions
