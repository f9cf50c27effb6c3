"""Every model, imported once, so that ``Base.metadata`` is whole wherever this module was imported."""

from content.attachments.models import Attachment
from content.audit.trail import AuditEntry, AuditHead
from content.auth.people import Membership, Person, StandIn
from content.auth.sign_in import SignIn
from content.auth.throttle import FailedSignIn
from content.auth.units import Unit
from content.database import Base
from content.display.models import Departure, PublicItem
from content.display.rescanning import LiveFinding
from content.display.views import ViewCount
from content.items.batches import Batch, BatchFault, BatchFinding, BatchReturn, ImportMapping, ZeroReport
from content.items.models import Edition, IndexSerial, Item
from content.items.templates import Phrase, Template
from content.items.working_copies import WorkingCopy
from content.items.wrong_words import WrongWord
from content.jobs.lease import Lease
from content.jobs.runs import Run
from content.masking.decisions import SpanDecision
from content.masking.rows import Consent, MaskingSwitch
from content.notices.models import Letter, Notice
from content.outbox.change_log import Change
from content.quotas.targets import Target
from content.subjects.models import Subject, SubjectName
from content.surfaces.receipts import Receipt
from content.workflow.models import PublishSchedule, ReviewClaim, Urgency
from content.working_calendar.models import (
    CalendarDay,
    CalendarYear,
    ClockFor,
    ClockRule,
    Deadline,
    DeadlinePause,
)

MODELS = (
    Attachment,
    AuditEntry,
    AuditHead,
    Batch,
    BatchFault,
    BatchFinding,
    BatchReturn,
    CalendarDay,
    CalendarYear,
    Change,
    ClockFor,
    ClockRule,
    Consent,
    Deadline,
    DeadlinePause,
    Departure,
    Edition,
    FailedSignIn,
    ImportMapping,
    IndexSerial,
    Item,
    Lease,
    Letter,
    LiveFinding,
    MaskingSwitch,
    Membership,
    Notice,
    Person,
    Phrase,
    PublicItem,
    PublishSchedule,
    Receipt,
    ReviewClaim,
    Run,
    SignIn,
    SpanDecision,
    StandIn,
    Subject,
    SubjectName,
    Target,
    Template,
    Unit,
    Urgency,
    ViewCount,
    WorkingCopy,
    WrongWord,
    ZeroReport,
)

metadata = Base.metadata
