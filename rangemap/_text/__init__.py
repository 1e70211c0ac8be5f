"""Answers in words: sentences with numbered sources, from the templates in messages/."""
