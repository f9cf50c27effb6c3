"""The words for audit events, those of single rooms among them."""

from __future__ import annotations

from flask_babel import lazy_pgettext

from portal import leaving_words, limit_words, objection_words, plan_words, quality_words, search_words

EVENTS = (
    {
        "item.started": lazy_pgettext("event", "Item started"),
        "edition.started": lazy_pgettext("event", "New edition started"),
        "edition.submitted": lazy_pgettext("event", "Submitted for review"),
        "edition.taken_back": lazy_pgettext("event", "Taken back"),
        "edition.returned": lazy_pgettext("event", "Returned"),
        "edition.approved": lazy_pgettext("event", "Approved"),
        "edition.approval_voided": lazy_pgettext("event", "Approval void: the public form had changed"),
        "edition.published": lazy_pgettext("event", "Published"),
        "edition.superseded": lazy_pgettext("event", "Superseded by the next edition"),
        "edition.withdrawn": lazy_pgettext("event", "Withdrawn"),
        "edition.hidden": lazy_pgettext("event", "Hidden at once"),
        "edition.restored": lazy_pgettext("event", "Shown again"),
        "edition.expired": lazy_pgettext("event", "Display ended"),
        "edition.discarded": lazy_pgettext("event", "Set aside"),
        "batch.uploaded": lazy_pgettext("event", "Sheet uploaded"),
        "batch.refused": lazy_pgettext("event", "Sheet has faults: nothing stored"),
        "batch.read_again": lazy_pgettext("event", "Sheet read again"),
        "batch.checked": lazy_pgettext("event", "Sheet checked"),
        "batch.stored": lazy_pgettext("event", "Rows stored"),
        "batch.examined": lazy_pgettext("event", "Rows examined for personal data"),
        "batch.submitted": lazy_pgettext("event", "Batch submitted for review"),
        "batch.taken_back": lazy_pgettext("event", "Batch taken back"),
        "batch.returned": lazy_pgettext("event", "Batch returned"),
        "batch.rows_returned": lazy_pgettext("event", "Rows of the batch returned"),
        "batch.findings_decided": lazy_pgettext("event", "Decision on personal data in the batch"),
        "batch.approved": lazy_pgettext("event", "Batch approved"),
        "batch.approval_voided": lazy_pgettext("event", "Approval of the batch void: the public form had changed"),
        "batch.published": lazy_pgettext("event", "Batch released for publication"),
        "batch.went_out": lazy_pgettext("event", "Batch published"),
        "batch.withdrawn": lazy_pgettext("event", "Withdrawal of the batch begun"),
        "batch.is_gone": lazy_pgettext("event", "Batch withdrawn"),
        "batch.undone": lazy_pgettext("event", "Undoing of the batch begun"),
        "batch.was_undone": lazy_pgettext("event", "Batch undone"),
        "batch.zero_reported": lazy_pgettext("event", "Month without cases reported"),
        "item.produced_on_changed": lazy_pgettext("event", "Produced-on date changed"),
        "item.likeness_decided": lazy_pgettext("event", "Decision on a repetition"),
        "dispatch.noted": lazy_pgettext("event", "Sending noted"),
        "targets.set": lazy_pgettext("event", "Targets set"),
        "unit.urged": lazy_pgettext("event", "Reminder sent to a unit"),
        "person.added": lazy_pgettext("event", "Person added"),
        "person.changed": lazy_pgettext("event", "Person changed"),
        "person.password_set": lazy_pgettext("event", "Password set"),
        "person.role_granted": lazy_pgettext("event", "Role granted"),
        "person.role_revoked": lazy_pgettext("event", "Role revoked"),
        "person.erased": lazy_pgettext("event", "Person erased"),
        "masking.switched": lazy_pgettext("event", "Masking rule switched"),
        "masking.consent_recorded": lazy_pgettext("event", "Consent to be named recorded"),
        "file.vouched": lazy_pgettext("event", "File read by a second person"),
        "masking.finding_decided": lazy_pgettext("event", "Decision on personal data"),
        "masking.editions_purged": lazy_pgettext("event", "Old editions purged to the public form"),
        "calendar.year_set": lazy_pgettext("event", "Working calendar of a year set"),
        "clock_rule.revised": lazy_pgettext("event", "Deadline rule revised"),
        "deadline.moved": lazy_pgettext("event", "Deadline moved"),
        "deadline.excused": lazy_pgettext("event", "Reason for being late noted"),
        "edition.urgent": lazy_pgettext("event", "Urgent review asked for"),
        "edition.claimed": lazy_pgettext("event", "Review taken up"),
        "edition.released": lazy_pgettext("event", "Review released"),
        "edition.publication_scheduled": lazy_pgettext("event", "Publication scheduled"),
        "edition.schedule_ended": lazy_pgettext("event", "Scheduled publication ended"),
        "person.stand_in_named": lazy_pgettext("event", "Deputy reviewer named"),
        "person.stand_in_ended": lazy_pgettext("event", "Deputy reviewer ended"),
        "unit.added": lazy_pgettext("event", "Unit added"),
        "unit.changed": lazy_pgettext("event", "Unit changed"),
        "report.received": lazy_pgettext("event", "Report received"),
        "report.drafted": lazy_pgettext("event", "Answer written"),
        "report.returned": lazy_pgettext("event", "Answer returned"),
        "report.answered": lazy_pgettext("event", "Report answered"),
        "tag.changed": lazy_pgettext("event", "Topic or tag changed"),
        "item.tagged": lazy_pgettext("event", "Item tagged"),
        "item.untagged": lazy_pgettext("event", "Item untagged"),
    }
    | leaving_words.EVENTS
    | limit_words.EVENTS
    | objection_words.EVENTS
    | plan_words.EVENTS
    | search_words.EVENTS
    | quality_words.EVENTS
)
