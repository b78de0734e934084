"""Results of long questions as text, so that two of them can be compared to the last bit."""

import json
from dataclasses import asdict
from typing import Any


def figures(found: Any) -> str:
    """All numbers of a forecast or another result that is a dataclass."""
    plain = {
        name: {str(key): one for key, one in v.items()} if isinstance(v, dict) else v
        for name, v in asdict(found).items()
    }
    return json.dumps(plain, default=lambda array: array.tolist())
