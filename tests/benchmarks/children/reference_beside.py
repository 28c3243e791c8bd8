"""The same with what the work needs beside it: nothing is read, parsed or stored, only imported."""

import msgspec  # noqa: F401
import tinydb  # noqa: F401
import typer
import yaml  # noqa: F401

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command()
def nothing() -> None:
    """Do nothing."""


if __name__ == "__main__":
    app()
