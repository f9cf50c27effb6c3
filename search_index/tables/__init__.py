"""Folding and sound tables, derived once from OpenCC (Apache-2.0) and pypinyin (MIT) by derive.py."""
