"""The format that the ending of a file asks for. An ending may serve several formats; the first is its default.

Endings of formats that no view is written in are listed too, so that no file is given a false name.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from plantrack.errors import UsageError

FORMATS_OF_ENDING = {
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


def output_format(form: str | None, output: Path | None, formats: Sequence[str]) -> str:
    """Return the format given, else that of the file's ending, else the first of the command's formats.

    Raises UsageError for an ending that contradicts the format given, or of a format that the command lacks.
    """
    meant = FORMATS_OF_ENDING.get(output.suffix.lower()) if output else None
    if meant is None:
        return form or formats[0]
    if form is None and not set(meant) & set(formats):
        raise UsageError(
            "{file}: this command cannot write {ending}; it writes: {formats}",
            file=output, ending=output.suffix if output else "", formats=", ".join(formats),
        )  # fmt: skip
    if form is not None and form not in meant:
        raise UsageError(
            "--format {form} contradicts the ending of {file}, which is for {meant}",
            form=form, file=output, meant=meant[0],
        )  # fmt: skip
    return form or next(one for one in meant if one in formats)
