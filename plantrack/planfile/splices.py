"""What differs between two readings of a plan, written into its text: splices at the marks of its nodes.

Everything else stays as it is, byte for byte: comments, order, empty lines, line ends, quotes. What is added is written
as its neighbours are: on one line between braces, or with a line for each key, at their indentation.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from msgspec import Struct, structs
from yaml import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from plantrack.model.plan import Plan, Task, Text
from plantrack.model.plan_fields import usual
from plantrack.planfile.scalars import LANGUAGES
from plantrack.planfile.writing import item_lines, one_line
from plantrack.quoting import quoted

ENDS = "\r\n\x85\u2028\u2029"
"""The characters that end a line of YAML."""
_END = re.compile(f"\r\n|[{ENDS}]")
_REST = re.compile(f"[^{ENDS}]*")
_EMPTY_LINE = re.compile(rf"(?:\r\n|[{ENDS}])[ \t]*[{ENDS}]")
_INDENT = 2
_LATE = ("sections", "baseline", "figures", "indicators", "tasks")
"""The keys of a plan that usually stand last, in their order."""


class Splice(NamedTuple):
    """A text that takes the place of what stands from one index to another."""

    start: int
    end: int
    text: str


def spliced(text: str, splices: Sequence[Splice]) -> str:
    """Return a text with splices in it; those at one place in their order."""
    parts, done = [], 0
    for splice in sorted(splices, key=lambda splice: splice[:2]):
        parts += [text[done : splice.start], splice.text]
        done = splice.end
    return "".join([*parts, text[done:]])


def line_end(text: str) -> str:
    """Return what ends the first line of a text."""
    found = _END.search(text)
    return found[0] if found else "\n"


class Editor:
    """Collects the splices that turn one reading of a text into another."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.splices: list[Splice] = []

    def change(self, node: Node, old: Any, new: Any) -> None:
        """Write into a node what `new` says and `old` did not."""
        if old is new or old == new:
            return
        match node, new:
            case MappingNode(), Struct() if type(old) is type(new):
                self._struct(node, old, new)
            case MappingNode(), dict():
                self._dict(node, old, new)
            case SequenceNode(value=[]), tuple():
                self._put(node, one_line(new))
            case SequenceNode(), tuple():
                self._sequence(node, old, new)
            case ScalarNode(), (one,):
                self._put(node, one_line(one))
            case ScalarNode(style="'" | '"'), str():
                self._put(node, quoted(new))
            case _:
                self._put(node, one_line(new))

    def _struct(self, node: MappingNode, old: Struct, new: Struct) -> None:
        places = {key.value: place for place, (key, _) in enumerate(node.value)}
        changed = {
            field.encode_name: (was, now, now == usual(field))
            for field in structs.fields(new)
            if (was := getattr(old, field.name)) != (now := getattr(new, field.name))
        }
        if isinstance(new, Text):
            changed = _spelled_out(changed, places, new)
        gone = {places[key] for key, (_, _, left_out) in changed.items() if left_out}
        if len(gone) == len(places):
            self._put(node, one_line(new))
            return
        for key, (was, now, left_out) in changed.items():
            if key not in places:
                self._add_pair(node, self._before(key, new, places, gone), key, now)
            elif not left_out:
                self._change_pair(node, places[key], was, now)
        self._remove(node, gone)

    def _before(self, key: str, value: Struct, places: Mapping[str, int], gone: Collection[int]) -> int:
        """Return the place of the pair behind which a key belongs by the order of the keys; else that of the last."""
        order = _order(value)
        kept = {name: place for name, place in places.items() if place not in gone}
        return max((kept[name] for name in order[: order.index(key)] if name in kept), default=max(kept.values()))

    def _change_pair(self, node: MappingNode, place: int, old: Any, new: Any) -> None:
        found = node.value[place][1]
        if old == () and _is_list(new) and not node.flow_style:  # a list as [] becomes one with a line for each entry
            self._splice(len(self._text[: found.start_mark.index].rstrip(" ")), found.end_mark.index, "")
            self._add_lines(found, node, _list_lines(new, node.start_mark.column))
        else:
            self.change(found, old, new)

    def _dict(self, node: MappingNode, old: Mapping[Any, Any], new: Mapping[Any, Any]) -> None:
        known = {str(name): name for name in old}
        for key, value in node.value:
            self.change(value, old[known[key.value]], new[known[key.value]])
        for name in (name for name in new if name not in old):
            self._add_pair(node, len(node.value) - 1, name, new[name])

    def _sequence(self, node: SequenceNode, old: tuple[Any, ...], new: tuple[Any, ...]) -> None:
        for one, was, now in zip(node.value, old, new, strict=False):
            self.change(one, was, now)
        self._remove(node, {*range(len(new), len(old))})
        for value in new[len(old) :]:
            if node.flow_style:
                self._add_between(node, one_line(value))
            else:
                self._add_item(node, value)

    # Putting in

    def _put(self, node: Node, words: str) -> None:
        """Let words stand in the place of a node."""
        end = self._content_end(node)
        self._splice(node.start_mark.index, end, words + self._line_end(end) * self._begins_line(end))

    def _add_pair(self, node: MappingNode, place: int, key: str, value: Any) -> None:
        """Add a key and its value behind the pair at a place."""
        words = f"{key}: {one_line(value)}"
        if node.flow_style:
            self._add_between(node, words)
            return
        column = node.start_mark.column
        lines = [f"{key}:", *_list_lines(value, column)] if _is_list(value) else [words]
        lines[0] = " " * column + lines[0]
        self._add_lines(node.value[place][1], node, lines)

    def _add_item(self, node: SequenceNode, value: Any) -> None:
        """Add an entry to a list, in the form of the last one."""
        last, dash = node.value[-1], node.start_mark.column
        gap = max(last.start_mark.column - dash - 1, 1)
        lines = item_lines(value, dash, gap, grouped=isinstance(last, MappingNode) and not last.flow_style)
        apart = len(node.value) > 1 and _EMPTY_LINE.search(
            self._text, self._content_end(node.value[-2]), last.start_mark.index
        )
        self._add_lines(last, node, ["", *lines] if apart else lines)

    def _add_lines(self, after: Node, among: CollectionNode, lines: Sequence[str]) -> None:
        """Add lines behind an entry of a collection, and behind the comments below it that are indented deeper."""
        end = self._content_end(after)
        if self._begins_line(end):
            self._splice(end, end, "".join(line + self._line_end(end) for line in lines))
            return
        comments = rf"[^{ENDS}]*(?:(?:\r\n|[{ENDS}]) {{{among.start_mark.column + 1},}}#[^{ENDS}]*)*"
        place = _matched(re.compile(comments), self._text, end)
        self._splice(place, place, "".join(self._line_end(place) + line for line in lines))

    def _add_between(self, node: CollectionNode, words: str) -> None:
        """Add words behind the last entry between brackets or braces; on a line of their own if it ends its line."""
        close = node.end_mark.index - 1
        if not node.value:
            self._splice(close, close, words)
            return
        last = _ends(node)[-1].end_mark.index
        comma = "," if "," in re.sub(f"#[^{ENDS}]*", "", self._text[last:close]) else ""
        if _END.search(self._text, last, close):
            if not comma:
                self._splice(last, last, ",")
            place, indent = _matched(_REST, self._text, last), " " * _starts(node)[-1].start_mark.column
            self._splice(place, place, self._line_end(place) + indent + words + comma)
        else:
            self._splice(last, last, f", {words}")

    # Taking out

    def _remove(self, node: CollectionNode, places: Collection[int]) -> None:
        """Remove entries of a collection; of a block, their lines, but for the dash that a key stands behind."""
        starts = [start.start_mark.index for start in _starts(node)]
        kept = max((place for place in range(len(starts)) if place not in places), default=-1)
        for place in sorted(places):
            last = _ends(node)[place]
            if not node.flow_style and not self._behind_dash(node, starts[place]):
                self._remove_lines(starts[place], last)
            elif place < kept:
                self._splice(starts[place], starts[place + 1], "")
            else:
                begin = _ends(node)[place - 1].end_mark.index if place else starts[0]
                self._splice(begin, last.end_mark.index, "")

    def _remove_lines(self, start: int, last: Node) -> None:
        end = self._content_end(last)
        end = end if self._begins_line(end) else _matched(_REST, self._text, end)
        self._splice(self._line_start(start), _matched(_END, self._text, end), "")

    def _behind_dash(self, node: CollectionNode, start: int) -> bool:
        """Tell whether a key stands behind the dash of the entry that it is in."""
        return isinstance(node, MappingNode) and bool(self._text[self._line_start(start) : start].strip())

    # Places

    def _splice(self, start: int, end: int, text: str) -> None:
        self.splices.append(Splice(start, end, text))

    def _content_end(self, node: Node) -> int:
        """Return where the last word of a node ends; the mark of a block lies behind the comments that follow it."""
        while isinstance(node, CollectionNode) and not node.flow_style:
            node = _ends(node)[-1]
        return int(node.end_mark.index)

    def _line_start(self, place: int) -> int:
        return max(self._text.rfind(end, 0, place) for end in ENDS) + 1

    def _begins_line(self, place: int) -> bool:
        """Tell whether a line begins at a place, as behind a text of several lines."""
        return place > 0 and self._text[place - 1] in ENDS

    def _line_end(self, place: int) -> str:
        """Return what ends the line of a place; else what ends the first line."""
        found = _END.match(self._text, place)
        return found[0] if found else line_end(self._text)


