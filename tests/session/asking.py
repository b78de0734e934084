"""Results of long questions as text, so that two of them can be compared to the last bit."""

import json
from dataclasses import asdict
from typing import Any


def figures(found: Any) -> str:
    """All numbers of a forecast or another result that is a dataclass."""
    return json.dumps(asdict(found), default=lambda array: array.tolist())
