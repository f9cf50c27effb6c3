"""Words about the year's plan, reports, look-ups, trainings and changes of units."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext, lazy_pgettext

Words = Callable[[dict[str, Any]], str]

REFUSALS: dict[str, Words] = {
    "no_such_task": lambda facts: _("There is no such task."),
    "not_its_task": lambda facts: _("The plan gives this task to other units."),
    "no_plan_yet": lambda facts: _("%(year)s has no plan yet. Set it up first.", **facts),
    "already_collecting": lambda facts: _("Progress of %(period)s was asked for already.", **facts),
    "no_such_indicator": lambda facts: _("There is no such indicator."),
    "not_assessed": lambda facts: _("The city and the counties are assessed, other units are not."),
    "already_honoured": lambda facts: _("This name stands on the list of that year already."),
    "no_such_lookup": lambda facts: _("There is no such look-up, or it belongs to another unit."),
    "same_name": lambda facts: _("The unit bears this name already."),
    "unit_has_ended": lambda facts: _("This unit has ended. Its successor goes on with its work."),
    "not_its_own_successor": lambda facts: _("Choose another unit to go on with the work; the bureau itself stays."),
    "split_into_two": lambda facts: _("Name at least two new units."),
}
ISSUES: dict[str, Words] = {
    "not_a_percent": lambda facts: _("Use a whole number from 0 to 100."),
    "done_is_whole": lambda facts: _("Done means 100 per cent, and 100 per cent means done."),
    "no_such_item_here": lambda facts: _("There is no such item of your unit or in public. Check the number."),
    "not_marks": lambda facts: _("Use marks from 0 to %(most)s, with one decimal at most.", **facts),
    "no_consent": lambda facts: _(
        "No consent of this person is recorded. An administrator records it under “Masking rules” first."
    ),
    "too_many_codes": lambda facts: _("Look up %(most)s at a time at most.", **facts),
    "bad_codes": lambda facts: _("%(count)s of these are no unified codes; see numbers %(lines)s.", **facts),
    "list_is_no_text": lambda facts: _("This list is no text in UTF-8. Save it as csv in UTF-8."),
    "bad_unit_code": lambda facts: _("Use small letters, digits and hyphens, a letter first."),
    "taken_code": lambda facts: _("Another unit has this code."),
}
EVENTS = {
    "plan.set": lazy_pgettext("event", "Plan set"),
    "plan.progress_said": lazy_pgettext("event", "Progress reported"),
    "plan.evidence_added": lazy_pgettext("event", "Evidence added"),
    "plan.collected": lazy_pgettext("event", "Progress asked for"),
    "assessment.said": lazy_pgettext("event", "Self-assessment entered"),
    "activity.entered": lazy_pgettext("event", "Activity entered"),
    "honour.entered": lazy_pgettext("event", "Honour entered"),
    "credit.looked_up": lazy_pgettext("event", "Credit looked up"),
    "credit.lookup_outcome_noted": lazy_pgettext("event", "Use of a look-up noted"),
    "unit.renamed": lazy_pgettext("event", "Unit renamed"),
    "unit.merged": lazy_pgettext("event", "Unit merged"),
    "unit.split": lazy_pgettext("event", "Unit split"),
    "items.handed_over": lazy_pgettext("event", "Open items handed over"),
}
FORM_FIELDS = {
    "percent": lazy_pgettext("field", "Progress in per cent"),
    "standing": lazy_pgettext("field", "How it stands"),
    "progress": lazy_pgettext("field", "What was done"),
    "due_on": lazy_pgettext("field", "Due on"),
    "owners": lazy_pgettext("field", "Responsible units"),
    "period": lazy_pgettext("field", "Period"),
    "last_on": lazy_pgettext("field", "Last day"),
    "marks": lazy_pgettext("field", "Marks"),
    "evidence": lazy_pgettext("field", "Evidence"),
    "quarter": lazy_pgettext("field", "Quarter"),
    "purpose": lazy_pgettext("field", "Purpose"),
    "matter": lazy_pgettext("field", "Matter"),
    "codes": lazy_pgettext("field", "Unified codes"),
    "topic": lazy_pgettext("field", "Topic"),
    "people": lazy_pgettext("field", "People"),
    "held_on": lazy_pgettext("field", "Held on"),
    "sort": lazy_pgettext("field", "Sort"),
    "honoured": lazy_pgettext("field", "Unit or person"),
    "unit_code": lazy_pgettext("field", "Code"),
    "took_effect_on": lazy_pgettext("field", "In effect from"),
}
STANDINGS = {
    "under_way": (lazy_pgettext("plan", "under way"), "info"),
    "done": (lazy_pgettext("plan", "done"), "success"),
    "hindered": (lazy_pgettext("plan", "hindered"), "warning"),
}
NOTHING_SAID = (lazy_pgettext("plan", "nothing said yet"), "neutral")
FIGURES = {
    "published": lazy_gettext("Items of the year so far"),
    "families": lazy_gettext("Families alive"),
    "rules": lazy_gettext("Rules published"),
    "cases": lazy_gettext("Cases and innovations published"),
    "punctuality": lazy_gettext("Published in time"),
    "records": lazy_gettext("Records published"),
    "activities": lazy_gettext("Activities held"),
}
PURPOSES = {
    "tender": lazy_pgettext("purpose", "Tenders"),
    "subsidy": lazy_pgettext("purpose", "Subsidies"),
    "honour": lazy_pgettext("purpose", "Honours"),
    "recruitment": lazy_pgettext("purpose", "Recruitment"),
    "permit": lazy_pgettext("purpose", "Permits"),
    "other": lazy_pgettext("purpose", "Other"),
}
USES = {
    "": lazy_pgettext("use", "not noted yet"),
    "taken_into_account": lazy_pgettext("use", "spoke for it"),
    "limited": lazy_pgettext("use", "limited by law"),
    "no_effect": lazy_pgettext("use", "no effect"),
}
ACTIVITIES = {
    "training": lazy_pgettext("activity", "Training"),
    "campaign": lazy_pgettext("activity", "Campaign"),
    "meeting": lazy_pgettext("activity", "Meeting"),
}
HONOURED = {"unit": lazy_pgettext("honour", "Unit"), "person": lazy_pgettext("honour", "Person")}
CHANGES = {
    "renamed": lazy_pgettext("unit change", "renamed"),
    "merged": lazy_pgettext("unit change", "merged"),
    "split": lazy_pgettext("unit change", "split"),
}
