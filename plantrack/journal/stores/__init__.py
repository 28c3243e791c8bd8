"""Stores of many plans' journals, folders and servers alike: copied from one into another, compared, and checked.

lines       the lines of a journal as they are, each with what it says, in chunks that leave acts whole
folders     plans in folders
server      plans on a server
copying     what one store has and another has not is added to that
streams     work that is done side by side
comparing   what is only in one of two stores, or is another there
chains      whether the hashes of a server hold
"""
