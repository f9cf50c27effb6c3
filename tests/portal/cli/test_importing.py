"""`flask records import`: the desk's verbs from a terminal; its exit code says whether anything was refused."""

from sqlalchemy import select

from content.items.batches import Batch
from content.spreadsheets import reading
from tests.factories import batches as made

GOOD = [made.penalty(serial) for serial in range(1, 4)]
FAULTY = [*GOOD[:2], made.penalty(3, tier="", fine="2000元")]


def sheet(tmp_path, rows, name="处罚.csv"):
    path = tmp_path / name
    path.write_bytes(made.sheet("penalty", rows))
    return str(path)


def batch_of(site):
    with site.reading() as session:
        batch = session.scalars(select(Batch).order_by(Batch.id.desc())).first()
        return batch.state, batch.fresh, batch.faulty, batch.uploader.username


def test_a_good_sheet_is_stored_and_waits_for_whoever_submits_it(site, run_on, tmp_path):
    ended = run_on("records", "import", sheet(tmp_path, GOOD), "--kind", "penalty", "--unit", "zhifa")

    assert ended.exit_code == 0, ended.output
    assert "待提交" in ended.output and "新增 3" in ended.output
    assert batch_of(site) == ("ready", 3, 0, "zhifa-writer")


def test_faults_are_said_with_cell_and_cure_and_marked_in_a_workbook(site, run_on, tmp_path):
    marked = tmp_path / "marked.xlsx"
    where = ("--kind", "penalty", "--unit", "zhifa", "--faults", str(marked))
    ended = run_on("records", "import", sheet(tmp_path, FAULTY), *where)

    assert ended.exit_code == 2
    assert "T4  罚款金额(万元)：请以万元为单位填写，不写单位" in ended.output
    assert batch_of(site)[:3] == ("faulty", 0, 1)
    assert reading.open_sheet(marked).headings[-1] == "需修改的问题"


def test_the_good_rows_go_first_and_the_exit_code_tells_of_the_rest(site, run_on, tmp_path):
    where = ("--kind", "penalty", "--unit", "zhifa", "--mode", "good")
    ended = run_on("records", "import", sheet(tmp_path, FAULTY), *where)

    assert ended.exit_code == 1
    assert batch_of(site)[:3] == ("ready", 2, 1)


def test_a_stranger_to_the_unit_and_a_sheet_on_its_way_are_refused(site, run_on, tmp_path):
    path = sheet(tmp_path, GOOD)
    where = ("--kind", "penalty", "--unit", "zhifa")
    ended = run_on("records", "import", path, *where, "--by", "xuanjiao-writer")
    assert ended.exit_code == 1 and "没有" in ended.output
    assert run_on("records", "import", path, *where, "--by", "nobody").exit_code == 1
    assert run_on("records", "import", path, *where, "--by", "zhifa-writer").exit_code == 0
    ended = run_on("records", "import", path, *where)
    assert ended.exit_code == 1 and "该文件已作为第" in ended.output
