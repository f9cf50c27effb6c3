"""The words for codes that content hands up: states, roles, reasons, findings. One table each."""

from __future__ import annotations

from flask_babel import lazy_pgettext

from portal import locales

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
FORM_FIELDS = {
    "title": lazy_pgettext("field", "Title"),
    "summary": lazy_pgettext("field", "Abstract"),
    "body": lazy_pgettext("field", "Text"),
    "change_note": lazy_pgettext("field", "What changed"),
    "produced_on": lazy_pgettext("field", "Produced on"),
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
    "reason": lazy_pgettext("field", "Reason for withdrawal"),
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
    "names": lazy_pgettext("field", "Name of the unit"),
    "short_names": lazy_pgettext("field", "Short name"),
    "abstract": lazy_pgettext("field", "Abstract"),
    "published_at": lazy_pgettext("header", "Published at"),
    "source_updated_at": lazy_pgettext("header", "Updated"),
    "views": lazy_pgettext("header", "Views"),
    "files": lazy_pgettext("field", "Attachments"),
    "file": lazy_pgettext("field", "File"),
    "alt": lazy_pgettext("field", "What the picture shows"),
    "caption": lazy_pgettext("field", "Caption"),
    "": lazy_pgettext("field", "Whole text"),
}
EVENTS = {
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
    "item.produced_on_changed": lazy_pgettext("event", "Produced-on date changed"),
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
    "unit.added": lazy_pgettext("event", "Unit added"),
    "unit.changed": lazy_pgettext("event", "Unit changed"),
}
#: What the worker does again and again, and the copies it keeps of what is public.
JOBS = {
    "views": lazy_pgettext("job", "Count page views"),
    "sweep": lazy_pgettext("job", "Clear ended sign-ins"),
    "privacy": lazy_pgettext("job", "Look again at everything live"),
    "audit": lazy_pgettext("job", "Note the audit trail's head"),
    "targets": lazy_pgettext("job", "Set up the year's targets"),
}
SURFACES = {
    "search": lazy_pgettext("surface", "Search index"),
}


def locale() -> str:
    """The tag under which data files keep their labels for this request."""
    return locales.current().tag
