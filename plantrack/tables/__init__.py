"""Tables of people: sheets of cells from files, the meaning of their heads, and the values that people write."""
