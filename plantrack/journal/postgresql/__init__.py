"""The journals of many plans on a PostgreSQL server.

addresses     (beside this folder) what the address of a server looks like
connection    one connection, made again when it is lost, and what the server said when it refused
store         the journal of a plan: append and read
mirror        what is known here of a server's journal: files in the cache, to which only what is new is added
migrating     the tables, made and changed by the numbered files in migrations/
"""
