"""The journals of many plans on a PostgreSQL server.

addresses     (beside this folder) what the address of a server looks like
connection    one connection, made again when it is lost, and what the server said when it refused
refusals      why a server did not do what was asked, and for how long it is worth asking again
denials       what its rights deny, in words that say what to do
store         the journal of a plan: append and read
mirror        what is known here of a server's journal: files in the cache, to which only what is new is added
rights        who may do what in a plan, and which unit answers for what
verifying     whether the journal is the one that was committed
migrating     the tables, made and changed by the numbered files in migrations/
"""
