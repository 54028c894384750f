"""What the reading process takes from itself before it looks at a document: time, memory, files, and its life.

The operating system enforces what it can (Linux: processor time and address space; macOS: processor time). A watching
thread sees to the rest on every system, and ends the process when the one that started it is gone.
"""

import os
import sys
from collections.abc import Callable
from threading import Event, Thread

from pipeline.limits import MIB, Limits

OUT_OF_MEMORY, OUT_OF_TIME, ORPHANED = 81, 82, 83
"""Exit codes of the reading process that the watching thread ends."""
_BETWEEN_LOOKS = 0.05
"""Seconds."""
_ADDRESSES = 256 * MIB
"""Address space that is claimed but never filled (stacks of threads, reserves of PDFium), beside the memory in use."""


def restrict(limits: Limits, parent: int, files: int = 0, clear_up: Callable[[], None] = lambda: None) -> None:
    """Bind this process to `limits`, and to the life of its `parent` process, from now on; cannot be undone.

    A file that it writes may have as many bytes as `files` says. `clear_up` is called before it is ended from here.
    """
    _ask_the_system(limits, files)
    Thread(target=_watch, args=(limits, _memory_meter(), parent, clear_up), daemon=True).start()


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    class _Counters(ctypes.Structure):
        """PROCESS_MEMORY_COUNTERS of psapi.h."""

        _fields_ = (
            ("cb", wintypes.DWORD),
            ("PageFaultCount", wintypes.DWORD),
            ("PeakWorkingSetSize", ctypes.c_size_t),
            ("WorkingSetSize", ctypes.c_size_t),
            ("QuotaPeakPagedPoolUsage", ctypes.c_size_t),
            ("QuotaPagedPoolUsage", ctypes.c_size_t),
            ("QuotaPeakNonPagedPoolUsage", ctypes.c_size_t),
            ("QuotaNonPagedPoolUsage", ctypes.c_size_t),
            ("PagefileUsage", ctypes.c_size_t),
            ("PeakPagefileUsage", ctypes.c_size_t),
        )

    def _ask_the_system(limits: Limits, files: int = 0) -> None:
        """Nothing to ask for: there are no limits a process could set for itself."""

    def _memory_meter() -> Callable[[], int]:
        kernel = ctypes.WinDLL("kernel32")
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        kernel.K32GetProcessMemoryInfo.argtypes = (wintypes.HANDLE, ctypes.POINTER(_Counters), wintypes.DWORD)

        def used() -> int:
            counters = _Counters(cb=ctypes.sizeof(_Counters))
            kernel.K32GetProcessMemoryInfo(kernel.GetCurrentProcess(), counters, counters.cb)
            return int(counters.PagefileUsage)

        return used

else:
    import resource

    def _ask_the_system(limits: Limits, files: int = 0) -> None:
        bounds = {
            resource.RLIMIT_CPU: limits.busy_seconds + 1,  # the thread is a little earlier and says why
            resource.RLIMIT_FSIZE: files,
            resource.RLIMIT_CORE: 0,
        }
        if sys.platform == "linux":
            bounds[resource.RLIMIT_AS] = limits.memory * MIB + _ADDRESSES
        for kind, bound in bounds.items():
            _, hardest = resource.getrlimit(kind)
            least = bound if hardest == resource.RLIM_INFINITY else min(bound, hardest)
            resource.setrlimit(kind, (least, least))

    def _memory_meter() -> Callable[[], int]:
        if sys.platform != "linux":
            return lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # macOS counts bytes
        page = resource.getpagesize()
        # What Linux gives as the peak still holds the peak of the process that started this one.
        status = os.open("/proc/self/statm", os.O_RDONLY)
        return lambda: int(os.pread(status, 100, 0).split()[1]) * page


def _watch(limits: Limits, memory: Callable[[], int], parent: int, clear_up: Callable[[], None] = lambda: None) -> None:
    pause = Event()
    while not pause.wait(_BETWEEN_LOOKS):
        if code := _overstepped(limits, memory(), parent):
            clear_up()
            os._exit(code)


def _overstepped(limits: Limits, memory: int, parent: int) -> int:
    """The exit code for the bound that was overstepped, 0 if none was."""
    if memory > limits.memory * MIB:
        return OUT_OF_MEMORY
    spent = os.times()
    if spent.user + spent.system > limits.busy_seconds:
        return OUT_OF_TIME
    return ORPHANED if os.getppid() != parent else 0
