"""What helps after errors whose own words cannot say it. Loaded only where there is an error."""

from plantrack.errors import Message, message

HINTS = {
    "no task or milestone is called {typed!r}": message("`plantrack list` shows them all"),
    "no task, milestone, indicator or unit is called {typed!r}": message(
        "`plantrack list` and `plantrack baseline` show them"
    ),
    "no indicator is called {typed!r}": message("`plantrack baseline` shows them all"),
    "cancelling {ref} needs approval": message("ask for it with `plantrack cancel {ref} --reason …`"),
    "no such record: {typed!r}": message("`plantrack log` shows the ids"),
    "{n} working days are too many to be counted": message("write the date"),
    "no such day between {first} and {last}, the plan's days": message("write one of the days between them"),
    "every second week is counted from today, and the plan ended on {last}": message("write the date"),
    "the demo covers {first} to {last}, not {day}": message("name a day between them"),
    "there is no such day or period": message("look it up in the calendar"),
    "{ref} owes no report for {period}: it was not adopted by {day}": message("leave out `--for`"),
    "{ref} owes no report for {period}, which begins before {since}": message("leave out `--for`"),
    "{ref} owes no report for {period}, which begins after the plan": message("leave out `--for`"),
    "{ref} owes no report for {period}, which has no working day": message("leave out `--for`"),
    "{text!r} is counted in {given}, but here the unit is {expected}": message("write it in {expected}"),
    "only a task without sub-tasks owes reports, so {ref} cannot answer for a period": message(
        "name its sub-tasks, or leave out `--for`"
    ),
    "{ref} was never reached, so it cannot be opened again": message("`plantrack show {ref}` shows where it stands"),
    "{ref} is not closed, so it cannot be opened again": message("`plantrack show {ref}` shows where it stands"),
    "{ref} has no open problem to solve": message("leave out `--solved`"),
    "nothing of {by} is in force that could be undone": message(
        "name a record by its id, as `plantrack log` shows them"
    ),
    "give a reason why {ref} should be cancelled": message("write it after `--reason`"),
    "give a reason why the date of {ref} should move": message("write it after `--reason`"),
    "{ref} has no due date to extend": message("write one into plan.yaml, and adopt it"),
    "{ref} is due on {day} already": message("ask for a later day"),
    "{ref} was reached on {day}": message("`plantrack log {ref}` shows who said so"),
    "{ref} is closed already: {status}": message("open it again first, with `plantrack done {ref} --reopen`"),
    "this request was answered on {on} by {by}: {verdict}": message(
        "ask anew, or undo the answer as `plantrack log` shows it"
    ),
    "there is a unit {name} already": message("`plantrack edit {name}` changes it"),
    "there is an indicator {name} already": message("`plantrack edit {name}` changes it"),
    "{file}: cannot be read: {why}": message("check the path and who may read it"),
    "{file}: cannot be written: {why}": message("mend that, or write to another place"),
    "{file}: nothing was recorded: {why}": message("mend that and type the command again"),
    "{server}: cannot be reached: {why}": message("check the address and the network, or ask whoever runs the server"),
    "no light rules are called {name!r}": message(
        "choose one of these, or write them into the plan's folder `lights/`"
    ),
    "git cannot read the repository of {folder}: {why}": message(
        "mend that, or give an earlier result with --baseline"
    ),
    "the template is no Word document (.docx): {why}": message("open it in Word or WPS and save it as .docx"),
    "the format {form} contradicts the ending of {file}, which is for {meant}": message(
        "choose another ending, or another format"
    ),
    "{program} made no PDF: {why}": message("try again, or write the report as docx or html"),
    "the output cannot be written: {why}": message("make room, or write to another file with -o"),
}
"""What helps after an error, by the template of its message: layers below the command line know no commands."""


def with_hint(said: Message) -> Message:
    """Return a message with what helps, where that is not in it; messages within it get theirs too."""
    facts = {name: with_hint(fact) if isinstance(fact, Message) else fact for name, fact in said.facts.items()}
    plain, hint = Message(said.template, facts), HINTS.get(said.template)
    return message("{said}; {hint}", said=plain, hint=Message(hint.template, facts)) if hint else plain
