"""The programs that set HTML: Chromium (Skia/PDF), WeasyPrint and wkhtmltopdf (QtWebKit); styles in `styles/`."""

import os
import subprocess
import tempfile
from pathlib import Path

# mypy: disable-error-code="import-not-found, import-untyped"

STYLES = Path(__file__).parent / "styles"


def style(name: str) -> str:
    """The style sheet of a layout, behind the one that all share."""
    return (STYLES / "base.css").read_text("utf-8") + (STYLES / f"{name}.css").read_text("utf-8")


def chromium_pdf(html: str) -> bytes:
    """Print as a browser does; needs `chromium` on the path. Page size and margins come from the style sheet."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "katalog.html"), Path(folder, "katalog.pdf")
        source.write_text(html, "utf-8")
        subprocess.run(
            ["chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
             f"--user-data-dir={folder}/profile", "--no-pdf-header-footer", f"--print-to-pdf={target}",
             source.as_uri()],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        return target.read_bytes()


def weasyprint_pdf(html: str) -> bytes:
    """Set with WeasyPrint (`pip install weasyprint`)."""
    from weasyprint import HTML  # noqa: PLC0415

    return bytes(HTML(string=html).write_pdf())


def qt_pdf(html: str) -> bytes:
    """Print with wkhtmltopdf (QtWebKit), as many content management systems do."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "katalog.html"), Path(folder, "katalog.pdf")
        source.write_text(html, "utf-8")
        subprocess.run(
            ["wkhtmltopdf", "--quiet", "--page-size", "A4", "--orientation", "Landscape", str(source), str(target)],
            check=True, capture_output=True, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )  # fmt: skip
        return target.read_bytes()
