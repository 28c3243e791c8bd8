"""The places that `journal copy` and `journal verify` name: a server, a folder of plans, the folder of one plan."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from plantrack.cli.context import Context
from plantrack.errors import NotFoundError, UsageError
from plantrack.files import typed
from plantrack.journal.addresses import check_address, is_server
from plantrack.planfile import NAME
from plantrack.planfile.naming import plan_id

if TYPE_CHECKING:
    from plantrack.journal.postgresql.connection import Server
    from plantrack.journal.stores.folders import FolderStore
    from plantrack.journal.stores.lines import Store

JOURNAL = "journal"
FOLDER = (
    "the journal of {plan} lies in its folder; name a server with `journal:` in plan.yaml, or with PLANTRACK_JOURNAL"
)
TWICE = "{file} and {other} are both plan {plan}; give the folder of one"
NO_PLAN = "there is no journal of plan {plan} at {store}; correct --plan, or name another place"
NO_JOURNAL = "there is no journal at {places}; name the folder of a plan or of plans, or a server that keeps some"
NO_FOLDER = "{path}: no such folder; name the folder of a plan or of plans, or a server: postgresql://host/database"


def open_store(place: str, waiting: Callable[[], None], *, new: bool = False) -> "Store":
    """Return the store at a place; a `new` folder need not be there. Raises UsageError and NotFoundError."""
    if is_server(place):
        from plantrack.journal.postgresql.connection import Server
        from plantrack.journal.stores.server import ServerStore

        return ServerStore(Server(place, waiting))
    if "://" in place:
        check_address(place)
    path = Path(place)
    if not path.is_dir() and not (new and not path.exists()):
        raise NotFoundError(NO_FOLDER, path=place)
    return _folder(path)


def _folder(path: Path) -> "FolderStore":
    from plantrack.journal.stores.folders import FolderStore

    for own in (path, *([path.parent] if path.name == JOURNAL else [])):
        if (own / NAME).is_file():
            return FolderStore(path, {_plan_of(own): own / JOURNAL}, None)
    journals: dict[str, Path] = {}
    for folder in _plan_folders(path):
        before = journals.setdefault(plan := _plan_of(folder), folder / JOURNAL)
        if before.parent != folder:
            raise UsageError(TWICE, file=typed(folder), other=typed(before.parent), plan=plan)
    return FolderStore(path, journals, path)


def _plan_folders(place: Path) -> Iterator[Path]:
    """Yield the folders that are of a plan, or that hold the journal of one, whose name they have then."""
    for folder in sorted(place.iterdir()) if place.is_dir() else ():
        if (folder / NAME).is_file() or (folder / JOURNAL).is_dir():
            yield folder


def _plan_of(folder: Path) -> str:
    return plan_id(folder) if (folder / NAME).is_file() else folder.name


def plans_of(given: str | None, *stores: "Store") -> list[str]:
    """Return the plans meant: the one given, that of which a store is the place, or all of all stores.

    Raises NotFoundError where none of them has a journal of the plan, or any at all.
    """
    known = sorted({plan for store in stores for plan in store.plans()})
    only = given or next((store.only for store in stores if store.only), None)
    if not known:
        raise NotFoundError(NO_JOURNAL, places=tuple(dict.fromkeys(store.name for store in stores)))
    if only and only not in known:
        raise NotFoundError(NO_PLAN, plan=only, store=stores[0].name)
    return [only] if only else known


def server_of(context: Context, given: str | None = None) -> "Server":
    """Return the server given, or that of the plan's journal. Raises UsageError where there is none."""
    address = check_address(given) if given else context.server
    if not address:
        raise no_server(context)
    from plantrack.journal.postgresql.connection import Server

    return Server(address, context.waiting)


def no_server(context: Context) -> UsageError:
    """Return the error where a command needs a server and the plan's journal lies in a folder."""
    return UsageError(FOLDER, plan=context.plan.id)
