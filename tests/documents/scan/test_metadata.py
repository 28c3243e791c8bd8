"""Title, issuer and day of publication, as documents tell them."""

from __future__ import annotations

from datetime import date

import pytest

from plantrack.characters.folding import folded
from plantrack.documents.scan.markers import find_markers
from plantrack.documents.scan.metadata import Metadata, kind_of, metadata_of


def told(text: str) -> Metadata:
    """Return what a text says of itself."""
    plain = folded(text)
    return metadata_of(text, plain, [*find_markers(plain)])


BODY = "\n一、总体要求\n正文。\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "信息来源:临江市科技局 发布时间:2024-09-18\n2023年，全市科技工作迈上新台阶，取得了很大的成绩。" + BODY,
            Metadata(None, "临江市科技局", date(2024, 9, 18)),
        ),
        (
            "云岭县人民政府关于促进\n消费增长的实施意见\n云政发〔2025〕3号\n各乡镇人民政府："
            + BODY
            + "云岭县人民政府\n2025年3月6日\n",
            Metadata("云岭县人民政府关于促进消费增长的实施意见", "云岭县人民政府", date(2025, 3, 6)),
        ),
        (
            "2025年清河区政府工作报告\n来源：清河日报\n——2025年1月14日在清河区第三次会议上" + BODY,
            Metadata("2025年清河区政府工作报告", "清河区政府", date(2025, 1, 14)),
        ),
        (
            "索引号：0123 发文机关：东麓市教育局 成文日期：2025年02月17日\n标题：2025年教育工作要点\n2025年教育工作要点"
            + BODY,
            Metadata("2025年教育工作要点", "东麓市教育局", date(2025, 2, 17)),
        ),
        (
            "关于印发工作方案的通知\n" + BODY + "白石县水务局办公室\n二〇二五年十一月二十三日",
            Metadata("关于印发工作方案的通知", "白石县水务局办公室", date(2025, 11, 23)),
        ),
        (
            "枫林路小学2025—2026学年第二学期工作计划" + BODY,
            Metadata("枫林路小学2025—2026学年第二学期工作计划", "枫林路小学", None),
        ),
        (
            "2026年重点项目建设计划表" + BODY + "枣林区发展和改革局 2026年1月16日",
            Metadata("2026年重点项目建设计划表", "枣林区发展和改革局", date(2026, 1, 16)),
        ),
        ("南浦区2025年工作要点" + BODY, Metadata("南浦区2025年工作要点", None, None)),
        (
            "关于竹溪镇2026年工作安排的报告\n竹溪镇人民政府" + BODY,
            Metadata("关于竹溪镇2026年工作安排的报告", "竹溪镇人民政府", None),
        ),
        (
            "竹溪县水务局2026年工作要点\n来源：县水务局" + BODY,
            Metadata("竹溪县水务局2026年工作要点", "竹溪县水务局", None),
        ),
        ("湖滨街道2026年下半年工作计划" + BODY, Metadata("湖滨街道2026年下半年工作计划", "湖滨街道", None)),
        ("东麓工学院2024—2025学年工作计划" + BODY, Metadata("东麓工学院2024—2025学年工作计划", "东麓工学院", None)),
        (
            "东麓市第三届人民代表大会\n第二次会议文件（五）\n目录\n政府工作报告\n东麓市第三届人大会议" + BODY,
            Metadata("政府工作报告", None, None),
        ),
        ("工作打算\n加快数据设施布局\n夯实内部\n" + BODY, Metadata("工作打算", None, None)),
        (
            "关于2026年工作打算的报告 一、完善制度，规范程序，让办事的人少跑路，让监督的人看得见，把工作做得更细更实。 特此报告。 东麓市水务局 2026年1月15日",
            Metadata("关于2026年工作打算的报告", None, date(2026, 1, 15)),
        ),
        (
            "网站首页 | 政务公开 | 互动交流\n东麓市水务局2026年工作打算" + BODY,
            Metadata("东麓市水务局2026年工作打算", "东麓市水务局", None),
        ),
        ("东麓市水务局\n2026年工作打算" + BODY, Metadata("东麓市水务局2026年工作打算", "东麓市水务局", None)),
        (
            "索引号：\tQ1/2026\t发布机构：\t清州市数据局\n发布日期：\t2026-03-10\n2026年任务分解表" + BODY,
            Metadata("2026年任务分解表", "清州市数据局", date(2026, 3, 10)),
        ),
        ("", Metadata(None, None, None)),
    ],
)
def test_about(text: str, expected: Metadata) -> None:
    """Labels first, then the signature, then the title; a newspaper is no issuer."""
    assert told(text) == expected


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("2025年工作要点", "plan"),
        ("关于促进消费的若干措施", "plan"),
        ("2024年工作总结", "summary"),
        ("2024年工作总结和2025年工作计划", "plan"),
        ("重点任务完成情况的通报", "other"),
        ("在工作会议上的讲话", "other"),
        ("关于报送2026年工作计划的通知", "other"),
        ("关于做好2026年工作计划报送工作的通知", "other"),
        ("关于报送2026年工作计划的报告", "summary"),
        ("致居民的信", None),
    ],
)
def test_kinds(title: str, kind: str | None) -> None:
    """The last word of a title that names a kind of document decides."""
    assert kind_of(title) == kind


