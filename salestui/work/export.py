"""The document that is handed in: made in a layout, a language and a format, and written whole."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from salestui.domain.money import Money
from salestui.domain.period import Period
from salestui.domain.refusal import Refusal
from salestui.domain.text import escaped, plain_text
from salestui.domain.written import SECTIONS
from salestui.guide import LANGUAGES, words
from salestui.render.markdown import markdown, section_markdown, words_in
from salestui.render.numbers import Numbers
from salestui.render.privacy import ACCOUNTS, AMOUNTS, EXACT, INDEXED, NAME, ROUNDED, disguised, without_amounts
from salestui.render.wording import Wording
from salestui.summary.address import address
from salestui.summary.cells import QUOTA
from salestui.summary.document import BRIEF, FULL, LAYOUTS, MOST_WORDS, Document, brief, full, pack
from salestui.summary.material import Material
from salestui.summary.summary import Summary
from salestui.work import replaced_files
from salestui.work.account_names import accounts_in
from salestui.work.desk import Desk
from salestui.work.file_names import file_name
from salestui.work.finalise import Handed, handed, refuse_errors
from salestui.work.whole_file import write_whole

WORD = "docx"
FORMATS = ("md", "html", "json", WORD)


class Options(NamedTuple):
    """How a document is made. `form` is one of FORMATS, `accounts` of privacy.ACCOUNTS, `amounts` of privacy.AMOUNTS."""

    layout: str = FULL
    language: str = "en"
    form: str = "md"
    charts: bool = True
    evidence: bool = False
    accounts: str = NAME
    amounts: str = EXACT

    def __str__(self) -> str:
        """The options that differ from the usual, as the last line of a finalised document has them."""
        told = [] if self.charts else ["charts=none"]
        told += ["evidence"] if self.evidence else []
        told += [f"accounts={self.accounts}"] if self.accounts != NAME else []
        told += [f"amounts={self.amounts}"] if self.amounts != EXACT else []
        return " ".join(told) or "standard"

    @classmethod
    def read(cls, layout: str, language: str, form: str, told: str) -> Options:
        """The options of a document's last line."""
        said = dict(one.partition("=")[::2] for one in told.split())
        accounts, amounts = said.get("accounts", NAME), said.get("amounts", EXACT)
        return cls(layout, language, form, said.get("charts") != "none", "evidence" in said, accounts, amounts)


USUAL = Options()
WISHES = {"layout": LAYOUTS, "language": LANGUAGES, "form": FORMATS, "accounts": ACCOUNTS, "amounts": AMOUNTS}


def document(desk: Desk, period: Period, options: Options = USUAL, *, owner: str | None = None) -> str:
    """The document as text, in spite of any finding: what a preview shows. `owner`: of that rep's deals ("all": everyone's).

    Raises Refusal `layout-unknown`, `language-unknown`, `format-unknown`.
    """
    return rendered(desk, handed(desk, period, owner), options)


def section_document(desk: Desk, period: Period, key: str, language: str) -> str:
    """One section as Markdown, as it stands now or as it was finalised. Raises Refusal `section-unknown`."""
    if key not in SECTIONS:
        address(key)  # refuses with the nearest names
        raise Refusal("section-unknown", exit_code=2, section=key, nearest=SECTIONS[0])
    summary = handed(desk, period).summary
    options = Options(language=language, accounts=desk.settings.accounts)
    return section_markdown(summary.section(key), wording_of(desk, summary, options))


def evidence_pack(desk: Desk, period: Period, language: str) -> str:
    """Figures, entries and texts of the period as one Markdown text, for a rep whose company has an assistant of its own.

    Accounts are named as the settings say: what is pasted elsewhere is handed out too.
    """
    summary = handed(desk, period).summary
    return markdown(pack(summary), wording_of(desk, summary, Options(language=language, accounts=desk.settings.accounts)))


def export(desk: Desk, period: Period, options: Options = USUAL, *, force: bool = False, owner: str | None = None) -> str:
    """The document to be handed in.

    Raises Refusal as `document` does, and `checks-errors` (exit code 3) where a check finds an error, unless `force`.
    """
    return rendered(desk, _to_hand_in(desk, period, force, owner), options)


def export_to(
    desk: Desk,
    period: Period,
    path: Path,
    options: Options = USUAL,
    *,
    force: bool = False,
    replace: bool = False,
    owner: str | None = None,
) -> Path:
    """The document written to `path`, or into the folder `path` under a name of its own; where it is now.

    Raises Refusal as `export` and `write_whole` do.
    """
    found = _to_hand_in(desk, period, force, owner)
    content = written_out(desk, found, options)
    target = path / name_of(desk, period, options) if path.is_dir() else path
    if replace and target.is_file() and not target.is_symlink():
        with contextlib.suppress(Refusal):  # where nothing can be kept, what was asked for is done all the same
            replaced_files.keep("document_replaced", target.name, target, target.read_bytes())
    write_whole(target, content, replace=replace)
    return target


def _to_hand_in(desk: Desk, period: Period, force: bool, owner: str | None) -> Handed:
    found = handed(desk, period, owner)
    if not force and found.checksum is None:
        refuse_errors(desk, found.summary)
    return found


