"""Something that takes a moment, done in a thread beside the window, which asks every frame whether it is ready."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock, Thread
from typing import Generic, TypeVar

T = TypeVar("T")


class Work(Generic[T]):
    """A job that began. Ask `done`, then `take` its result once; or `drop` it."""

    def __init__(self, job: Callable[[], T], unwanted: Callable[[T], None] | None = None) -> None:
        """`unwanted` is given the result if it comes after the work was dropped."""
        self._job, self._unwanted = job, unwanted
        self._lock = Lock()
        self._dropped = False
        self._result: T | None = None
        self._error: BaseException | None = None
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            found = self._job()
        except BaseException as error:
            self._error = error
            return
        with self._lock:
            self._result = found
            unwanted = self._unwanted if self._dropped else None
        if unwanted is not None:
            unwanted(found)

    @property
    def done(self) -> bool:
        """Whether it came to an end."""
        return not self._thread.is_alive()

    def take(self) -> T:
        """What the job gave. Raises what the job raised."""
        self._thread.join()
        if self._error is not None:
            raise self._error
        assert self._result is not None
        return self._result

    def drop(self) -> None:
        """Nobody waits for it any more."""
        with self._lock:
            self._dropped = True
            late = self._result
        if late is not None and self._unwanted is not None:
            self._unwanted(late)
