"""A catalogue set with LuaLaTeX and longtable: hyphenated and justified, ligatures, rules of every kind."""

import os
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from makers.content import Catalogue, Chapter

_ESCAPES = {"&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_", "\u00a0": "~", "$": r"\$"}


@dataclass(frozen=True)
class Look:
    """How LaTeX sets the document; widths in cm without column separation, type size 10, 11 or 12 points."""

    widths: Sequence[float]
    rules: Literal["grid", "booktabs", "none"] = "grid"
    size: int = 10
    font: str = "Carlito"
    portrait: bool = False
    ragged: bool = False
    repeat_header: bool = True
    goals: bool = True
    foot: str = ""


def latex_pdf(catalogue: Catalogue, look: Look) -> bytes:
    """Set the catalogue; needs `lualatex` (Debian: texlive-luatex, texlive-latex-extra, texlive-lang-german)."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "katalog.tex").write_text(_document(catalogue, look), "utf-8")
        for _ in range(3):  # longtable settles its column widths
            subprocess.run(
                ["lualatex", "-interaction=nonstopmode", "-halt-on-error", "katalog.tex"], cwd=folder, check=True,
                capture_output=True, env={**os.environ, "SOURCE_DATE_EPOCH": "0", "FORCE_SOURCE_DATE": "1"},
            )  # fmt: skip
        return Path(folder, "katalog.pdf").read_bytes()


def _document(catalogue: Catalogue, look: Look) -> str:
    orientation = "" if look.portrait else "landscape,"
    body = "\n".join(_chapter(catalogue, chapter, look) for chapter in catalogue.chapters)
    remarks = "\n\n".join(map(_text, catalogue.remarks))
    return rf"""\documentclass[{look.size}pt]{{article}}
\usepackage[a4paper,{orientation}margin=2cm]{{geometry}}
\usepackage[ngerman]{{babel}}
\usepackage{{fontspec,longtable,booktabs,array,fancyhdr}}
\setmainfont{{{look.font}}}
\newfontfamily\symbols{{DejaVu Sans}}
\pagestyle{{fancy}}\fancyhf{{}}\renewcommand\headrulewidth{{0pt}}
\fancyfoot[L]{{{_text(look.foot)}}}\fancyfoot[R]{{\thepage}}
\setlength\parindent{{0pt}}\setlength\LTleft{{0pt}}\setlength\tabcolsep{{4pt}}
\begin{{document}}
{{\Large\bfseries {_text(catalogue.title)}\par}}\bigskip
{body}
\bigskip

{remarks}
\end{{document}}
"""


def _chapter(catalogue: Catalogue, chapter: Chapter, look: Look) -> str:
    heading = rf"\medskip{{\large\bfseries {_text(chapter.heading)}\par}}\nopagebreak"
    visions = "".join(rf"{_text(vision)}\par\nopagebreak " for vision in chapter.visions)
    label = r"\textbf{Vision:}\par\nopagebreak " if visions else ""
    further = [rf"\textbf{{Weitere Maßnahmen:}}\par {_text('+ ' + text)}\par" for text in chapter.further[:1]]
    further += [rf"{_text('+ ' + text)}\par" for text in chapter.further[1:]]
    return "\n".join((heading, label + visions, _table(catalogue, chapter, look), *further))


def _table(catalogue: Catalogue, chapter: Chapter, look: Look) -> str:
    bar = "|" if look.rules == "grid" else ""
    shape = r">{\raggedright\arraybackslash}" if look.ragged else ""
    columns = bar + bar.join(f"{shape}p{{{width}cm}}" for width in look.widths) + bar
    top, middle, bottom = {
        "grid": (r"\hline", r"\hline", r"\hline"),
        "booktabs": (r"\toprule", r"\midrule", r"\bottomrule"),
        "none": ("", "", ""),
    }[look.rules]
    titles = catalogue.titles if look.goals else catalogue.titles[1:]
    header = " & ".join(rf"\textbf{{{_text(title)}}}" for title in titles)
    lines = [rf"\begin{{longtable}}{{{columns}}}", top, rf"{header} \\ {middle}"]
    lines.append(r"\endhead" if look.repeat_header else "")
    if bottom and look.repeat_header:
        lines.append(rf"{bottom} \endfoot")
    rows = list(chapter.rows)
    for index, (place, goal, entry) in enumerate(rows):
        goal_cell = [_cell(goal.lines if place == 0 else ())] if look.goals else []
        same_goal = look.goals and index + 1 < len(rows) and rows[index + 1][0] > 0
        lines.append(" & ".join((*goal_cell, *map(_cell, entry.cells))) + r" \\ " + _rule(look, len(titles), same_goal))
    lines.append(r"\end{longtable}")
    return "\n".join(line for line in lines if line)


def _rule(look: Look, columns: int, same_goal: bool) -> str:
    if look.rules == "none":
        return "[4pt]"
    if look.rules == "booktabs":
        return rf"\cmidrule{{2-{columns}}}" if same_goal else r"\midrule"
    return rf"\cline{{2-{columns}}}" if same_goal else r"\hline"


def _cell(lines: Sequence[str]) -> str:
    return r"\par ".join(map(_text, lines))


def _text(text: str) -> str:
    text = "".join(_ESCAPES.get(character, character) for character in text)
    return text.replace("→", r"{\symbols →}")
