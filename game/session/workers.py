"""Workers: processes that do jobs for one book beside the caller, or threads where processes cannot be had.

A worker is told its jobs through a pipe and answers through it, one job at a time. Between two turns of a job it looks
whether it was told to stop. When the other end of the pipe goes, however the caller ended, the worker ends too.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, Literal, NamedTuple

from game.compile import Book

Kind = Literal["process", "thread"]
Job = Callable[..., Any]
"""A function of a module, called as `job(book, *args, watch=..., **named)`; it tells `watch` after every turn."""
TOLD_EVERY = 0.03
"""Seconds between two reports of progress."""
POLITE = 5
"""By how much the priority of a worker process is lower, so that a window keeps its frames on a busy machine."""
PATIENCE = 1.0
"""Seconds that a worker has to end when it is told to."""
LOST = (EOFError, OSError)
"""What is raised when the other end of a pipe is gone."""
UNSENDABLE = (pickle.PicklingError, AttributeError, TypeError)
"""What is raised for something that cannot travel through a pipe."""


class Task(NamedTuple):
    """A job to do; its number tells the answers apart."""

    number: int
    job: Job
    args: tuple[Any, ...]
    named: dict[str, Any]


class Stop(NamedTuple):
    """That a task is not wanted any more."""

    number: int


class Answer(NamedTuple):
    """What a worker says of a task: how much of it is done, a first result, and in the end a result or an error."""

    number: int
    kind: Literal["progress", "partial", "done", "failed", "stopped"]
    value: Any


class Stopped(Exception):
    """The task at hand is not wanted any more."""


class Dismissed(Exception):
    """The worker is not wanted any more, or nobody is there to want it."""


def serve(pipe: Connection, book: Book) -> None:
    """Do tasks until the other end goes, or sends None."""
    with contextlib.suppress(Dismissed, *LOST), pipe:
        while (message := pipe.recv()) is not None:
            if isinstance(message, Task):
                _say(pipe, _answer(pipe, book, message))


def _say(pipe: Connection, answer: Answer) -> None:
    """Send an answer; a result that cannot travel is an error."""
    try:
        pipe.send(answer)
    except UNSENDABLE as error:
        pipe.send(Answer(answer.number, "failed", TypeError(str(error))))


def _answer(pipe: Connection, book: Book, task: Task) -> Answer:
    """Do one task."""
    try:
        value = task.job(book, *task.args, watch=_Listening(pipe, task.number), **task.named)
    except Stopped:
        return Answer(task.number, "stopped", None)
    except Dismissed:
        raise
    except Exception as error:
        return Answer(task.number, "failed", _sendable(error))
    return Answer(task.number, "done", value)


def _sendable(error: Exception) -> Exception:
    """The error, or its text if it cannot travel."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


class _Listening:
    """A watch that reports through the pipe, and raises Stopped when it is told to stop."""

    def __init__(self, pipe: Connection, number: int) -> None:
        self._pipe = pipe
        self._number = number
        self._told = 0.0

    def __call__(self, done: float, partial: object = None) -> None:
        """Listen, then report."""
        try:
            self._listen()
            self._report(done, partial)
        except LOST as error:
            raise Dismissed from error

    def _listen(self) -> None:
        while self._pipe.poll():
            message = self._pipe.recv()
            if message is None:
                raise Dismissed
            if isinstance(message, Stop) and message.number == self._number:
                raise Stopped

    def _report(self, done: float, partial: object) -> None:
        if partial is not None:
            self._pipe.send(Answer(self._number, "partial", partial))
        now = time.monotonic()
        if now - self._told > TOLD_EVERY:
            self._told = now
            self._pipe.send(Answer(self._number, "progress", done))


def _process(pipe: Connection) -> None:
    """A worker process: the book comes first. Ctrl+C is the caller's business, and so are the first rights to time."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        os.nice(POLITE)
    with contextlib.suppress(*LOST):
        serve(pipe, pickle.loads(pipe.recv_bytes()))


class Worker:
    """One worker, seen from the caller."""

    def __init__(self, book: Book, kind: Kind, packed: bytes = b"") -> None:
        """Start it; `packed` is the pickled book for a process. Raises OSError or the like if it cannot be started."""
        self.kind = kind
        self.task: Task | None = None
        self._process: multiprocessing.process.BaseProcess | None = None
        self._pipe, other = multiprocessing.Pipe()
        if kind == "thread":
            threading.Thread(target=serve, args=(other, book), daemon=True).start()
            return
        process = multiprocessing.get_context("spawn").Process(target=_process, args=(other,), daemon=True)
        try:
            process.start()
            self._process = process
            self._pipe.send_bytes(packed)
        except BaseException:
            self._pipe.close()
            raise
        finally:
            other.close()

    def give(self, task: Task) -> None:
        """Have an idle worker do a task. Raises OSError if it is gone, and that task is then its own all the same."""
        self.task = task
        try:
            self._pipe.send(task)
        except UNSENDABLE:
            self.task = None
            raise

    def stop(self) -> None:
        """Tell the worker that its task is not wanted any more."""
        if self.task is not None:
            with contextlib.suppress(*LOST):
                self._pipe.send(Stop(self.task.number))

    def answer(self) -> Answer | None:
        """The next answer, if there is one; never waits. Raises EOFError or OSError if the worker is gone."""
        if not self._pipe.poll():
            return None
        found: Answer = self._pipe.recv()
        if found.kind in ("done", "failed", "stopped"):
            self.task = None
        return found

    def dismiss(self) -> None:
        """Tell the worker to end, without waiting for it."""
        with contextlib.suppress(*LOST, ValueError):
            self._pipe.send(None)
        self._pipe.close()

    def wait(self) -> None:
        """See to it that a dismissed process is gone, by force if need be."""
        if self._process is None:
            return
        self._process.join(PATIENCE)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self._process.close()
