"""Every model, imported once, so that ``Base.metadata`` is whole wherever this module was imported."""

from content.audit.trail import AuditEntry, AuditHead
from content.auth.people import Membership, Person
from content.auth.sign_in import SignIn
from content.auth.throttle import FailedSignIn
from content.auth.units import Unit
from content.database import Base
from content.display.models import Departure, PublicItem
from content.display.views import ViewCount
from content.items.models import Edition, IndexSerial, Item
from content.jobs.lease import Lease
from content.jobs.runs import Run
from content.outbox.change_log import Change
from content.quotas.targets import Target
from content.surfaces.receipts import Receipt

MODELS = (
    AuditEntry,
    AuditHead,
    Change,
    Departure,
    Edition,
    FailedSignIn,
    IndexSerial,
    Item,
    Lease,
    Membership,
    Person,
    PublicItem,
    Receipt,
    Run,
    SignIn,
    Target,
    Unit,
    ViewCount,
)

metadata = Base.metadata
