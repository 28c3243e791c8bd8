"""Which parts of a document are the summary's sections and which the plan's items, in the forms that offices write."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from plantrack.documents.outline.parts import find_parts, sections, work_of
from plantrack.documents.parsed_document import ImportHints
from plantrack.documents.scan import scan
from plantrack.documents.scan.metadata import kind_of
from plantrack.errors import UsageError

Titles = list[tuple[int, str]]


class Outline(NamedTuple):
    """The headings of summary and plan, and the numbers and titles below them; None where there is no such part."""

    summary: str | None
    sections: Titles
    plan: str | None
    items: Titles


def outline(text: str, guide: ImportHints | None = None, owners: int = 0) -> Outline:
    """Return the outline of a text whose owners stand in brackets that end in 负责."""
    doc = scan(text)
    title = doc.metadata.title
    parts = find_parts(doc, guide or ImportHints(), kind_of(title) if title else None, owners)

    told = sections(doc, parts.summary, parts.plan) if parts.summary else ()
    planned, _ = work_of(doc, parts.plan) if parts.plan else ((), ())
    for piece in (*told, *planned):
        assert text[piece.offset :].startswith(piece.title)
    headings = [part.title or None if part else None for part in (parts.summary, parts.plan)]
    return Outline(
        headings[0],
        [(p.number, p.title) for p in told],
        headings[1],
        [(p.number, p.title) for p in planned],
    )


def test_chapters_and_items() -> None:
    """A summary and a plan in two numbered chapters; what stands between them belongs to no item."""
    text = """\
云岭县教育局2024年工作总结和2025年工作计划
一、2024年工作总结
（一）优化布局，扩大供给。新建学校3所。
（二）提升质量。高考上线率达到85.2%。
二、2025年工作计划
今年要全面落实上级部署。
（一）扩大学位供给
新增学位2000个。
（二）加强教师队伍建设
招聘教师120名。
（三）深化中考改革。完善制度。
"""
    assert outline(text) == Outline(
        "2024年工作总结",
        [(1, "优化布局，扩大供给"), (2, "提升质量")],
        "2025年工作计划",
        [(1, "扩大学位供给"), (2, "加强教师队伍建设"), (3, "深化中考改革")],
    )


def test_everything_on_one_line() -> None:
    """Without line breaks the markers part the text."""
    text = (
        "发布机构:云岭县教育局 2024年,全县教育工作取得进展。 一、2024年工作总结 (一)优化布局。新建学校3所,改扩建5所。 "
        "(二)提升质量。上线率达到85.2%。 二、2025年工作计划 (一)扩大供给。新增学位2000个。 "
        "(二)加强队伍建设。招聘教师120名。"
    )
    assert outline(text) == Outline(
        "2024年工作总结",
        [(1, "优化布局"), (2, "提升质量")],
        "2025年工作计划",
        [(1, "扩大供给"), (2, "加强队伍建设")],
    )


def test_chapters_without_numbers() -> None:
    """Chapters headed by lines of their own; the principles and the terms are numbered, too, and are no items."""
    text = """\
清河区2025年政府工作报告
各位代表：
过去一年工作回顾
2024年，全区生产总值增长6.1%，新增企业1200家。
1．产业升级取得进展。全年完成工业投资35亿元，同比增长8%。
2．城市面貌持续改善。新建公园12个。
今年工作安排
今年要坚持以下原则：一是稳中求进；二是以人为本；三是守住底线；四是创新驱动。
重点做好以下工作：
1．加快产业升级。推进园区扩建，建成标准厂房20万平方米。
2．扩大有效投资。开工重大项目30个。
3．改善城市环境。新建公园10个。
各位代表！让我们团结起来。
附件
名词解释
1．标准厂房：指统一建设的厂房。
2．园区：指开发区。
3．专班：指工作组。
4．链长：指负责人。
"""
    assert outline(text) == Outline(
        "过去一年工作回顾",
        [(1, "产业升级取得进展"), (2, "城市面貌持续改善")],
        "今年工作安排",
        [(1, "加快产业升级"), (2, "扩大有效投资"), (3, "改善城市环境")],
    )


def test_aims_between_summary_and_plan() -> None:
    """A chapter of general aims is not taken for the plan, however long its list is; nor is one of requirements."""
    text = """\
