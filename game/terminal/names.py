"""Which thing a typed name means: capitals, full titles and the beginnings of words will do, as long as it is one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from game.session.orders import hint
from game.session.trouble import Trouble
from game.session.words import Phrase

SHOWN = 6
"""How many of several possible names are told."""
LISTED = 20
"""So many names are told all at once when none of them fits."""
_JOINTS = re.compile(r"[\s_.:,-]+")

Known = Mapping[str, Sequence[str]]
"""By id: what else a thing is called."""


def pick(text: str, known: Known, noun: str = "name") -> str:
    """The id of the thing that `text` means. Raises Trouble if there is none, or more than one.

    The likeliest things stand first in `known`. `noun` makes the key of the complaint: `error.no_partner` ...
    """
    found = meant(text, known)
    if len(found) == 1:
        return found[0]
    if found:
        key = "error.several_more" if len(found) > SHOWN else "error.several"
        raise Trouble(key, name=text, names=", ".join(found[:SHOWN]))
    near = hint(text.casefold(), [*known, *(plain(title) for titles in known.values() for title in titles)])
    listed = hint(text, known) if len(known) <= LISTED else Phrase("hint.typed")
    raise Trouble(f"error.no_{noun}", name=text, hint=near if near.key == "hint.near" else listed)


def meant(text: str, known: Known) -> list[str]:
    """The ids of all things that `text` may mean: those called just so, else what begins so, else by single words."""
    wanted = plain(text)
    if not wanted:
        return []
    forms = {name: [plain(name), *map(plain, titles)] for name, titles in known.items()}
    for fits in (_same, _begins, _words):
        found = [name for name, said in forms.items() if any(fits(wanted, form) for form in said)]
        if found:
            return found
    return []


def plain(text: str) -> str:
    """A name without what people type in different ways: capitals, joints and spaces."""
    return _JOINTS.sub(" ", text.casefold()).strip()


def _same(wanted: str, form: str) -> bool:
    return wanted == form


def _begins(wanted: str, form: str) -> bool:
    return form.startswith(wanted)


def _words(wanted: str, form: str) -> bool:
    """Whether every word that is typed begins a word of the form."""
    words = form.split()
    return all(any(word.startswith(part) for word in words) for part in wanted.split())


def number_in(text: str) -> int | None:
    """The whole number that a word is, if it is one of up to six digits."""
    return int(text) if re.fullmatch(r"-?[0-9]{1,6}", text) else None
