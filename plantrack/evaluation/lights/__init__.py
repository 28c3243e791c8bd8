"""Lights: the judgement on a task's facts, by rules that are data. Silence is never green, in any rule set.

rules        what a rule set is, and what none may do
conditions   what each condition of a rule looks at
judge        tries the rules on the facts of a task; a parent's light
packaged     the rule sets that come with the program, in `sets/`
"""
