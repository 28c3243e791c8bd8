"""The portfolio: many plans at a glance. Everything is added up from a row per plan, which is plain data.

rows       what is kept of one plan for a status or a report; checked: of a check
numbers    some tasks in numbers, and how those of several plans add up
units      which units of different plans are one
portfolio  the plans, the worst first, with their units and lights
sections   the portfolio as sections of typed cells
"""
