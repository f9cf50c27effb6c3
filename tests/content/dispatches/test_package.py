"""报送包: what goes to another site is what is public here, and no more."""

from io import BytesIO
from zipfile import ZipFile

import docx
import pytest

from content.attachments.storing import Store
from content.dispatches import package
from content.display.models import PublicItem
from tests.factories import workflow

BODY = "联系人电话13800001234。\n\n## 一、做法\n企业少跑一趟。"


@pytest.fixture
def shown(session, staff, clock):
    edition = workflow.published(session, staff, title="信用/修复：一次办好？", body=BODY, summary="")
    return session.get(PublicItem, edition.item_id)


def test_the_package_holds_masked_text_title_and_summary(shown, tmp_path):
    archive = ZipFile(BytesIO(package.pack([shown], Store(tmp_path / "files"))))
    folder = "01-信用_修复：一次办好？"
    assert archive.namelist() == [f"{folder}/正文.docx", f"{folder}/标题和摘要.txt"]
    text = "\n".join(p.text for p in docx.Document(BytesIO(archive.read(f"{folder}/正文.docx"))).paragraphs)
    assert "13800001234" not in text
    assert "一、做法" in text
    assert "2026年3月10日" in text
    head = archive.read(f"{folder}/标题和摘要.txt").decode("utf-8-sig")
    assert "标题：信用/修复：一次办好？" in head
    assert "本站发布时间：2026-03-10 09:30:00" in head


def test_the_same_items_make_the_same_package(shown, tmp_path):
    store = Store(tmp_path / "files")
    names = [ZipFile(BytesIO(package.pack([shown], store))).namelist() for _ in range(2)]
    assert names[0] == names[1]


def test_a_summary_fits_the_wechat_account(shown):
    shown.summary = "长" * 300
    copies = package.copies(shown)
    assert len(copies.summary) == package.WECHAT_SUMMARY
    shown.summary = ""
    assert package.copies(shown).summary.startswith("联系人电话")


@pytest.mark.parametrize(
    "name, fitting",
    [("a/b:c?.jpg", "a_b_c_.jpg"), ("长" * 90 + ".png", "长" * 40 + ".png"), (" .. ", "item"), ("..", "item")],
)
def test_names_fit_every_system(name, fitting):
    assert package.fit(name) == fitting
