"""The commands by what they are used for, in the order of the help."""

GROUPS = {
    "Update": ("update", "done", "comment", "measure", "undo"),
    "Look": ("status", "show", "list", "agenda", "watch", "explain", "log", "baseline", "date"),
    "Report": ("report", "chart"),
    "Check": ("check", "validate"),
    "Plan": ("new", "add", "edit", "import", "export", "adopt", "trace", "schema", "demo"),
    "Office": ("assign", "reschedule", "cancel", "approve", "refuse", "ledger", "remind", "ack", "sheet"),
    "Server": ("journal",),
    "Help": ("guide",),
}
"""The commands of each group, by its heading. A command that stands in none is not shown."""
