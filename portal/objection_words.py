"""Words of objections, of companies that changed, and of what the site as a whole does or leaves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext, lazy_pgettext

KINDS = {
    "error": lazy_pgettext("report", "Error on a page"),
    "objection": lazy_pgettext("report", "Objection"),
    "repaired": lazy_pgettext("report", "Repaired, to be taken over"),
}
OUTCOMES = {
    "upheld": lazy_pgettext("report", "Upheld"),
    "rejected": lazy_pgettext("report", "Rejected"),
}
ROLES = {
    "subject": lazy_pgettext("objector", "The subject of the record"),
    "agent": lazy_pgettext("objector", "An agent with authority"),
}
SUBJECT_SORTS = {
    "organisation": lazy_pgettext("subject", "Legal person or organisation"),
    "household": lazy_pgettext("subject", "Household business"),
}
NAME_ENDINGS = {
    "renamed": lazy_pgettext("name", "Former name"),
    "merged": lazy_pgettext("name", "Taken over"),
    "split": lazy_pgettext("name", "Split off from"),
}
CHOICES = {
    "person_lookup": lazy_pgettext("choice", "Look-up of persons by their whole certificate number"),
    "objection_kept_days": lazy_pgettext(
        "choice", "Days until proofs and contacts of an answered objection are erased"
    ),
    "inspection_alarm_days": lazy_pgettext(
        "choice", "Days before a quarter ends from which inspections of listed subjects are urged"
    ),
}
CHOICE_VALUES = {"yes": lazy_pgettext("choice", "On"), "no": lazy_pgettext("choice", "Off")}
EVENTS = {
    "report.proof_opened": lazy_pgettext("event", "Proof of an objection opened"),
    "report.erased": lazy_pgettext("event", "Materials of objections erased"),
    "subject.renamed": lazy_pgettext("event", "Company renamed"),
    "subject.merged": lazy_pgettext("event", "Company merged into another"),
    "subject.split": lazy_pgettext("event", "Company split off"),
    "subject.name_settled": lazy_pgettext("event", "Name that differed settled"),
    "site_choice.changed": lazy_pgettext("event", "Site setting changed"),
    "identity_key.added": lazy_pgettext("event", "Identity key added"),
}

#: What the sender's own words are called, by the kind of report.
SAID = {
    "error": lazy_gettext("What is wrong"),
    "objection": lazy_gettext("What is not right"),
    "repaired": lazy_gettext("Anything else"),
}

FIELDS = {
    "ruling": lazy_pgettext("field", "Ruling"),
    "role": lazy_pgettext("field", "As whom"),
    "proof": lazy_pgettext("field", "Proof"),
    "new_name": lazy_pgettext("field", "New name"),
    "changed_on": lazy_pgettext("field", "Date of the change"),
    "survivor": lazy_pgettext("field", "Code of the company that remains"),
    "new_code": lazy_pgettext("field", "Unified social credit code"),
    "records": lazy_pgettext("field", "Records"),
}

REFUSALS: dict[str, Callable[[dict[str, Any]], str]] = {
    "nothing_follows": lambda facts: _(
        "Upheld, but nothing has followed yet. First take the record down or start a corrected edition, then approve."
    ),
    "subject_is_merged": lambda facts: _("This company was merged into another. Look at that one."),
    "no_such_subject": lambda facts: _("There is no such company."),
    "name_is_settled": lambda facts: _("Somebody settled this name already."),
    "no_such_choice": lambda facts: _("There is no such setting."),
    "identities_wait": lambda facts: _(
        "A new key is being laid over identity numbers. Finish it with “flask privacy rotate-key”, then try again."
    ),
    "identity_keys_are_old": lambda facts: _("This process still holds an old identity key. Start it anew."),
}
ISSUES: dict[str, Callable[[dict[str, Any]], str]] = {
    "too_many_proofs": lambda facts: _("Add at most %(most)s files.", most=facts["most"]),
    "same_name": lambda facts: _("The company bears this name already."),
    "same_subject": lambda facts: _("This is the same company. Give the code of another."),
    "no_unified_code": lambda facts: _("This is no unified social credit code. Check it sign by sign."),
    "merged_elsewhere": lambda facts: _("This code belongs to a company that was merged into another."),
    "not_its_record": lambda facts: _("One of these records is not this company's. Choose anew."),
    "unknown_company": lambda facts: _("No company with this code is known here."),
}
