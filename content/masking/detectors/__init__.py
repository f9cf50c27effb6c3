"""Detectors, one file per noun: pure functions over a folded shadow that yield findings."""
