"""The five roles. What each may do stands in ``permissions``."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    PRODUCER = "producer"  # 采编员
    REVIEWER = "reviewer"  # 审核人
    RESPONSIBLE = "responsible"  # 签发人
    OVERSEER = "overseer"  # 统筹管理
    ADMINISTRATOR = "administrator"  # 系统管理员
