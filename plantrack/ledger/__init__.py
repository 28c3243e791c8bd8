"""The ledger: the workbook that goes out to a unit, and what comes back in it."""
