"""The command that shows the guide: guide."""

from typing import Annotated

from typer import Argument

from plantrack.cli.completion import complete_topic
from plantrack.cli.context import Context
from plantrack.cli.options import paging

NO_PAGE = "the guide has no page {typed!r}; choose one"


@paging
def guide(
    context: Context,
    topic: Annotated[
        list[str] | None,
        Argument(metavar="[TOPIC…]", help="A page, or words to look for.", autocompletion=complete_topic),
    ] = None,
) -> None:
    """Read the guide. Without a topic it lists the pages in the order of reading.

    Example: plantrack guide start
    """
    from plantrack.cli.output import screen
    from plantrack.cli.terminal import pick
    from plantrack.guide import INDEX, page, passages, topics
    from plantrack.model.lookup import find_named

    language = context.language_for(None)
    known, words = tuple(topics().items()), tuple(word for words in topic or () for word in words.split())
    name = INDEX
    if topic:
        name = pick(lambda: find_named(known, " ".join(topic), NO_PAGE, passages(words, language)), language)
    text = page(name, language)
    if shown_on := screen():
        from plantrack.cli.guide_page import on_screen

        text = on_screen(text, *shown_on)
    context.output.show(text)
