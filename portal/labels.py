"""The words for codes that content hands up: states, roles, reasons, findings. One table each."""

from __future__ import annotations

from flask_babel import lazy_gettext, lazy_pgettext

from portal import (
    job_words,
    leaving_words,
    limit_words,
    locales,
    objection_words,
    plan_words,
    quality_words,
    search_words,
)

STATES = {
    "draft": lazy_pgettext("state", "Draft"),
    "submitted": lazy_pgettext("state", "Submitted"),
    "taken_back": lazy_pgettext("state", "Taken back"),
    "returned": lazy_pgettext("state", "Returned"),
    "approved": lazy_pgettext("state", "Approved"),
    "published": lazy_pgettext("state", "Published"),
    "superseded": lazy_pgettext("state", "Superseded"),
    "hidden": lazy_pgettext("state", "Hidden"),
    "withdrawn": lazy_pgettext("state", "Withdrawn"),
    "expired": lazy_pgettext("state", "Expired"),
    "discarded": lazy_pgettext("state", "Set aside"),
}
#: The colour family of each state's tag; the word stands beside it always.
STATE_TONES = {
    "draft": "neutral",
    "submitted": "info",
    "taken_back": "neutral",
    "returned": "warning",
    "approved": "info",
    "published": "success",
    "superseded": "neutral",
    "hidden": "error",
    "withdrawn": "error",
    "expired": "neutral",
    "discarded": "neutral",
}
ROLES = {
    "producer": lazy_pgettext("role", "Producer"),
    "reviewer": lazy_pgettext("role", "Reviewer"),
    "responsible": lazy_pgettext("role", "Responsible person"),
    "overseer": lazy_pgettext("role", "Overseer"),
    "administrator": lazy_pgettext("role", "Administrator"),
}
REASONS = {
    "facts": lazy_pgettext("reason", "Facts need checking"),
    "wording": lazy_pgettext("reason", "Wording"),
    "personal_data": lazy_pgettext("reason", "Personal data"),
    "source_missing": lazy_pgettext("reason", "Source or basis missing"),
    "dates": lazy_pgettext("reason", "Dates"),
    "wrong_column": lazy_pgettext("reason", "Wrong column"),
    "layout": lazy_pgettext("reason", "Layout"),
    "other": lazy_pgettext("reason", "Other"),
}
FINDINGS = {
    "resident_id": lazy_pgettext("finding", "resident id number"),
    "hmt_residence_permit": lazy_pgettext("finding", "residence permit number"),
    "travel_permit": lazy_pgettext("finding", "travel permit number"),
    "passport": lazy_pgettext("finding", "passport number"),
    "foreigner_id": lazy_pgettext("finding", "foreigner's permanent id number"),
    "mobile": lazy_pgettext("finding", "mobile number"),
    "landline": lazy_pgettext("finding", "landline of a person"),
    "bank_account": lazy_pgettext("finding", "bank account"),
    "email": lazy_pgettext("finding", "e-mail address"),
    "wechat": lazy_pgettext("finding", "WeChat name"),
    "qq": lazy_pgettext("finding", "QQ number"),
    "plate": lazy_pgettext("finding", "vehicle plate"),
    "fleet_plate": lazy_pgettext("finding", "plate of a company's fleet"),
    "driver_licence": lazy_pgettext("finding", "driving licence number"),
    "badge": lazy_pgettext("finding", "badge number"),
    "personal_paper": lazy_pgettext("finding", "number of a personal paper"),
    "practitioner_certificate": lazy_pgettext("finding", "practitioner certificate number"),
    "transport_certificate": lazy_pgettext("finding", "road transport certificate number"),
    "crew_certificate": lazy_pgettext("finding", "crew certificate number"),
    "home_address": lazy_pgettext("finding", "home address"),
    "birth_date": lazy_pgettext("finding", "date of birth"),
    "person_name": lazy_pgettext("finding", "name of a person"),
    "official_name": lazy_pgettext("finding", "name of an official in office"),
    "representative_name": lazy_pgettext("finding", "name of a legal representative"),
}
CONFIDENCES = {
    "certain": lazy_pgettext("confidence", "certain"),
    "likely": lazy_pgettext("confidence", "likely"),
    "uncertain": lazy_pgettext("confidence", "uncertain"),
}
FORM_FIELDS = (
    {
        "title": lazy_pgettext("field", "Title"),
        "summary": lazy_pgettext("field", "Abstract"),
        "body": lazy_pgettext("field", "Text"),
        "change_note": lazy_pgettext("field", "What changed"),
        "produced_on": lazy_pgettext("field", "Produced on"),
        "chosen": lazy_pgettext("field", "Items"),
        "sent_on": lazy_pgettext("field", "Sent on the day"),
        "outcome_on": lazy_pgettext("field", "Day of the outcome"),
        "history_sent_on": lazy_pgettext("field", "Sent on the day"),
        "history_adopted_on": lazy_pgettext("field", "Day of the outcome"),
        "history_link": lazy_pgettext("field", "Address there"),
        "link": lazy_pgettext("field", "Address there"),
        "destination": lazy_pgettext("field", "Where to"),
        "outcome": lazy_pgettext("field", "Outcome"),
        "basis": lazy_pgettext("field", "Basis"),
        "monthly_columns": lazy_pgettext("field", "Columns that fill a unit's month"),
        "produced_on_reason": lazy_pgettext("field", "Why the produced-on date moves"),
        "issued_on": lazy_pgettext("field", "Document date"),
        "column": lazy_pgettext("field", "Column"),
        "unit": lazy_pgettext("field", "Unit"),
        "index_number": lazy_pgettext("field", "Index number"),
        "category": lazy_pgettext("field", "Category"),
        "issuer": lazy_pgettext("field", "Issuing body"),
        "document_number": lazy_pgettext("field", "Document number"),
        "subject_words": lazy_pgettext("field", "Subject words"),
        "validity": lazy_pgettext("field", "Validity"),
        "source": lazy_pgettext("field", "Source"),
        "secrecy_checked": lazy_pgettext("field", "Secrecy check"),
        "reasons": lazy_pgettext("field", "Reasons for return"),
        "reason": lazy_pgettext("field", "Reason"),
        "name": lazy_pgettext("field", "Name"),
        "month": lazy_pgettext("field", "Target of the month"),
        "year": lazy_pgettext("field", "Target of the year"),
        "limit": lazy_pgettext("field", "Limit"),
        "agreed_on": lazy_gettext("Agreed on"),
        "ends_on": lazy_gettext("Until"),
        "note": lazy_pgettext("field", "Note"),
        "version": lazy_pgettext("field", "Version of the draft"),
        "text": lazy_pgettext("field", "Text of the notice"),
        "username": lazy_pgettext("field", "Account"),
        "password": lazy_pgettext("field", "Password"),
        "old": lazy_pgettext("field", "Present password"),
        "display_name": lazy_pgettext("field", "Name"),
        "office": lazy_pgettext("field", "Office"),
        "telephone": lazy_pgettext("field", "Telephone"),
        "address": lazy_pgettext("field", "Address"),
        "hours": lazy_pgettext("field", "Office hours"),
        "confirm": lazy_pgettext("field", "Confirmation"),
        "mistake": lazy_pgettext("field", "What is wrong"),
        "contact": lazy_pgettext("field", "How to reach you"),
        "page": lazy_pgettext("field", "Page"),
        "answer": lazy_pgettext("field", "Answer"),
        "slug": lazy_pgettext("field", "Short name in the address"),
        "item": lazy_pgettext("field", "Number of the item"),
        "rule": lazy_pgettext("field", "Number of the rule"),
        "names": lazy_pgettext("field", "Name of the unit"),
        "short_names": lazy_pgettext("field", "Short name"),
        "abstract": lazy_pgettext("field", "Abstract"),
        "published_at": lazy_pgettext("header", "Published at"),
        "source_updated_at": lazy_pgettext("header", "Updated"),
        "views": lazy_pgettext("header", "Views"),
        "files": lazy_pgettext("field", "Attachments"),
        "file": lazy_pgettext("field", "File"),
        "document": lazy_pgettext("field", "File"),
        "alt": lazy_pgettext("field", "What the picture shows"),
        "caption": lazy_pgettext("field", "Caption"),
        "day": lazy_pgettext("calendar", "Day"),
        "days": lazy_pgettext("calendar", "Days"),
        "late_reason": lazy_pgettext("deadline", "Reason for being late"),
        "goes_out_at": lazy_pgettext("field", "Moment of publication"),
        "urgent_hours": lazy_pgettext("field", "Hours"),
        "person": lazy_pgettext("field", "Deputy reviewer"),
        "absent": lazy_pgettext("field", "Absent reviewer"),
        "first_day": lazy_pgettext("field", "First day"),
        "last_day": lazy_pgettext("field", "Last day"),
        "email": lazy_pgettext("field", "E-mail address"),
        "wrong": lazy_pgettext("field", "Word to avoid"),
        "template_name": lazy_pgettext("field", "Name of the template"),
        "words": lazy_pgettext("field", "Phrase"),
        "right": lazy_pgettext("field", "Word to write"),
        "unless": lazy_pgettext("field", "Right within"),
        "word_source": lazy_pgettext("field", "Source of the rule"),
        "sheet": lazy_pgettext("field", "Sheet"),
        "kind": lazy_pgettext("field", "Kind of records"),
        "mode": lazy_pgettext("field", "Handling of faults"),
        "code": lazy_pgettext("field", "Reason for return"),
        "": lazy_pgettext("field", "Whole text"),
    }
    | plan_words.FORM_FIELDS
    | leaving_words.FIELDS
    | limit_words.FIELDS
    | objection_words.FIELDS
    | search_words.FIELDS
    | quality_words.FIELDS
)
#: What a clock counts towards; calendar days and weekdays; what a day was in a count.
CLOCKS = {
    "publication": lazy_pgettext("clock", "Publish"),
    "double_publicity": lazy_pgettext("clock", "Publish permit or penalty"),
    "rating_copy": lazy_pgettext("clock", "Copy the rating to those concerned"),
    "withdrawal": lazy_pgettext("clock", "Take down what was annulled"),
    "objection_reply": lazy_pgettext("clock", "Answer an objection"),
    "repair_claim_reply": lazy_pgettext("clock", "Take over a repair"),
    "error_reply": lazy_pgettext("clock", "Answer a report of a mistake"),
}
OUTCOMES = {
    "published": lazy_pgettext("outcome", "published at its moment"),
    "voided": lazy_pgettext("outcome", "back to review: it reads otherwise than approved"),
    "refused": lazy_pgettext("outcome", "refused at its moment"),
    "cancelled": lazy_pgettext("outcome", "taken back"),
    "overtaken": lazy_pgettext("outcome", "the edition went another way"),
}
DAY_MARKS = {
    "start": lazy_pgettext("day", "First day, not counted"),
    "counted": lazy_pgettext("day", "Counted"),
    "working_weekend": lazy_pgettext("day", "Working weekend, counted"),
    "weekend": lazy_pgettext("day", "Weekend"),
    "day_off": lazy_pgettext("day", "Day off"),
    "paused": lazy_pgettext("day", "Paused"),
}
DAY_KINDS = {
    "off": lazy_pgettext("day", "Day off"),
    "working": lazy_pgettext("day", "Working weekend"),
}
SHORT_DAY_KINDS = {"off": lazy_pgettext("short day", "off"), "working": lazy_pgettext("short day", "work")}
SHORT_WEEKDAYS = (
    lazy_pgettext("weekday", "Mo"),
    lazy_pgettext("weekday", "Tu"),
    lazy_pgettext("weekday", "We"),
    lazy_pgettext("weekday", "Th"),
    lazy_pgettext("weekday", "Fr"),
    lazy_pgettext("weekday", "Sa"),
    lazy_pgettext("weekday", "Su"),
)
WEEKDAYS = (
    lazy_pgettext("weekday", "Monday"),
    lazy_pgettext("weekday", "Tuesday"),
    lazy_pgettext("weekday", "Wednesday"),
    lazy_pgettext("weekday", "Thursday"),
    lazy_pgettext("weekday", "Friday"),
    lazy_pgettext("weekday", "Saturday"),
    lazy_pgettext("weekday", "Sunday"),
)
FAMILIES = {
    "campaign": lazy_pgettext("tag", "Topic pages"),
    "scene": lazy_pgettext("tag", "Xinyi+ scenes"),
    "level": lazy_pgettext("tag", "Levels of rules"),
    "field": lazy_pgettext("tag", "Fields of rules"),
}
REPORT_STAGES = {
    "received": lazy_pgettext("report", "Waits for an answer"),
    "drafted": lazy_pgettext("report", "Answer under review"),
    "answered": lazy_pgettext("report", "Answered"),
}
REPORT_TONES = {"received": "warning", "drafted": "info", "answered": "success"}
JOBS = job_words.JOBS
SURFACES = job_words.SURFACES


def locale() -> str:
    """The tag under which data files keep their labels for this request."""
    return locales.current().tag
