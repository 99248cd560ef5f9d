"""Every word that a rep reads: questions, labels, findings, messages, help. One folder per language, one TOML file per topic.

Knows languages and keys; never figures, sections' rules or screens. The first part of a key is its topic, and a topic
is read from disk when the first of its words is asked for, so that a command pays for no other words than its own.

2026: each language is written for itself; equal are only the keys and the places for values (`tests/guide`).
"""

from salestui.guide.wordbook import LANGUAGES, TEST_LANGUAGE, Words, words

__all__ = ["LANGUAGES", "TEST_LANGUAGE", "Words", "words"]
