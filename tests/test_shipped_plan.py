"""Facts about the plan that is shipped: the 2024 plan of Shenzhen's bureau, item by item and figure by figure.

They were read in the document a second time and are written out here, so that no edit of the plan changes them unseen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from plantrack.model.basis import Attribution
from plantrack.model.plan import Figure, Plan, Task, TaskKind
from plantrack.planfile import PlanFile, read_plan

FOLDER = Path(__file__).parents[1] / "plans" / "shenzhen-sti-2024"

ITEMS = {
    "1": "坚持和加强党对科技工作的全面领导",
    "2": "加强科技创新工作整体推进",
    "3": "重构科技研发资金配置体系",
    "4": "有组织推进基础研究",
    "5": "积极培育未来产业",
    "6": "强化企业科技创新主体地位",
    "7": "推动创新平台高质量发展",
    "8": "打造高能级战略科技力量",
    "9": "深化科技创新交流合作",
    "10": "实施更加积极更加开放更加有效的人才政策",
}
DELIVERABLES = [
    (1, "探索成立科技行业党委"),
    (2, "立项基础研究重点项目和技术攻关项目"),
    (3, "成立深圳市自然科学基金委员会"),
    (4, "制定2024年度工作任务"),
    (6, "办好第26届高交会"),
    (7, "高规格办好西丽湖论坛"),
    (9, "推动出台《河套深港科技创新合作区深圳园区科技创新规划》"),
    (9, "建立联席会议制度"),
    (10, "全年培育青年科技人才200人以上"),
    (10, "将外籍“高精尖缺”人才纳入我市人才服务保障体系"),
]
DIRECTIONS = [
    (1, "发挥“大科创”的组织和统筹协调作用"),
    (1, "强化市区联动、部门协同"),
    (1, "统筹不同科研机构力量"),
    (3, "推动科技资源更加聚焦重点任务、重大平台和重大项目"),
    (3, "强化市区联动"),
    (3, "强化对企业需求的支持"),
    (5, "前瞻布局未来产业"),
]
ONGOING = {1: 1, 2: 4, 3: 3, 4: 4, 5: 4, 6: 5, 7: 4, 8: 4, 9: 3, 10: 2}
"""How many ongoing tasks stand under each item."""

FIGURES_OF_2023 = [
    # value, unit, qualifier, kind, section of the summary (0 is the preamble)
    (25, "届", None, "edition", 0),  # 高交会
    (24_700, "家", "超", "measure", 0),  # 全市高新技术企业
    (20, "年", "连续", "streak", 0),  # PCT国际专利申请量居全国城市首位
    (1, "位", None, "rank", 0),  # PCT国际专利申请量居全国城市
    (4, "年", "连续", "streak", 0),  # 深-港-穗科技创新集群排名全球第二
    (2, "位", None, "rank", 0),  # 深-港-穗科技创新集群全球排名
    (47, "次", None, "measure", 1),  # 班子带队赴挂点社区调研服务
    (13, "个", None, "measure", 4),  # 落地全国重点实验室
    (34, "个", None, "measure", 5),  # 承接国家重大科技项目
    (37, "个", None, "measure", 5),  # 市级科技重大专项
    (200, "个", "超过", "measure", 5),  # 资助技术攻关项目
    (23_000, "家", None, "measure", 6),  # 全年入库科技型中小企业
    (1_000, "家", "以上", "measure", 6),  # 国家高新技术企业数量新增
    (24_700, "家", "超", "measure", 6),  # 国家高新技术企业数量
    (31, "家", None, "measure", 6),  # 累计支持建设概念验证中心
    (38, "家", None, "measure", 6),  # 累计支持建设中小试基地
    (17_256, "项", None, "measure", 6),  # 深圳技术合同成交数(1—12月)
    (158_025_000_000, "元", None, "measure", 6),  # 技术合同成交额(1—12月)
    (146_172_000_000, "元", None, "measure", 6),  # 技术交易额(1—12月)
    (2_000_000_000, "元", None, "measure", 6),  # 科技创新种子基金规模
    (1_007_200_000_000, "元", None, "measure", 7),  # 深圳高新区GDP
    (7.5, "%", None, "growth", 7),  # 深圳高新区GDP同比增长
    (1_791_600_000_000, "元", None, "measure", 7),  # 深圳高新区工业总产值
    (8.5, "%", None, "growth", 7),  # 深圳高新区工业总产值同比增长
    (2_614_900_000_000, "元", None, "measure", 7),  # 深圳高新区营业收入
    (6.2, "%", None, "growth", 7),  # 深圳高新区营业收入同比增长
    (251_300_000_000, "元", None, "measure", 7),  # 深圳高新区净利润
    (23, "%", None, "growth", 7),  # 深圳高新区净利润同比增长
    (25, "届", None, "edition", 8),  # 高交会
    (500_000, "㎡", None, "measure", 8),  # 高交会展会面积
    (105, "个", None, "measure", 8),  # 高交会参与国家和地区
    (4_295, "家", None, "measure", 8),  # 高交会展商
    (129, "个", None, "measure", 8),  # 高交会团组
    (7_394, "个", None, "measure", 8),  # 高交会参展高新技术项目
    (4, "次", None, "measure", 8),  # 央视新闻联播播出
    (21, "位", None, "measure", 8),  # 西丽湖论坛两院院士
    (16, "位", None, "measure", 8),  # 西丽湖论坛国外院士
    (564, "家", None, "measure", 8),  # 西丽湖论坛吸引企业
    (7, "个", "等", "measure", 8),  # 西丽湖论坛亮相重大科技成果
    (70, "家", None, "measure", 8),  # 企业创新发展大会吸引央企
    (9, "项", None, "measure", 8),  # 企业创新发展大会发布央国企重大科技成果
    (17, "个", None, "measure", 8),  # 企业创新发展大会央地合作项目签约
    (5, "家", "等", "measure", 8),  # 企业创新发展大会吸引研究院落地
    (30_000, "平方米", None, "measure", 8),  # 中国材料大会展览面积
    (50, "位", "余", "measure", 8),  # 中国材料大会国内外院士
    (1_500, "位", "余", "measure", 8),  # 中国材料大会国家杰出人才
    (19_000, "名", None, "measure", 8),  # 中国材料大会材料科技工作者
    (2_000, "家", "近", "measure", 8),  # 中国材料大会参会参展企业
    (7, "国", "等", "measure", 9),  # 组团出访国家
    (21, "届", None, "edition", 10),  # 中国国际人才交流大会
    (28, "个", None, "measure", 10),  # 人才交流大会参展国家和地区
    (2_684, "家", None, "measure", 10),  # 人才交流大会设展参会专业机构和组织
]
FIGURES_OF_2024 = [
    # value, unit, qualifier, kind, item
    (30, "%", None, "parameter", 3),  # 市科技研发资金中用于基础研究的比例
    (2_000_000_000, "元", None, "parameter", 6),  # 市科技创新种子基金规模
    (26, "届", None, "edition", 6),  # 高交会
    (200, "人", "以上", "target", 10),  # 全年培育青年科技人才
]


@pytest.fixture(scope="module")
def file() -> PlanFile:
    """Return the plan file that is shipped."""
    return read_plan(FOLDER)


@pytest.fixture(scope="module")
def plan(file: PlanFile) -> Plan:
    """Return the plan that is shipped."""
    return file.plan


def of_kind(plan: Plan, kind: TaskKind) -> list[Task]:
    """Return the tasks of a kind, in order."""
    return [task for task in plan.leaves() if task.kind is kind]


def item(task: Task) -> int:
    """Return the number of the item that a task belongs to."""
    return int(task.ref.partition(".")[0])


def test_no_problems(file: PlanFile) -> None:
    """It is a sound plan."""
    assert file.problems == ()


def test_head(plan: Plan) -> None:
    """It is the bureau's plan for the year 2024, published in September of that year, reported on monthly."""
    assert (plan.id, plan.issuer, plan.language, plan.timezone) == ("shenzhen-sti-2024", "stic", "zh", "Asia/Shanghai")
    assert (plan.period.first, plan.period.last) == (date(2024, 1, 1), date(2024, 12, 31))
    assert plan.report_every == "month"
    assert plan.document is not None
    assert plan.document.published == date(2024, 9, 18)


