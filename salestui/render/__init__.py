"""A review as something to read: numbers, Markdown, HTML, Word, JSON, charts as text and as SVG.

Knows how each language writes a number and how each format marks a table. Never knows SQL, rules, or what a figure means.

Decisions
- 2026-11: units and months stand in the guide and are put together here; babel is asked only for the sign of a currency that
  few reps meet, because it costs more than everything else that writes a number.
- 2026-11: the space before a unit is an ordinary one, so that a text can be searched as it is typed; the space within a
  number is a no-break space.
"""
