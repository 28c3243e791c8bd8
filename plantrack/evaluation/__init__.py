"""Evaluation: the facts and the light of every task as of a day."""