def test_items(plan: Plan) -> None:
    """Its ten items are the document's, in its order; nothing nests deeper than their tasks."""
    assert {task.ref: task.title.zh for task in plan.tasks} == ITEMS
    assert [task.ref for task in plan.tasks] == list(ITEMS)
    assert len([child for task in plan.tasks for child in task.tasks]) == 44
    assert len(list(plan.walk())) == 54


def test_deliverables(plan: Plan) -> None:
    """Ten tasks can be ticked off."""
    assert [(item(task), task.title.zh) for task in of_kind(plan, TaskKind.DELIVERABLE)] == DELIVERABLES


def test_ongoing(plan: Plan) -> None:
    """Thirty-four run through the year; the document gives them no end."""
    ongoing = of_kind(plan, TaskKind.ONGOING)
    assert Counter(map(item, ongoing)) == ONGOING
    assert len(ongoing) == 34
    assert [task.ref for task in ongoing if task.due] == []


def test_directions(plan: Plan) -> None:
    """Seven clauses are directions, with nothing to tick off; they stand at their items."""
    assert [(item(task), words.zh) for task in plan.walk() for words in task.directions] == DIRECTIONS


def test_references(plan: Plan) -> None:
    """Each reference is its task's place: the number of the item, then the number within it."""
    for task in plan.tasks:
        assert [child.ref for child in task.tasks] == [f"{task.ref}.{n + 1}" for n in range(len(task.tasks))]
    for task in plan.leaves():
        assert [stone.ref for stone in task.milestones] == [f"{task.ref}.{n + 1}" for n in range(len(task.milestones))]


