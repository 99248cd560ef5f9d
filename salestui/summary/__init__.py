"""The review as a value: from the material (figures, texts, entries, actions) to nine sections under a headline.

Knows sections, their fields, facts and drafts. Never knows SQL, screens, Markdown or how a number is written.

Decisions
- 2026-11: a section gives blocks (tables, lines, charts) whose cells are values, not strings, so that one renderer per
  format serves every section in every language, and a tenth section needs no renderer.
"""
