"""Views as data: what a status, a baseline table or a periodic report says, before anybody writes it down.

Pure functions of plan, updates and dates. How it looks is `render`'s.
"""