def test_a_title_on_two_lines() -> None:
    """A title goes on where a bracket is open; a line that begins with its year is a heading of its own."""
    assert told("某区分类提质实施方案（2025—\n2026年）" + BODY).title == "某区分类提质实施方案（2025—2026年）"
    assert told("某局工作思路汇报\n2024年工作总结" + BODY).title == "某局工作思路汇报"


def test_a_day_within_the_text() -> None:
    """A day in the last sentences is not that of publication."""
    assert told("某局计划" + BODY + "6．按照2023年12月31日前登记的名单走访。").published is None
    assert told("某局计划" + BODY + "整改到位时间2025年11月30日").published is None


def test_no_such_day() -> None:
    """A day that does not exist is none."""
    assert told("发布时间：2024-02-31" + BODY).published is None


def test_a_day_behind_another_label() -> None:
    """By when something is to be done is no day of publication."""
    assert told("任务清单\n一、供水\n完成时间：2026年10月31日\n").published is None


@pytest.mark.parametrize(
    "above",
    [
        "新闻\n",
        "首页 > 信息公开\n",
        "约 9页\n",
        "签发人：秦某某\n",
        "某局文件\n",
    ],
)
def test_what_stands_above_a_title(above: str) -> None:
    """Furniture of pages is no title."""
    assert told(f"{above}某局2026年重点任务清单" + BODY).title == "某局2026年重点任务清单"


@pytest.mark.parametrize(
    ("day", "year"), [(date(2025, 12, 30), 2026), (date(2025, 12, 14), 2025), (date(2026, 1, 3), 2026), (None, None)]
)
def test_the_year_of_a_plan_that_names_none(day: date | None, year: int | None) -> None:
    """What is issued when a year is all but over is for the next."""
    assert Metadata(None, None, day).year == year


@pytest.mark.parametrize(
    ("above", "issuer"),
    [
        ("某某街道社区卫生服务中心2026年度月度工作安排\n", "某某街道社区卫生服务中心"),
        ("某某医院质量管理科\n2026年度工作计划\n", "某某医院质量管理科"),
        ("某某特別行政區 文化遺產署\n二○二六年度工作計劃\n", "某某特別行政區文化遺產署"),
        ("政府工作报告\n某某区人民政府区长 欧某某\n", "某某区人民政府"),
        ("全市2026年工作要点\n", None),
    ],
)
def test_the_body_before_a_year(above: str, issuer: str | None) -> None:
    """A title names who issues it right before its year; a report is given by the head of a government."""
    assert told(above + BODY).issuer == issuer
