"""What a confined process asks of each operating system; that it is then bound by it: `test_confine.py`."""

import sys
from types import SimpleNamespace

import pytest

from pipeline.confine import restrict
from pipeline.limits import MIB, Limits

resource = pytest.importorskip("resource")
LIMITS = Limits(busy_seconds=12, memory=768)


@pytest.mark.parametrize(("platform", "bounds_addresses"), [("linux", True), ("darwin", False)])
def test_system_is_asked_for_what_it_enforces(
    platform: str, bounds_addresses: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: dict[int, int] = {}
    monkeypatch.setattr(restrict, "sys", SimpleNamespace(platform=platform))
    monkeypatch.setattr(resource, "getrlimit", lambda _: (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    monkeypatch.setattr(resource, "setrlimit", lambda kind, bounds: asked.update({kind: bounds[0]}))
    restrict._ask_the_system(LIMITS)
    assert (asked[resource.RLIMIT_CPU], asked[resource.RLIMIT_FSIZE], asked[resource.RLIMIT_CORE]) == (13, 0, 0)
    assert (resource.RLIMIT_AS in asked) == bounds_addresses


def test_harder_bound_of_the_machine_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[int, int] = {}
    monkeypatch.setattr(resource, "getrlimit", lambda _: (5, 5))
    monkeypatch.setattr(resource, "setrlimit", lambda kind, bounds: asked.update({kind: bounds[0]}))
    restrict._ask_the_system(LIMITS)
    assert set(asked.values()) <= {0, 5}


@pytest.mark.skipif(sys.platform == "win32", reason="counts otherwise")
@pytest.mark.parametrize("platform", ["linux", "darwin"])
def test_memory_in_use_is_measured_in_bytes(platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if platform == "darwin" and sys.platform != "darwin":  # macOS counts bytes where Linux counts KiB
        used = SimpleNamespace(ru_maxrss=300 * MIB)
        monkeypatch.setattr(resource, "getrusage", lambda _: used)
    if platform == "linux" and sys.platform != "linux":
        pytest.skip("reads /proc")
    monkeypatch.setattr(restrict, "sys", SimpleNamespace(platform=platform))
    assert 10 * MIB < restrict._memory_meter()() < 4096 * MIB


@pytest.mark.parametrize(
    ("memory", "busy", "parent", "code"),
    [(769 * MIB, 0, 1, restrict.OUT_OF_MEMORY), (0, 13, 1, restrict.OUT_OF_TIME), (0, 0, 2, restrict.ORPHANED)],
)
def test_watch_ends_the_process_wherever_the_system_does_not(
    memory: int, busy: float, parent: int, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def end(code: int) -> None:
        raise SystemExit(code)

    monkeypatch.setattr("pipeline.confine.restrict.os.times", lambda: SimpleNamespace(user=busy, system=0.0))
    monkeypatch.setattr("pipeline.confine.restrict.os.getppid", lambda: 1)
    monkeypatch.setattr("pipeline.confine.restrict.os._exit", end)
    with pytest.raises(SystemExit) as ended:
        restrict._watch(LIMITS, lambda: memory, parent)
    assert ended.value.code == code
