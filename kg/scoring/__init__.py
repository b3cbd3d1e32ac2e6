"""Scoring: a draft held against a gold standard: names, links, relations, grounds, statuses, calibration, edits."""
