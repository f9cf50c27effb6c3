"""Every model, imported once, so that ``Base.metadata`` is whole wherever this module was imported."""

from content.activities.models import Activity, Honour
from content.attachments.models import Attachment
from content.audit.trail import AuditEntry, AuditHead
from content.auth.people import Membership, Person, StandIn
from content.auth.sign_in import SignIn
from content.auth.throttle import FailedSignIn
from content.auth.unit_changes import UnitChange
from content.auth.units import Unit
from content.choices.models import SiteChoice
from content.database import Base
from content.dispatches.models import Dispatch
from content.display.models import Departure, PublicItem
from content.display.rescanning import LiveFinding
from content.display.term_rules import TermRule, TermSetting
from content.display.views import ViewCount
from content.feedback.models import Report
from content.items.batches import Batch, BatchFault, BatchFinding, BatchReturn, ImportMapping, ZeroReport
from content.items.likeness_rows import Likeness, ShingleMark
from content.items.limit_rows import DraftLimit, DraftReader
from content.items.models import Edition, IndexSerial, Item
from content.items.produced_on import ProducedOnChange
from content.items.serving_rows import ServedDocument
from content.items.templates import Phrase, Template
from content.items.working_copies import WorkingCopy
from content.items.wrong_words import WrongWord
from content.jobs.lease import Lease
from content.jobs.runs import Run
from content.lookups.models import Lookup, LookupRow
from content.masking.decisions import SpanDecision
from content.masking.rows import Consent, MaskingSwitch
from content.notices.models import Letter, Notice
from content.outbox.change_log import Change
from content.plans.models import (
    Assessment,
    Indicator,
    PlanCollection,
    PlanEvidence,
    PlanOwner,
    PlanProgress,
    PlanTask,
)
from content.quality import indexes as quality_indexes
from content.quality.models import CaseList, CatalogueEntry, OwnCase
from content.quotas import indexes
from content.quotas.inspections import Inspection
from content.quotas.limits import SiteLimit
from content.quotas.rules import CountingRule
from content.quotas.scorecards import Scorecard
from content.quotas.targets import Target
from content.records.models import CodeValue, RatingBand
from content.subjects.models import NameSeen, Subject, SubjectName
from content.supervision.models import (
    CopyReceiver,
    RatingCopy,
    RatingRound,
    SamplingDraw,
    SamplingRatio,
    SubjectInspection,
)
from content.surfaces.receipts import Receipt
from content.synonyms.models import Synonym
from content.tags.models import Explains, Tag, Tagged
from content.workflow.leaving_rows import LeavingRequest, RepairList
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
    Activity,
    Assessment,
    Attachment,
    AuditEntry,
    AuditHead,
    Batch,
    BatchFault,
    BatchFinding,
    BatchReturn,
    CalendarDay,
    CalendarYear,
    CaseList,
    CatalogueEntry,
    Change,
    ClockFor,
    ClockRule,
    CodeValue,
    Consent,
    CopyReceiver,
    CountingRule,
    Deadline,
    DeadlinePause,
    Departure,
    Dispatch,
    DraftLimit,
    DraftReader,
    Edition,
    Explains,
    FailedSignIn,
    Honour,
    ImportMapping,
    IndexSerial,
    Indicator,
    Inspection,
    Item,
    Lease,
    LeavingRequest,
    Letter,
    Likeness,
    LiveFinding,
    Lookup,
    LookupRow,
    MaskingSwitch,
    Membership,
    NameSeen,
    Notice,
    OwnCase,
    Person,
    Phrase,
    PlanCollection,
    PlanEvidence,
    PlanOwner,
    PlanProgress,
    PlanTask,
    ProducedOnChange,
    PublicItem,
    PublishSchedule,
    RatingBand,
    RatingCopy,
    RatingRound,
    Receipt,
    RepairList,
    Report,
    ReviewClaim,
    Run,
    SamplingDraw,
    SamplingRatio,
    Scorecard,
    ServedDocument,
    ShingleMark,
    SignIn,
    SiteChoice,
    SiteLimit,
    SpanDecision,
    StandIn,
    Subject,
    SubjectInspection,
    SubjectName,
    Synonym,
    Tag,
    Tagged,
    Target,
    Template,
    TermRule,
    TermSetting,
    Unit,
    UnitChange,
    Urgency,
    ViewCount,
    WorkingCopy,
    WrongWord,
    ZeroReport,
)

#: Indexes over other rooms' tables stand in a module of their own.
BOARD_INDEXES = (indexes, quality_indexes)

metadata = Base.metadata