def _order(value: Struct) -> list[str]:
    """Return the keys of a group in their order."""
    keys = [field.encode_name for field in structs.fields(value)]
    return [*(key for key in keys if key not in _LATE), *_LATE] if isinstance(value, Plan) else keys


def _spelled_out(changed: dict[str, Any], places: Collection[str], new: Text) -> dict[str, Any]:
    """Return changes without the language that the other one stands for, or with it where the two now differ."""
    for language in LANGUAGES:
        if language not in places and new.zh == new.en:
            changed.pop(language, None)
        elif language not in places:
            changed[language] = ("", getattr(new, language), False)
    return changed


def _is_list(value: Any) -> bool:
    """Tell whether a value is a list of groups of keys."""
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], Struct)


def _list_lines(values: Sequence[Any], column: int) -> list[str]:
    """Return the lines of a new list below a key at a column: a task has a line for each key."""
    return [line for one in values for line in item_lines(one, column + _INDENT, grouped=isinstance(one, Task))]


def _starts(node: CollectionNode) -> list[Node]:
    return [key for key, _ in node.value] if isinstance(node, MappingNode) else node.value


def _ends(node: CollectionNode) -> list[Node]:
    return [value for _, value in node.value] if isinstance(node, MappingNode) else node.value


def _matched(pattern: re.Pattern[str], text: str, place: int) -> int:
    """Return where what a pattern fits at a place ends; the place itself where it fits nothing."""
    found = pattern.match(text, place)
    return found.end() if found else place
