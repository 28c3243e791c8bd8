"""Whom to tell and how, `contacts.yaml` beside a plan: read and checked. What its keys mean says `model.contacts`.

    units:
      stic:
        people: [{name: 张三, mail: zhang@example.org, mobile: 13800138000}]
        superior: [{name: 李四, mail: li@example.org}]
    office: [{name: 王五, mail: wang@example.org}]
    sender: {name: 督查室, mail: office@example.org}
    smtp: {host: smtp.example.org, tls: starttls, login: office}

The file and every key of it are optional.
"""

import os
from collections.abc import Collection, Iterator
from pathlib import Path

from plantrack.errors import Problem, message
from plantrack.files import typed
from plantrack.model.contacts import Contacts, MailSender, Person, is_mail
from plantrack.planfile import text_of
from plantrack.planfile.composing import compose
from plantrack.planfile.nodes import BAD, NodeReader

NAME = "contacts.yaml"
NO_MAIL = "{mail!r} is no mail address; write it as in zhang@example.org"
TRACKED = message(
    "git tracks this file, so that everybody reads the addresses; run `git rm --cached {name}` beside it", name=NAME
)


def read_contacts(folder: Path, units: Collection[str]) -> tuple[Contacts, tuple[Problem, ...]]:
    """Return the contacts beside a plan with these units, and their problems; nobody where there is no such file.

    Raises PlanError where it is no YAML.
    """
    path = folder / NAME
    if not os.path.lexists(path):
        return Contacts(), ()
    return parse_contacts(text_of(path), typed(path), units)


def parse_contacts(content: str, file: str, units: Collection[str]) -> tuple[Contacts, tuple[Problem, ...]]:
    """Read the text of a contacts.yaml; `file` is what problems call it. What cannot be read is left out."""
    if all(line.lstrip()[:1] in ("", "#") for line in content.splitlines()):
        return Contacts(), ()
    reader = NodeReader(file)
    found = reader.read(compose(content, file), Contacts)
    if found is BAD:
        return Contacts(), reader.sorted_problems()
    _check(reader, found, units)
    return found, reader.sorted_problems()


def contact_problems(folder: Path, units: Collection[str]) -> tuple[Problem, ...]:
    """Return what is wrong in the file, and a warning where git tracks it: it holds addresses of people."""
    path = folder / NAME
    if not os.path.lexists(path):
        return ()
    from plantrack.planfile.revision import tracked

    shared = (Problem(typed(path), 0, 0, TRACKED, warning=True),) if tracked(path) else ()
    return (*shared, *read_contacts(folder, units)[1])


def _check(reader: NodeReader, contacts: Contacts, units: Collection[str]) -> None:
    """Note units that the plan does not have, and addresses to which no mail can go."""
    whole = reader.place(contacts, "units")
    for key, _ in whole.value if whole else ():
        if key.value in contacts.units and key.value not in units:
            reader.problem(key, "the plan has no unit {unit!r}; it has {units}", unit=key.value, units=tuple(units))
    for owner in _with_mail(contacts):
        node = reader.place(owner, "mail")
        if node and owner.mail and not is_mail(owner.mail):
            reader.problem(node, NO_MAIL, mail=owner.mail)
    if contacts.smtp and not contacts.sender and (node := reader.place(contacts, "smtp")):
        reader.problem(node, "mail needs a sender; add the key `sender:` with `mail:` and, if you like, `name:`")


def _with_mail(contacts: Contacts) -> Iterator[Person | MailSender]:
    for unit in contacts.units.values():
        yield from (*unit.people, *unit.superior)
    yield from contacts.office
    yield from filter(None, [contacts.sender])
