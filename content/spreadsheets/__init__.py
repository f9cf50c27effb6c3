"""Spreadsheets in and out: xlsx and csv as rows of typed cells with their addresses. Knows nothing of what they say."""