def test_places(plan: Plan) -> None:
    """Each task says where it stands in the document: in the part of its item, in the order of sentences."""
    for task in plan.tasks:
        sentences = [child.place.sentence or 0 for child in task.tasks if child.place]
        assert [child.place.section for child in task.tasks if child.place] == [item(task)] * len(task.tasks)
        assert sentences == sorted(sentences)
        assert min(sentences) >= 1


def facts(figures: Iterable[Figure]) -> list[tuple[float, str, str | None, str, int]]:
    """Return what the document says with each figure."""
    return [(f.value, f.unit, f.qualifier, f.kind.value, f.section) for f in figures]


def test_baseline(plan: Plan) -> None:
    """The 52 figures of 2023 are the document's, in its order."""
    assert plan.baseline is not None
    assert plan.baseline.year == 2023
    assert len(plan.baseline.figures) == 52
    assert facts(plan.baseline.figures) == FIGURES_OF_2023


def test_own_figures(plan: Plan) -> None:
    """The plan states four numbers of its own."""
    assert facts(plan.figures) == FIGURES_OF_2024
    assert {figure.period for figure in plan.figures} == {"2024"}


def test_target(plan: Plan) -> None:
    """One of them is something to reach."""
    ((indicator, target),) = [(i, i.target) for i in plan.indicators if i.target]
    assert (indicator.id, indicator.tasks) == ("young-professionals", ("10.3",))
    assert (target.value, target.unit, target.qualifier, target.basis) == (200, "人", "以上", "document")


def test_every_figure_is_followed_at_most_once(plan: Plan) -> None:
    """No two indicators continue the same figure, or last year's number would be compared twice."""
    assert max(Counter(name for i in plan.indicators for name in i.baseline).values()) == 1


def test_owners(plan: Plan) -> None:
    """The document names no owner: the issuer leads every item, and that is said to be assumed."""
    assert {(task.lead, task.basis.lead) for task in plan.tasks} == {(("stic",), "assumed")}
    assert {(task.lead, task.basis.lead) for task in plan.leaves()} == {((), None)}


def test_support(plan: Plan) -> None:
    """Bodies that a clause names support its task, and the document says so."""
    assert {task.basis.support for task in plan.walk() if task.support} == {"document"}
    assert {unit for task in plan.walk() for unit in task.support} == set(plan.units) - {"stic"}


def test_every_basis(plan: Plan) -> None:
    """Whatever is stated says where it comes from, and a basis never stands where nothing is stated."""
    for task in plan.walk():
        assert bool(task.lead) == bool(task.basis.lead), task.ref
        assert bool(task.support) == bool(task.basis.support), task.ref
        assert bool(task.due) == bool(task.basis.due), task.ref


def test_dates_of_the_document(plan: Plan) -> None:
    """The document gives one time, of one task: the whole year. The fair's days were published; the rest is assumed."""
    due = {task.ref: task.basis.due for task in of_kind(plan, TaskKind.DELIVERABLE)}
    assert [ref for ref, basis in due.items() if basis == "document"] == ["10.3"]
    assert [ref for ref, basis in due.items() if isinstance(basis, Attribution)] == ["6.6"]
    assert plan.by_ref["6.6"].due == date(2024, 11, 16)
    assert {task.due for task in of_kind(plan, TaskKind.DELIVERABLE) if task.ref != "6.6"} == {date(2024, 12, 31)}


def test_dates_of_the_fair(plan: Plan) -> None:
    """The fair's opening and closing days were published, with an address; no other milestone's day was."""
    public = {ref: stone.due for ref, (_, stone) in plan.milestones.items() if isinstance(stone.basis, Attribution)}
    assert public == {"6.6.2": date(2024, 11, 14), "6.6.3": date(2024, 11, 16)}
    assert {stone.basis for ref, (_, stone) in plan.milestones.items() if ref not in public} == {"assumed"}


def test_milestones(plan: Plan) -> None:
    """Each deliverable has two to four milestones, in the order of their days, the last not after its due date."""
    for task in of_kind(plan, TaskKind.DELIVERABLE):
        days = [stone.due for stone in task.milestones]
        assert 2 <= len(days) <= 4, task.ref
        assert days == sorted(days), task.ref
        assert task.due is not None
        assert days[-1] <= task.due, task.ref


def test_both_languages(plan: Plan) -> None:
    """Whatever has a title has it in both languages, and they differ."""
    both = [(unit.zh, unit.en) for unit in plan.units.values()]
    texts = [plan.title, *plan.sections.values(), *(task.title for task in plan.walk())]
    texts += [stone.title for _, stone in plan.milestones.values()]
    texts += [figure.label for figure in (*plan.figures, *(plan.baseline.figures if plan.baseline else ()))]
    both += [(text.zh, text.en) for text in (*texts, *(indicator.label for indicator in plan.indicators))]
    assert [zh for zh, en in both if zh == en or any("\u3000" <= character <= "\uffef" for character in en)] == []
