"""Approvals: which answers, amendments and closing reports take effect, and which requests wait for an answer.

Judged by everything that was recorded, in the order of recording, whatever day a record names: by who asked, who
answered, and the policy that was adopted by then. Records made before any adoption named a policy count as they are.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from msgspec import UNSET, Struct, ValidationError, convert
from msgspec.structs import replace

from plantrack.errors import Message, message
from plantrack.model.policy import Approval, Approvals, Rule
from plantrack.model.promises import changes
from plantrack.model.state import CLOSED, UNWRITTEN, DueDate, State, Status, Written
from plantrack.model.text import given_text
from plantrack.model.updates import Adoption, Answer, AnyDated, Report, Request, Reschedule, What, meaning


class Objection(Struct, frozen=True):
    """What is wrong with how a record came about, as a finding of `rule`. One that is `void` takes no effect."""

    update: AnyDated
    rule: Rule
    said: Message
    void: bool = True

    @property
    def rest(self) -> AnyDated | None:
        """Return what takes effect all the same: of a report, what it says besides its status, if it says anything."""
        if not self.void or not isinstance(self.update, Report):
            return None if self.void else self.update
        rest = replace(self.update, status=None)
        return rest if rest.says_something else None


class Examined(Struct, frozen=True):
    """The updates that take effect, and the objections to those that do not or should not."""

    updates: list[AnyDated]
    objections: tuple[Objection, ...] = ()


def examined(updates: list[AnyDated]) -> Examined:
    """Return what takes effect of updates that nothing takes away. A void report goes on without its status."""
    done, cancelled = CLOSED
    steps = [
        u for u in updates if (u.status is done or u.status is cancelled if type(u) is Report else type(u) in STEPS)
    ]
    objections = tuple(_Examiner(steps).objections())
    left = {id(objection.update): objection.rest for objection in objections}
    kept = (left.get(id(update), update) for update in updates) if left else updates
    return Examined([update for update in kept if update is not None], objections)


STEPS = (Request, Answer, Reschedule, Adoption)
"""The kinds by which others are judged."""


class _Examiner:
    """Goes through requests, answers, closing reports and adoptions in the order of recording."""

    def __init__(self, steps: Iterable[AnyDated]) -> None:
        self._steps = sorted(steps, key=lambda update: (update.at, update.id))
        self._requests = {asked.id: asked for asked in map(meaning, self._steps) if isinstance(asked, Request)}
        self._answered: set[str] = set()
        self._state = State()
        self._adoptions: list[Adoption] = []
        self._policy: Approvals | None = None

    def objections(self) -> Iterator[Objection]:
        """Yield what is wrong, in the order of recording."""
        for update in self._steps:
            if isinstance(update, Adoption):
                yield from self._adoption(update)
            elif isinstance(update, Report):
                yield from self._closing(update)
            elif isinstance(answer := meaning(update), Answer):
                yield from self._answer(update, answer)

    def _wanted(self, what: What) -> Approval | None:
        return self._policy.of(what) if self._policy else None

    def _adoption(self, update: Adoption) -> Iterator[Objection]:
        if self._policy and not given_text(update.reason) and _amends(update, self._adopted()):
            yield Objection(update, Rule.UNAPPROVED, message("changes what was adopted, and gives no reason"))
            return
        self._adoptions.append(update)
        self._policy = approvals_of(update) or self._policy

    def _adopted(self) -> State:
        """Return what was adopted so far; of the only adoption, which is long, nobody asks."""
        for adoption in self._adoptions:
            adoption.apply(self._state)
        self._adoptions.clear()
        return self._state

    def _closing(self, update: Report) -> Iterator[Objection]:
        if update.status and self._wanted(_CLOSING[update.status]) in _GUARDED:
            said = message("reported as {status} without the approval that the adopted policy asks for",
                           status=message(f"status {update.status}"))  # fmt: skip
            yield Objection(update, Rule.UNAPPROVED, said)

    def _answer(self, update: AnyDated, answer: Answer) -> Iterator[Objection]:
        asked, wanted = self._requests.get(answer.request or ""), self._wanted(answer.what)
        found = self._fault(update, asked, answer, wanted)
        if found:
            yield found
        if asked and not (found and found.void):
            self._answered.add(asked.id)

    def _fault(
        self, update: AnyDated, asked: Request | None, answer: Answer, wanted: Approval | None
    ) -> Objection | None:
        if isinstance(update, Answer) or wanted in _GUARDED:  # what the earlier kind approved counts as it stands
            if asked is None or not _fits(answer, asked):
                return Objection(update, Rule.UNAPPROVED, message("an answer to no request that is in force"))
            if asked.id in self._answered:
                return Objection(update, Rule.UNAPPROVED, message("an answer to a request that was answered before"))
        if asked and answer.verdict == "approve" and asked.by == answer.by and wanted is not Approval.NONE:
            said = message("self-approved by {by}", by=answer.by)
            return Objection(update, Rule.SELF_APPROVED, said, void=wanted is Approval.OTHER_PERSON)
        return None


_GUARDED = (Approval.RECORDED, Approval.OTHER_PERSON)
_CLOSING: dict[Status, What] = {Status.DONE: "close", Status.CANCELLED: "cancel"}
"""What a report of a status is, where it closes something."""


def _amends(update: Adoption, adopted: State) -> bool:
    """Tell whether an adoption changes what earlier ones adopted; what nobody named before is no change."""
    return any(any(changes(adopted, ref, named)) for ref, named in update.named.items())


def _fits(answer: Answer, asked: Request) -> bool:
    """Tell whether an answer is about what was asked for."""
    same = (answer.ref, answer.what) == (asked.ref, asked.what)
    return same and (answer.verdict == "refuse" or answer.due == asked.due)


def approvals_of(adoption: Adoption) -> Approvals | None:
    """Return who has to approve what by the terms of an adoption; None where it does not say or cannot be read."""
    policy = adoption.terms.policy if adoption.terms else None
    try:
        return convert(policy["approval"], Approvals) if isinstance(policy, dict) and "approval" in policy else None
    except ValidationError:
        return None


def guarded_statuses(adoption: Adoption) -> set[Status]:
    """Return the statuses that nobody may report without an approval by the terms of an adoption."""
    policy = approvals_of(adoption)
    return {status for status, what in _CLOSING.items() if policy and policy.of(what) in _GUARDED}


def adopted_approvals(updates: Iterable[AnyDated]) -> Approvals | None:
    """Return who has to approve what by the adoption recorded last that says so."""
    adoptions = sorted((u for u in updates if isinstance(u, Adoption)), key=lambda u: (u.at, u.id), reverse=True)
    return next(filter(None, map(approvals_of, adoptions)), None)


def pending(state: State, ref: str) -> list[Request]:
    """Return the requests about a reference that nobody answered, in the order of their days."""
    asked = state.kept(Request, ref)
    return unanswered(asked, state.kept(Answer, ref)) if asked else []


def unanswered(requests: Iterable[Request], answers: Iterable[Answer]) -> list[Request]:
    """Return the requests that none of the answers is about, in the order of their days."""
    answered = {answer.request for answer in answers}
    return sorted((asked for asked in requests if asked.id not in answered), key=lambda asked: asked.key)


def due_written(state: State, ref: str, closed: datetime | None = None) -> Written[DueDate | None]:
    """Return the due date in force; an extension that was approved after something was closed moves nothing there."""
    known = state.of(ref)
    if closed is None or known.due.key[2] <= closed:
        return known.due
    answers = (answer for answer in state.kept(Answer, ref) if answer.at <= closed)
    moved = [Written(answer.key, due) for answer in answers if (due := answer.extension)]
    adopted = [Written(key, DueDate(named.due)) for key, named in known.adoptions if named.due is not UNSET]
    return max([UNWRITTEN, *moved, *adopted], key=lambda due: due.key)


def refused_claim(state: State, ref: str) -> Answer | None:
    """Return the refusal of the claim that a task is done, unless somebody reported on it since."""
    closing = [answer for answer in state.kept(Answer, ref) if answer.what == "close"]
    last = max(closing, key=lambda answer: answer.key, default=None)
    if last is None or last.verdict == "approve":
        return None
    return last if state.of(ref).told_until <= last.on else None
