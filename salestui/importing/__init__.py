"""A CRM's file: bytes -> table -> source -> mapping -> plan. Says what a file will do, and does nothing.

Knows how exports look (CRM_FORMATS in the design notes: Salesforce, HubSpot, Pipedrive, ClickUp, Dynamics, Zoho, Close and
hand-kept tables). Never knows the store (what is known already is asked through `Known`), figures, wording or screens.

Decisions
- 2026-11: a file is read twice: once to judge each column as a whole (decimal sign, day order), once to type it, five
  thousand rows at a time. So no guess is made per cell, and memory does not grow with the file.
- 2026-11: cells are typed by column, not by row, through a memory of what a cell meant: most columns repeat themselves.
- 2026-11: history is a pure function over what the exports and field histories showed (`retold`); the quick comparison of
  a newest export with the store gives the same changes, and a test holds that.
- 2026-11: a workbook is read in a process of its own, with a limit on its memory, since a hostile one ends its reader.
"""
