"""The review as JSON: for a lead who gathers the team's, and for any program that reads a document's data.

The form, version 1. New keys may be added; none is renamed or given another meaning without a new version.

    format, version      "salestui-review", 1
    period               {key, start, end}
    name, role, territory, segment, lead_sources
    language, layout, options, checksum, finalised_at     the last three null for what is not finalised
    definitions          {setting: [token, ...]} in force
    title, headline      [{label, text}]
    chapters             [{key, title, blocks: [...]}], a block being one of
                         {kind: table, columns: [{head, numeric}], rows: [[text, ...]]}
                         {kind: list, head, items: [{label, text}]}
                         {kind: text, text}
                         {kind: chart, chart, title, unit, labels: [text], series: [{name, values}], goal}
    goals                [{name, metric, owner, segment, target, adjusted_target, attainment}]
    actions              [{kind, text, metric, target, by, reporting}]
    figures              as `salestui metrics --json` gives them
    slices               {dimension: {metric: {member: figure}}}
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from salestui.domain.goal import Goal
from salestui.domain.text import same_name
from salestui.metrics.definitions import SETTINGS, in_force
from salestui.render.figure_json import Json, figure_json, value_json
from salestui.render.wording import Wording
from salestui.summary.blocks import Block, Chart, Line, Lines, Paragraph, Table
from salestui.summary.cells import attained_share
from salestui.summary.document import Document
from salestui.summary.material import Material

VERSION = 1


def review_json(document: Document, wording: Wording, marks: Mapping[str, str | None]) -> str:
    """The document as JSON text. `marks` are layout, options, checksum and finalised_at."""
    material = wording.material
    own = next((one for one in material.people if material.name and same_name(one.name) == same_name(material.name)), None)
    sources = sorted({key.member for key in material.figures if key.dimension == "lead_source" and key.member})
    period = material.period
    whole: dict[str, Json] = {
        "format": "salestui-review",
        "version": VERSION,
        "period": {"key": period.key, "start": period.start.isoformat(), "end": period.end.isoformat()},
        "name": material.name,
        "role": material.role,
        "territory": material.text("scope", "territory") or (own.territory if own else None),
        "segment": material.text("scope", "segment") or (own.segment if own else None),
        "lead_sources": list(sources),
        "language": wording.numbers.language,
        **marks,
        "definitions": {setting: list(in_force(material.terms.definitions, setting)) for setting in SETTINGS},
        "title": wording.text(document.title),
        "headline": [_item(item, wording) for item in document.headline.items],
        "chapters": [
            {"key": one.key, "title": wording.text(one.head), "blocks": [_block(block, wording) for block in one.blocks]}
            for one in document.chapters
        ],
        "goals": [_goal(material, goal, wording) for goal in material.goals],
        "actions": [
            {
                "kind": action.kind,
                "text": wording.disguise(wording.filled(action.text)),
                "metric": action.metric,
                "target": wording.disguise(wording.filled(action.target)) if action.target else None,
                "by": action.by.isoformat() if action.by else None,
                "reporting": action.reporting,
            }
            for action in material.actions
        ],
        "figures": [figure_json(figure, wording.numbers) for key, figure in material.figures.items() if not any(key[2:])],
        "slices": _slices(material, wording),
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _block(block: Block, wording: Wording) -> Json:
    match block:
        case Table(columns, rows):
            heads: list[Json] = [{"head": wording.text(one.head), "numeric": one.numeric} for one in columns]
            return {"kind": "table", "columns": heads, "rows": [[wording.text(cell) for cell in row] for row in rows]}
        case Lines(items, head):
            told = wording.text(head) if head else None
            return {"kind": "list", "head": told, "items": [_item(item, wording) for item in items]}
        case Paragraph(cells):
            return {"kind": "text", "text": " ".join(filter(None, map(wording.text, cells)))}
        case Chart():
            return _chart(block, wording)


def _item(item: Line, wording: Wording) -> Json:
    text = " ".join(filter(None, map(wording.text, item.cells)))
    return {"label": wording.text(item.label) if item.label else None, "text": text}


def _chart(chart: Chart, wording: Wording) -> Json:
    return {
        "kind": "chart",
        "chart": chart.kind,
        "title": wording.text(chart.title),
        "unit": str(chart.unit),
        "labels": [wording.text(label) for label in chart.labels],
        "series": [
            {"name": wording.text(one.name), "values": [value_json(value, chart.unit, wording.numbers) for value in one.values]}
            for one in chart.series
        ],
        "goal": value_json(chart.goal, chart.unit, wording.numbers),
    }


def _goal(material: Material, goal: Goal, wording: Wording) -> Json:
    return {
        "name": goal.name,
        "metric": goal.metric,
        "owner": goal.owner,
        "segment": goal.segment,
        "target": value_json(goal.target, None, wording.numbers),
        "adjusted_target": value_json(goal.adjusted_target, None, wording.numbers),
        "attainment": value_json(attained_share(material, goal)),
    }


def _slices(material: Material, wording: Wording) -> Json:
    found: dict[str, Json] = {}
    for key, figure in material.figures.items():
        dimension, member = ("owner", key.owner) if key.owner else (key.dimension, key.member)
        if dimension and member is not None and key.period is None and key.goal is None:
            metrics = found.setdefault(dimension, {})
            if isinstance(metrics, dict):
                members = metrics.setdefault(key.metric, {})
                if isinstance(members, dict):
                    members[member] = figure_json(figure, wording.numbers)
    return found