def written_out(desk: Desk, found: Handed, options: Options) -> bytes:
    """What is handed in, as the bytes of a file."""
    if options.form != WORD:
        return rendered(desk, found, options).encode("utf-8")
    from salestui.render.word import word  # brings python-docx, an extra

    wording = wording_of(desk, found.summary, options)
    return word(laid_out(found.summary, wording, options), wording, footer=_footer(found, options))


def name_of(desk: Desk, period: Period, options: Options = USUAL) -> str:
    """A file name that says rep, period and layout."""
    return file_name(handed(desk, period).summary.material, options.layout, options.language, options.form)


def rendered(desk: Desk, found: Handed, options: Options) -> str:
    """What is handed in, as text in which nothing acts on a terminal (R38).

    Raises Refusal `word-needs-file` for a Word document, which is none.
    """
    if options.form == WORD:
        raise Refusal("word-needs-file", exit_code=2)
    wording = wording_of(desk, found.summary, options)
    made, footer = laid_out(found.summary, wording, options), _footer(found, options)
    if options.form == "html":
        from salestui.render.html import html  # one format is loaded, that which is asked for

        return plain_text(html(made, wording, footer=footer))
    if options.form == "json":
        from salestui.render.review_json import review_json

        told = {"layout": options.layout, "options": str(options)}
        return escaped(review_json(made, wording, {**told, "checksum": found.checksum, "finalised_at": found.finalised_at}))
    return plain_text(markdown(made, wording, footer=footer))


def wording_of(desk: Desk, summary: Summary, options: Options) -> Wording:
    """Words and numbers of the document's language, with what it keeps to itself.

    Raises Refusal `layout-unknown`, `language-unknown`, `form-unknown`, `accounts-unknown`, `amounts-unknown`, and
    `amounts-no-quota` where amounts are to be shown as an index and no goal in money gives its base.
    """
    for wish, known in WISHES.items():
        if getattr(options, wish) not in known:
            raise Refusal(f"{wish}-unknown", exit_code=2, **{wish: getattr(options, wish)}, known=", ".join(known))
    settings, material = desk.settings, summary.material
    numbers = Numbers(options.language, settings.percent_space, settings.ratio_decimals)
    hide: list[Callable[[str], str]] = []
    if options.amounts != EXACT:
        index = _index(material) if options.amounts == INDEXED else None
        numbers = replace(numbers, rounded=options.amounts == ROUNDED, index=index)
        hide.append(without_amounts(numbers))
    if options.accounts != NAME or material.account_names:
        names = material.accounts or accounts_in(desk, summary)
        hide.append(disguised(names, options.accounts, words(options.language), material.account_names))
    return Wording(numbers, material, _all_of(hide)) if hide else Wording(numbers, material)


def left_out(desk: Desk, period: Period, options: Options) -> tuple[str, ...]:
    """What the document keeps to itself, as sentences of its language, to be told before it is written."""
    say = words(options.language)
    kept = []
    if options.accounts != NAME:
        kept.append(say(f"document.privacy.accounts_{options.accounts}"))
    own = handed(desk, period).summary.material.account_names
    for account, how in own.items():
        slug = f"account_{how}" if how in ACCOUNTS else "account_own"
        if how not in (NAME, options.accounts):
            kept.append(say(f"document.privacy.{slug}", account=account, alias=how))
    if options.amounts != EXACT:
        kept.append(say(f"document.privacy.amounts_{options.amounts}"))
    named = [account for account, how in own.items() if how == NAME != options.accounts]
    told = [say("document.privacy.left_out", what=what) for what in kept]
    return (*told, *(say("document.privacy.named", account=account) for account in named))


def _all_of(hide: list[Callable[[str], str]]) -> Callable[[str], str]:
    def hidden(text: str) -> str:
        for one in hide:
            text = one(text)
        return text

    return hidden


def _index(material: Material) -> Money:
    targets = sorted(material.goals, key=lambda goal: (goal.name.lower() != QUOTA, goal.id))
    for goal in targets:
        if isinstance(goal.adjusted_target, Money) and goal.adjusted_target.minor:
            return goal.adjusted_target
    raise Refusal("amounts-no-quota", period=material.period.key)


def laid_out(summary: Summary, wording: Wording, options: Options) -> Document:
    """The document in its layout; a brief gives up details until it is as short as a brief may be."""
    if options.layout == FULL:
        return full(summary, charts=options.charts, evidence=options.evidence)
    most = summary.material.template.limit(BRIEF, MOST_WORDS[BRIEF])
    for details in (4, 3, 2):
        made = brief(summary, details)
        if words_in(markdown(made, wording)) <= most:
            return made
    return brief(summary, 1)


def _footer(found: Handed, options: Options) -> str:
    """The last line of a finalised document, from which it can be verified; "" for one that is not."""
    if not found.checksum:
        return ""
    return words(options.language)(
        "document.footer.line",
        period=found.summary.material.period.key,
        checksum=found.checksum,
        layout=options.layout,
        language=options.language,
        options=str(options),
    )
