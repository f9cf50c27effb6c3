"""The year's plan in the demonstration: the notice's tasks with a little progress, marks, trainings and one look-up."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from content import clock
from content.activities import keeping as activities
from content.auth import people, units
from content.auth.people import Person
from content.database import begin_writing
from content.display.models import PublicItem
from content.lookups import looking
from content.plans import assessing, keeping, planting
from content.subjects.models import Subject
from portal.database import db

OFFICE, WRITERS = "jiandu", {"zhifa": "caibian", "xuanjiao": "xj-caibian"}
OTHERS = "demo-caibian"
#: Unit, number of the task, per cent, how it stands, words.
SAID = (
    ("zhifa", 1, 60, "under_way", "组织执法人员集中学习信用监管制度两次。"),
    ("zhifa", 5, 100, "done", "本年度双公示数据已全部报送，无迟报、漏报。"),
    ("zhifa", 11, 45, "under_way", "按信用等级调整抽查比例，完成第三季度检查。"),
    ("zhifa", 13, 30, "hindered", "部分当事人无法联系，正会同属地核实。"),
    ("xuanjiao", 4, 70, "under_way", "印发年度要点，按月通报信息报送情况。"),
    ("xuanjiao", 20, 50, "under_way", "诚信典型推荐材料已收齐，正在初审。"),
    ("donghai", 9, 80, "under_way", "每月安排专人收集报送，栏目逐步补齐。"),
    ("yunshu", 7, 100, "done", "道路运输经营者信用评价结果已公示。"),
)
#: Unit, sort, days ago, topic, people, evidence.
HELD = (
    ("xuanjiao", "training", 40, "全市交通信用管理专项培训", 86, "签到表和课件存宣教处"),
    ("zhifa", "campaign", 25, "信用交通宣传月进企业活动", 120, "活动照片存支队综合科"),
    ("donghai", "meeting", 12, "信用交通县建设推进会", 34, "会议纪要"),
)
#: Place, number of the indicator, marks, evidence.
MARKED = (
    ("jtj", 1, "9", "领导小组文件和会议纪要"),
    ("jtj", 3, "12.5", "本站发布统计"),
    ("donghai", 1, "8", "县局年度要点"),
    ("ganyu", 1, "7.5", "区局年度要点"),
)


def plant() -> None:
    """Needs the invented people and records."""
    session = db.session()
    session.rollback()  # the records before this ended their own transactions
    begin_writing(session)
    office = people.by_username(session, OFFICE)
    if office is None:
        return
    tasks = {task.number: task for task in planting.begin(session, clock.today().year, by=office)}
    for code, number, percent, standing, text in SAID:
        unit = units.by_code(session, code)
        writer = writer_of(session, code)
        keeping.say(session, tasks[number], unit, percent=percent, standing=standing, text=text, by=writer)
    hold(session)
    mark(session, office)
    look_up(session)
    session.commit()


def writer_of(session: Session, code: str) -> Person:
    found = people.by_username(session, WRITERS.get(code, OTHERS))
    assert found is not None, "planted before"  # noqa: S101
    return found


def hold(session: Session) -> None:
    for code, sort, days, topic, number, evidence in HELD:
        activities.enter(
            session,
            units.by_code(session, code),
            sort=sort,
            held_on=clock.today() - timedelta(days=days),
            topic=topic,
            people=number,
            evidence=evidence,
            by=writer_of(session, code),
        )
    unit = units.by_code(session, "xuanjiao")
    activities.honour(
        session,
        unit,
        year=clock.today().year,
        title="诚信示范窗口",
        sort="unit",
        name="市民服务中心交通窗口（虚构）",
        reason="容缺受理，一次办结",
        by=writer_of(session, "xuanjiao"),
    )


def mark(session: Session, office: Person) -> None:
    quarter, year = (clock.today().month + 2) // 3, clock.today().year
    indicators = {line.indicator.number: line.indicator for line in assessing.sheet(session, year, quarter).lines}
    for code, number, typed, evidence in MARKED:
        place = units.by_code(session, code)
        assessing.assess(session, indicators[number], place, quarter, typed=typed, evidence=evidence, by=office)


def look_up(session: Session) -> None:
    """One use about a few companies that stand in the invented records."""
    query = select(Subject.code).join(PublicItem, PublicItem.subject_id == Subject.id).where(Subject.code.is_not(None))
    codes = [code for code in session.scalars(query.group_by(Subject.code).order_by(Subject.code).limit(4)) if code]
    if codes:
        unit = units.by_code(session, "zhifa")
        matter = "公路养护工程招标资格审查（虚构）"
        looking.look_up(session, unit, purpose="tender", matter=matter, codes=codes, by=writer_of(session, "zhifa"))
