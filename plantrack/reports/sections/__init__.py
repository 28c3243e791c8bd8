"""The sections of the periodic report, one function each, and in `section_table` which of them a report shows.

overall, bulletin   the plan in sentences and in numbers, its items, this year's numbers; basis: what they rest on
progress            what was reached and reported, by item; activity: changed, amended, recorded late, restated
problems            what needs attention, the worst first; next_steps: what comes next
reminders_told      who was reminded when, and when that was answered
outstanding         lists of what is late, at risk, owed or asked for
progress_ledger     every task in one row; units: the ranking
ledger, details     every task whole, for formats with room
"""
