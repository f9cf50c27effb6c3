"""The closed list of events worth remembering."""

from __future__ import annotations

from enum import StrEnum


class Event(StrEnum):
    ITEM_STARTED = "item.started"
    EDITION_STARTED = "edition.started"
    EDITION_SUBMITTED = "edition.submitted"
    EDITION_TAKEN_BACK = "edition.taken_back"
    EDITION_RETURNED = "edition.returned"
    EDITION_APPROVED = "edition.approved"
    EDITION_APPROVAL_VOIDED = "edition.approval_voided"
    EDITION_PUBLISHED = "edition.published"
    EDITION_HIDDEN = "edition.hidden"
    EDITION_RESTORED = "edition.restored"
    EDITION_SUPERSEDED = "edition.superseded"
    EDITION_WITHDRAWN = "edition.withdrawn"
    EDITION_EXPIRED = "edition.expired"
    EDITION_DISCARDED = "edition.discarded"
    PRODUCED_ON_CHANGED = "item.produced_on_changed"
    PERSON_ADDED = "person.added"
    PERSON_CHANGED = "person.changed"
    PERSON_ERASED = "person.erased"
    PERSON_PASSWORD_SET = "person.password_set"
    ROLE_GRANTED = "person.role_granted"
    ROLE_REVOKED = "person.role_revoked"
    MASKING_SWITCHED = "masking.switched"
    CONSENT_RECORDED = "masking.consent_recorded"
    FILE_VOUCHED = "file.vouched"
    FINDING_DECIDED = "masking.finding_decided"
    EDITIONS_PURGED = "masking.editions_purged"
    UNIT_ADDED = "unit.added"
    UNIT_CHANGED = "unit.changed"
    CLOCK_RULE_REVISED = "clock_rule.revised"
    CALENDAR_YEAR_SET = "calendar.year_set"
    DEADLINE_MOVED = "deadline.moved"
