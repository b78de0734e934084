"""A pool of workers: jobs are handed in, handles are asked for their results, and nothing here ever waits."""

from __future__ import annotations

import pickle
import threading
from collections import deque
from types import TracebackType
from typing import Any

from game.compile import Book
from game.session.workers import LOST, UNSENDABLE, Answer, Job, Kind, Task, Worker


class Handle:
    """A job that was handed in. Ask it now and then; no question waits."""

    def __init__(self, pool: Pool, task: Task) -> None:
        """The handle of a task of `pool`."""
        self._pool = pool
        self._progress = 0.0
        self.task = task
        self.cancelled = False
        self.partial: Any = None
        """The newest part of the result, if the job gives any before its end."""
        self.ended: Answer | None = None

    @property
    def done(self) -> bool:
        """Whether there is a result or an error, or the job was cancelled."""
        self._pool.pump()
        return self.cancelled or self.ended is not None

    @property
    def progress(self) -> float:
        """How much of the job is done, from 0 to 1."""
        self._pool.pump()
        return self._progress

    def poll(self) -> Any:
        """The result once there is one, else None. Raises the error that ended the job."""
        self._pool.pump()
        if self.ended is not None and self.ended.kind == "failed":
            raise self.ended.value
        return None if self.ended is None else self.ended.value

    def cancel(self) -> None:
        """Give the job up; it has no result then."""
        if self.ended is None and not self.cancelled:
            self.cancelled = True
            self._pool.drop(self.task)

    def take(self, answer: Answer) -> None:
        """Take note of what a worker said."""
        if answer.kind == "progress":
            self._progress = answer.value
        elif answer.kind == "partial":
            self.partial = answer.value
        elif not self.cancelled:
            self._progress, self.ended = 1.0, answer


class Pool:
    """A few workers for one book. They are started in the background when the first job comes, and started once.

    Where processes cannot be started, or the book cannot be sent to them, one thread does the work.
    """

    def __init__(self, book: Book, workers: int = 2, kind: Kind = "process") -> None:
        """So many workers for `book`."""
        self._book, self._wanted, self._kind = book, workers, kind
        self._starting: threading.Thread | None = None
        self._lock = threading.Lock()
        self._workers: list[Worker] = []
        self._waiting: deque[Task] = deque()
        self._handles: dict[int, Handle] = {}
        self._numbers = 0
        self._closed = False

    @property
    def kinds(self) -> list[Kind]:
        """What kind of workers there are by now."""
        return [worker.kind for worker in self._workers]

    def submit(self, job: Job, *args: Any, **named: Any) -> Handle:
        """Hand in `job(book, *args, watch=..., **named)`: a function of a module. Raises RuntimeError once closed."""
        if self._closed:
            raise RuntimeError("the workers were dismissed")
        self._numbers += 1
        task = Task(self._numbers, job, args, named)
        handle = self._handles[task.number] = Handle(self, task)
        self._waiting.append(task)
        self.warm()
        self.pump()
        return handle

    def drop(self, task: Task) -> None:
        """Give a task up."""
        self._handles.pop(task.number, None)
        self._waiting = deque(other for other in self._waiting if other.number != task.number)
        for worker in self._workers:
            if worker.task is not None and worker.task.number == task.number:
                worker.stop()

    def pump(self) -> None:
        """Take in what the workers have said, and give tasks to those that have none. Never waits."""
        for worker in list(self._workers):
            try:
                while (answer := worker.answer()) is not None:
                    self._take(answer)
                if worker.task is None and self._waiting:
                    self._give(worker, self._waiting.popleft())
            except LOST:
                self._lose(worker)

    def _give(self, worker: Worker, task: Task) -> None:
        """Have a worker do a task; one that cannot be sent has failed."""
        try:
            worker.give(task)
        except UNSENDABLE as error:
            self._take(Answer(task.number, "failed", error))

    def _take(self, answer: Answer) -> None:
        handle = self._handles.get(answer.number)
        if handle is not None:
            handle.take(answer)
            if handle.ended is not None:
                del self._handles[answer.number]

    def _lose(self, worker: Worker) -> None:
        """A worker is gone: its task goes to another, and a thread takes the place of the last one."""
        self._workers.remove(worker)
        worker.dismiss()
        if worker.task is not None and worker.task.number in self._handles:
            self._waiting.appendleft(worker.task)
        if not self._workers:
            self._workers.append(Worker(self._book, "thread"))

    def warm(self) -> None:
        """Start the workers in the background, so that the first job need not wait for them."""
        if self._starting is None:
            self._starting = threading.Thread(target=self._open, daemon=True)
            self._starting.start()

    def _open(self) -> None:
        """Start the workers; a thread of its own does it, because a process takes a while to begin."""
        try:
            packed = pickle.dumps(self._book, pickle.HIGHEST_PROTOCOL) if self._kind == "process" else b""
            for _ in range(self._wanted):
                self._add(Worker(self._book, self._kind, packed))
        except Exception:
            if not self._workers:
                self._add(Worker(self._book, "thread"))

    def _add(self, worker: Worker) -> None:
        with self._lock:
            if not self._closed:
                self._workers.append(worker)
                return
        worker.dismiss()
        worker.wait()

    def close(self) -> None:
        """Dismiss the workers; all jobs are given up. Waits a moment until no process is left."""
        with self._lock:
            self._closed = True
        self._waiting.clear()
        self._handles.clear()
        for worker in self._workers:
            worker.dismiss()
        for worker in self._workers:
            worker.wait()
        self._workers.clear()
        if self._starting is not None:
            self._starting.join()

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