东麓市2025年政府工作报告
一、2024年工作回顾
一是产业更强。完成投资30亿元。
二是民生更实。新增就业3万人。
二、2025年工作总体要求和主要目标
（一）坚持稳中求进。
（二）坚持改革创新。
（三）坚持人民至上。
（四）坚持底线思维。
三、2025年重点工作
（一）抓好项目建设。开工30个。
（二）抓好环境整治。
（三）抓好民生改善。
四、加强政府自身建设
（一）依法行政。
（二）廉洁从政。
（三）勤政为民。
（四）提高效能。
"""
    assert outline(text) == Outline(
        "2024年工作回顾",
        [(1, "产业更强"), (2, "民生更实")],
        "2025年重点工作",
        [(1, "抓好项目建设"), (2, "抓好环境整治"), (3, "抓好民生改善")],
    )


def test_headings_that_say_nothing() -> None:
    """Where no heading says which part is which, what was done is told otherwise than what is to be done."""
    text = """\
东麓市2025年政府工作报告
一、牢记嘱托，全市发展取得新成效
（一）产业实力增强。全年工业增加值增长7.2%，累计培育企业320家，获评示范区。
（二）民生明显改善。新增就业3万人，同比增长4%，荣获先进城市。
二、勇担使命，在新征程上奋勇争先
（一）坚持产业强市。推进新型工业化，加快建设园区，力争新增企业200家。
（二）坚持改革开放。深化国企改革，推动开放平台提升。
（三）坚持民生优先。着力扩大就业，加强社会保障。
三、牢记宗旨，建设服务型政府
（一）依法行政。加强法治建设。
（二）廉洁从政。推进作风建设。
"""
    assert outline(text) == Outline(
        "牢记嘱托，全市发展取得新成效",
        [(1, "产业实力增强"), (2, "民生明显改善")],
        "勇担使命，在新征程上奋勇争先",
        [(1, "坚持产业强市"), (2, "坚持改革开放"), (3, "坚持民生优先")],
    )


def test_numbers_that_go_on_through_chapters() -> None:
    """The chapters are the items, and what is numbered on through them stands below; the general chapter is none."""
    text = """\
南浦区2025年科技工作要点
一、总体要求
1．指导思想。坚持创新驱动。
二、强化企业创新
2．培育高新技术企业。新增高企50家。（区科技局、区财政局负责）
3．支持研发投入。（区科技局负责）
三、建设创新平台
4．建设重点实验室。（区科技局负责）
5．完善服务体系。（区发展改革局负责）
"""
    assert outline(text) == Outline(None, [], None, [(2, "强化企业创新"), (3, "建设创新平台")])


def test_chapters_that_are_the_items() -> None:
    """Where numbers begin anew below each chapter, the chapters are the items, but for aims and guarantees."""
    text = """\
东麓市营商环境行动方案
一、总体要求
以企业满意为目标。
二、优化审批服务
（一）推行一窗受理。
（二）压缩时限。
三、谋划重点项目
（一）建立项目库。
（二）加强储备。
四、保障措施
（一）加强领导。
（二）强化督导。
"""
    assert outline(text) == Outline(None, [], None, [(2, "优化审批服务"), (3, "谋划重点项目")])


def test_one_chapter_holds_the_tasks() -> None:
    """A chapter of tasks between aims and requirements."""
    text = """\
白石县冬春火灾防控工作方案
一、工作目标
（一）不发生重大火灾。
（二）不发生伤亡。
二、工作任务
（一）开展排查。排查商场80家。
（二）整改隐患。12月底前完成整改。
三、工作要求
（一）加强领导。
（二）强化督导。
（三）信息报送。
"""
    assert outline(text) == Outline(None, [], "工作任务", [(1, "开展排查"), (2, "整改隐患")])


def test_items_without_titles() -> None:
    """An item without a heading has its text up to the owners as title; the last ends with its paragraph."""
    text = """\
关于加快发展的若干措施
一、对完成投资较好的县，在安排专项资金时予以倾斜，优先支持申报试点。（市发展改革委负责）
二、对促进外贸稳定增长成效明显的县，在基地培育中给予支持。（市商务局负责）
三、对水利建设落实好的县，适当增加投资，并在评优时优先考虑，推动工程尽快建成。（市水务局负责）
四、对推进质量工作成效突出的县，在平台建设中给予支持。（市市场监管局负责）
各有关部门要认真落实。本措施自印发之日起施行。
"""
    assert outline(text).items == [
        (1, "对完成投资较好的县，在安排专项资金时予以倾斜，优先支持申报试点"),
        (2, "对促进外贸稳定增长成效明显的县，在基地培育中给予支持"),
        (3, "对水利建设落实好的县，适当增加投资，并在评优时优先考虑，推动工程尽快建成"),
        (4, "对推进质量工作成效突出的县，在平台建设中给予支持"),
    ]


@pytest.mark.parametrize(
    ("marks", "numbers"),
    [
        (("一是", "二是", "三是"), (1, 2, 3)),
        (("——", "——", "——"), (1, 2, 3)),
        (("（1）", "（2）", "（3）"), (1, 2, 3)),
        (("①", "②", "③"), (1, 2, 3)),
        (("（一）", "（二）", "（四）"), (1, 2, 4)),
        (("１．", "２．", "３．"), (1, 2, 3)),
        (("1、", "2、", "3、"), (1, 2, 3)),
        (("第一，", "第二，", "第三，"), (1, 2, 3)),
    ],
)
def test_every_style_of_items(marks: tuple[str, ...], numbers: tuple[int, ...]) -> None:
    """The items of a plan may be marked in any style; numbers are the document's own, dashes are counted."""
    titles = ("加快河道治理", "推进供水改造", "强化节水管理")
    lines = [f"{mark}{title}。完成10公里。" for mark, title in zip(marks, titles, strict=True)]
    text = "\n".join(["临江市水务局2025年工作思路汇报", "2024年工作总结", "完成投资12亿元。", "2025年工作思路", *lines])
    assert outline(text).items == [*zip(numbers, titles, strict=True)]


