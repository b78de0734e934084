"""A campaign: scenarios as chapters, one after the other, as its author writes it in one file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from game.content import causes
from game.content.folder import read_folder
from game.content.models import Content
from game.content.places import Places
from game.content.problems import ContentError, Problem, did_you_mean, quoted
from game.content.values import Date, Model
from game.content.where import campaigns, scenarios

CARRIED = "carried over from the chapter before"
"""What the block of starting values says of itself that a chapter brings."""


def as_documented(content: Content) -> Content:
    """A chapter from its documented start, without what was carried over; other scenarios as they are."""
    plain = tuple(block for block in content.start if block.note != CARRIED)
    return content if len(plain) == len(content.start) else content.model_copy(update={"start": plain})


class Chapter(Model):
    """A scenario as a part of a campaign; with `start` it begins there and not on its own first day."""

    scenario: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,47}$")]
    start: Date | None = None


class Campaign(Model):
    """Chapters in the order in which they are played, and the words for the whole."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,47}$")]
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")] = "en"
    chapters: Annotated[tuple[Chapter, ...], Field(strict=False, min_length=1)]
    words: dict[Annotated[str, Field(pattern=r"^[a-z]{2,3}$")], dict[str, str]] = Field(default_factory=dict)

    def said(self, language: str) -> dict[str, str]:
        """All texts in `language`; what it lacks comes from the campaign's own language."""
        return {**self.words.get(self.language, {}), **self.words.get(language, {})}


def load_campaign(path: Path, library: Path) -> Campaign:
    """Load the campaign at `path`, whose chapters are scenarios of the library. Raises ContentError."""
    folder = read_folder(path)
    places = Places(tuple(folder.parts))
    try:
        campaign = Campaign.model_validate(folder.together)
    except ValidationError as error:
        found = causes.explain(error, folder.together, places, complete=not folder.problems, top=Campaign)
        raise ContentError(folder.problems + found) from None
    known = scenarios(library)
    missing = [
        Problem(
            f"there is no scenario {quoted(chapter.scenario)}",
            *places.find(path_to := ("chapters", number, "scenario")),
            path_to,
            did_you_mean(chapter.scenario, known),
        )
        for number, chapter in enumerate(campaign.chapters)
        if chapter.scenario not in known
    ]
    if folder.problems or missing:
        raise ContentError(folder.problems + missing)
    return campaign


def find_campaign(name: str, library: Path) -> Campaign:
    """The campaign of that name. Raises ContentError, naming what there is."""
    known = campaigns(library)
    if name not in known:
        hint = did_you_mean(name, known) or f"There are: {', '.join(known) or 'none'}."
        raise ContentError([Problem(f"there is no campaign {quoted(name)}", library, hint=hint)])
    return load_campaign(known[name], library)
