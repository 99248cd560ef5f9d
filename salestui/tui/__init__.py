"""The app: what a rep sees and types into. A thin shell over `salestui.work`.

Each screen reads one value, shows it, and writes back what was typed. Knows Textual, keys and layout; never SQL, rules or
sentences (those come from the guide by key).

Decisions
- 2026-11: places are Textual modes, made when first visited; they read again when they come back and something changed.
- 2026-11: the line of keys is one widget of ours, not Textual's footer: six widgets fewer on every screen, and it drops what
  does not fit instead of hiding it unseen.
- 2026-11: every list of records is a `RowWindow`, which draws the lines in view; nothing is measured that is not seen.
"""
