"""Text as it is written and as it is shown: Markdown to safe HTML, plain text, differences."""
