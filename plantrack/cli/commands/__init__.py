"""The commands, one module per group. Each declares its options, calls the library and presents what it returns."""
