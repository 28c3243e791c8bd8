"""The values that everything else is computed from: plan, updates, state. No files, no clock, no terminal."""