def test_lists_within_items() -> None:
    """Lists within an item are none of items, even where they are longer than theirs."""
    inner = "".join(f"{n}．办好第{n}件实事。\n" for n in range(1, 9))
    plan = f"二、2025年工作计划\n（一）抓发展。\n（二）抓民生。\n{inner}（三）抓党建。\n"
    text = f"某局2025年工作计划\n一、2024年工作总结\n完成投资。\n{plan}"
    assert outline(text).items == [(1, "抓发展"), (2, "抓民生"), (3, "抓党建")]


@pytest.mark.parametrize(
    "text",
    [
        "我市召开2025年重点工作推进会\n昨日召开会议。会议指出，一是要抓项目；二是要抓产业；三是要抓民生。",
        "关于2024年重点任务完成情况的通报\n一、总体情况\n完成110项。\n二、存在问题\n（一）不平衡。\n三、下一步工作要求\n（一）加快进度。\n（二）加强督办。",
        "在全市经济工作会议上的讲话\n同志们：\n一、认清形势\n二、明确任务\n（一）抓投资。\n（二）抓消费。\n三、狠抓落实",
        "关于优秀项目名单的公示\n1．东麓项目\n2．南浦项目\n3．清河项目",
        "",
        "一\n二\n三",
    ],
)
def test_no_plan(text: str) -> None:
    """A news doc, a bulletin, a speech and a list of names are no plan and no summary."""
    assert outline(text) == Outline(None, [], None, [])


def test_headings_given_by_a_person() -> None:
    """A person who knows better names the headings."""
    text = (
        "某区情况\n甲部分\n1．成绩很多。\n2．问题不少。\n乙部分\n1．抓项目。\n2．抓产业。\n丙部分\n1．其他。\n2．另外。"
    )
    assert outline(text) == Outline(None, [], None, [])
    guided = outline(text, ImportHints(plan_heading="乙部分", summary_heading="甲部分"))
    assert (guided.summary, guided.plan) == ("甲部分", "乙部分")
    assert guided.items[:2] == [(1, "抓项目"), (2, "抓产业")]


def test_owners_make_a_plan() -> None:
    """A text without title that names owners again and again is a plan."""
    text = "\n".join(
        f"{n}、推进{word}建设。（市{word}局负责）" for n, word in (("一", "交通"), ("二", "水务"), ("三", "文化"))
    )
    assert outline(text).items == []
    assert outline(text, owners=3).items == [(1, "推进交通建设"), (2, "推进水务建设"), (3, "推进文化建设")]


def test_a_heading_given_that_is_not_there() -> None:
    """A heading that nothing holds is refused, with those that are there."""
    text = "某局情况\n一、2024年工作总结\n完成投资。\n二、2025年工作计划\n（一）抓项目。\n（二）抓产业。\n"
    with pytest.raises(
        UsageError, match="no heading holds '不存在'; the headings found are: 2024年工作总结, 2025年工作计划"
    ):
        outline(text, ImportHints(plan_heading="不存在"))


def test_words_of_guarantees_within_a_plan() -> None:
    """Only what stands at its end is a chapter of guarantees; an item between others stays one."""
    titles = ("推进改革", "做好运动会服务保障工作", "加强监督检查", "建设学习平台", "保障措施")
    text = "某局2025年工作要点\n" + "".join(
        f"{n}、{title}\n完成方案。\n" for n, title in zip("一二三四五", titles, strict=True)
    )
    assert outline(text).items == [*enumerate(titles[:4], 1)]


def test_articles_go_through_chapters() -> None:
    """第一条 counts on through 第一章; those of guarantees are no items."""
    text = """\
湖滨高新区2026年行动方案
第一章 总体要求
坚持创新驱动。
第二章 重点任务
第一条 实施企业倍增行动。新增企业60家。
第二条 实施平台提升行动。建成基地2个。
第三章 保障措施
第三条 加强组织领导。建立联席会议制度。
"""
    assert outline(text).items == [(1, "实施企业倍增行动"), (2, "实施平台提升行动")]


