"""`make audit`: are holes known in the versions that requirements.lock pins?

    python tests/audit.py [LOCK]

Asks the package index through pip-audit, which passes over what the index knows nothing about and calls the rest
clean. Here nothing counts as checked that was not: exit code 0 only if every package was, 1 if holes are known, 2 if
(some) packages could not be checked.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

LOCK = Path(__file__).parent.parent / "requirements.lock"
AUDITOR = "pip-audit>=2.10"
HOLES, UNCHECKED = 1, 2

Json = dict[str, Any]


def main(lock: Path) -> int:
    """Audit a lock file and print what came out."""
    done = subprocess.run(
        [
            sys.executable, "-m", "uv", "tool", "run", "--quiet", "--from", AUDITOR, "pip-audit",
            "--requirement", str(lock), "--disable-pip", "--no-deps", "--format", "json", "--progress-spinner", "off",
        ],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    try:
        packages = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        print("NICHT GEPRÜFT: pip-audit ließ sich nicht ausführen:", done.stderr.strip()[-500:])
        return UNCHECKED
    lines, code = verdict(packages)
    print(*lines, sep="\n")
    return code


def verdict(packages: list[Json]) -> tuple[list[str], int]:
    """What to print and the exit code for what pip-audit lists (name, version and vulns, or why it was skipped)."""
    skipped = [package["name"] for package in packages if "skip_reason" in package]
    holes = [
        f"LÜCKE {package['name']} {package['version']}: {hole['id']}, behoben in {', '.join(hole['fix_versions'])}"
        for package in packages
        for hole in package.get("vulns", ())
    ]
    checked = len(packages) - len(skipped)
    lines = [*holes, f"{checked} von {len(packages)} Paketen geprüft, {len(holes)} bekannte Lücken."]
    if skipped or not packages:
        lines.append(
            f"NICHT GEPRÜFT: {len(skipped)} Pakete, zu denen dieser Paketindex nichts über Lücken weiß "
            f"({', '.join(skipped[:5])}{' …' if skipped[5:] else ''}): an einem Rechner mit pypi.org wiederholen."
        )
    return lines, HOLES if holes else UNCHECKED if skipped or not packages else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if sys.argv[1:] else LOCK))
