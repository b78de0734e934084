"""The JSON Schema of scenario files, for editors that complete and check while one types."""

from __future__ import annotations

from typing import Any

from game.content.models import Content


def schema() -> dict[str, Any]:
    """The schema of one scenario file.

    Nothing is required at the top, because a scenario is split over files, nor in the entries of a top-level
    mapping, because an entry that overrides the rulebook's states only what differs.
    """
    whole = Content.model_json_schema(by_alias=True)
    whole.pop("required", None)
    for name in _entries(whole):
        whole["$defs"][name].pop("required", None)
    return {
        **whole,
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Third Neighbour scenario",
        "description": "One file of a rulebook, or of a scenario and what it changes in the rulebook that it extends.",
    }


def _entries(whole: dict[str, Any]) -> set[str]:
    """The names of the definitions that the entries of top-level mappings follow."""
    found: set[str] = set()
    for field in whole["properties"].values():
        for inner in field.get("patternProperties", {}).values():
            found.add(inner.get("$ref", "").rpartition("/")[2])
    return found - {""}
