"""A published plan of any length, made from a seed: the same numbers give the same text.

Half of it is a summary full of figures, half a plan whose items have actions, owners and deadlines. It looks like the
real ones and says nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

SEED = 2025
NUMERALS = "一二三四五六七八九十"
PARTS = 20
DONE = [
    "建成{thing}{n}个",
    "全年完成投资{n}.6亿元、增长{p}.5%",
    "{thing}总量突破{n}万家",
    "{thing}占比由{p}%提高到{q}%",
    "举办{thing}活动{n}场",
]
TO_DO = [
    "制定{thing}管理办法",
    "新建{thing}{n}个",
    "持续推进{thing}建设",
    "{m}月底前完成{thing}改造",
    "加强{thing}日常监管",
]
THINGS = ["重点实验室", "城市书房", "社区食堂", "高标准农田", "产业园区", "农贸市场", "充电设施", "口袋公园"]
UNITS = ["市科技局", "市教育局", "市财政局", "市商务局", "市水利局", "市民政局"]


def text(characters: int, seed: int = SEED) -> str:
    """Return a document of at least so many characters, with as many sections as items."""
    rng = Random(seed)  # noqa: S311 - the same document every time is the point
    share = characters // (2 * PARTS)
    lines = ["滨海市2024年工作总结和2025年工作计划", "来源：滨海市人民政府　发布时间：2025-01-20", "一、2024年工作总结"]
    lines += _parts(lambda: _sentence(DONE, rng), share)
    lines.append("二、2025年工作计划")
    lines += _parts(lambda: _sentence(TO_DO, rng) + _owners(rng), share)
    return "\n".join(lines) + "\n"


def _parts(sentence: Callable[[], str], share: int) -> Iterator[str]:
    for number in range(1, PARTS + 1):
        part = f"（{_numeral(number)}）推动第{_numeral(number)}方面工作提质增效。"
        while len(part) < share:
            part += sentence()
        yield part


def _numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if not tens else "十" if tens == 1 else NUMERALS[tens - 1] + "十") + (NUMERALS[ones - 1] if ones else "")


def _sentence(forms: list[str], rng: Random) -> str:
    said = (
        form.format(
            thing=rng.choice(THINGS),
            n=rng.randint(2, 900),
            p=rng.randint(2, 40),
            q=rng.randint(41, 90),
            m=rng.randint(2, 12),
        )
        for form in rng.sample(forms, 3)
    )
    return "，".join(said) + "。"


def _owners(rng: Random) -> str:
    lead, *others = rng.sample(UNITS, 3)
    return f"（{lead}牵头，{'、'.join(others)}配合）"