def test_sections_parted_as_the_plan() -> None:
    """Where 一是 parts the plan, it parts the summary, too."""
    text = """\
湖滨县水利局2025年工作总结暨2026年工作计划
2025年工作总结
一是防汛有力有效。转移群众3200人。二是项目扎实推进。完成投资5.6亿元。
2026年工作计划
一是抓好防汛。修编预案。二是抓好项目。开工建设水库。
"""
    assert outline(text) == Outline(
        "2025年工作总结",
        [(1, "防汛有力有效"), (2, "项目扎实推进")],
        "2026年工作计划",
        [(1, "抓好防汛"), (2, "抓好项目")],
    )


def test_problems_are_no_section() -> None:
    """What is wrong, at the end of a summary, is none of its sections."""
    text = """\
湖滨县司法局2025年工作总结
一、依法治县扎实推进。审查文件46件。
二、基层基础更加牢固。调解纠纷3560起。
三、存在问题
人员力量不足。
"""
    assert outline(text).sections == [(1, "依法治县扎实推进"), (2, "基层基础更加牢固")]


def test_an_office_that_looks_to_itself() -> None:
    """自身建设 is the last item of a bureau's plan, and no guarantee for the others."""
    text = """\
湖滨区商务局2026年工作计划
一、促进消费。举办展销会4场。
二、扩大招商。签约项目30个。
三、加强自身建设。开展培训。
"""
    assert outline(text).items == [(1, "促进消费"), (2, "扩大招商"), (3, "加强自身建设")]


def test_headings_without_any_number() -> None:
    """Short lines before sentences part a plan and its summary, where nothing is numbered."""
    text = """\
湖滨县人民医院2025年工作总结及2026年工作计划
2025年工作总结
医疗质量持续提升
全年门诊量达到82万人次。
学科建设取得突破
新增重点专科2个。
2026年工作计划
提升医疗质量
建成卒中中心。持续改进护理质量。
改善就医体验
上线智慧门诊系统。
"""
    assert outline(text) == Outline(
        "2025年工作总结",
        [(1, "医疗质量持续提升"), (2, "学科建设取得突破")],
        "2026年工作计划",
        [(1, "提升医疗质量"), (2, "改善就医体验")],
    )


def test_numbers_before_a_blank() -> None:
    """A number that begins a line needs nothing but a blank behind it."""
    text = """\
湖滨县林业局2025年工作总结和2026年工作谋划
一 2025年工作总结
1 国土绿化扎实推进
完成造林2.1万亩。
2 森林防火平稳有序
未发生重大火灾。
二 2026年工作谋划
1 推进国土绿化
完成营造林3万亩。
2 加强森林防火
建成防火道路30公里。
"""
    assert outline(text) == Outline(
        "2025年工作总结",
        [(1, "国土绿化扎实推进"), (2, "森林防火平稳有序")],
        "2026年工作谋划",
        [(1, "推进国土绿化"), (2, "加强森林防火")],
    )


def test_one_chapter() -> None:
    """A single chapter is the item, where its heading does not say that it holds them."""
    text = "行动方案\n一、行动\n（一）能源\n1.建设光伏。\n2.改造机组。\n（二）交通\n3.更新公交。\n"
    assert outline(text).items == [(1, "行动")]


def test_general_parts_wherever_they_stand() -> None:
    """A heading that is nothing but principles or ways to take part has no work; one that names them among others has."""
    text = "某社区2026年工作计划\n一、背景\n社区成立于2019年。\n二、修路\n修路3条。\n三、原则\n公开。\n四、建校\n新建2所。\n五、联系方式\n电话。\n"
    assert outline(text).items == [(2, "修路"), (4, "建校")]


def test_a_task_named_like_a_plan_tells_nothing() -> None:
    """Words of a plan in the middle of a numbered task do not make its list that of the chapters."""
    text = "东麓县重点工作任务分解\n一、扩投资\n1.增加值增长8%。\n2.实施重点项目攻坚行动。\n二、兴乡村\n3.新建农田2万亩。\n4.改造户厕。\n"
    assert outline(text).items == [(1, "扩投资"), (2, "兴乡村")]


def test_news_that_lists_tasks_with_owners() -> None:
    """A page of news is a plan where it says who does what."""
    tasks = "".join(
        f"{n}、新建{what}5个。（责任单位：市教育局）\n"
        for n, what in zip("一二三", ("学校", "公园", "医院"), strict=True)
    )
    assert [title for _, title in outline(f"2026年东麓市民生实事公布-东麓新闻网\n{tasks}", owners=3).items] == [
        "新建学校5个",
        "新建公园5个",
        "新建医院5个",
    ]
