"""Which format a file's ending asks for. Several formats may share an ending; the first is what it means by itself.

An ending of a format that no view is written in stands here too, so that no file says it is what it is not.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from plantrack.errors import UsageError

ENDINGS = {
    ".txt": ("text",),
    ".md": ("markdown",),
    ".markdown": ("markdown",),
    ".html": ("html",),
    ".htm": ("html",),
    ".docx": ("docx",),
    ".xlsx": ("xlsx",),
    ".pdf": ("pdf",),
    ".json": ("json", "gitlab", "sarif"),
    ".sarif": ("sarif",),
    ".xml": ("junit",),
    ".svg": ("svg",),
    ".png": ("png",),
    **{f".{form}": (form,) for form in ("doc", "wps", "rtf", "odt", "xls", "et", "ods", "csv")},
}


def chosen(form: str | None, output: Path | None, formats: Sequence[str]) -> str:
    """Return the format given; without one that of the file's ending, and the first where the ending says nothing.

    Raises UsageError for an ending that means another format than the one given, or one that the command lacks.
    """
    meant = ENDINGS.get(output.suffix.lower()) if output else None
    if meant is None:
        return form or formats[0]
    if form is None and not set(meant) & set(formats):
        raise UsageError(
            "{file}: this command writes no {ending}; it writes: {formats}",
            file=output, ending=output.suffix if output else "", formats=", ".join(formats),
        )  # fmt: skip
    if form is not None and form not in meant:
        raise UsageError(
            "--format {form} contradicts the ending of {file}, which is for {meant}",
            form=form,
            file=output,
            meant=meant[0],
        )
    return form or next(one for one in meant if one in formats)
