"""Names of substances that no component knows, told by their place and their looks."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.language.dosages.clause.mentions import NOT_SUBSTANCES, Mention, Names, run_before
from cleaner.language.dosages.clause.statement import Scene, Statement
from cleaner.language.dosages.substances.links import behind_previous
from cleaner.language.dosages.text.data_files import words
from cleaner.language.dosages.text.sentences import TOP
from cleaner.language.dosages.text.tokens import WORD

_STRONG_LINKS = frozenset({"dose", "doses", "dosage", "supplementation", "supplement", "supplements", "(", "®", "™"})
_NAME_LEADS = words("name_leads.txt")
_SALTS = frozenset({"chloride", "fluoride", "iodide", "acid"})
MOST_NAME = 3  # words of a name that no component knows
COPULAS = frozenset({"is", "was", "are", "were", "been"})


def name_before(statement: Statement, lead: int, elsewhere: bool, candidates: Sequence[Mention]) -> Mention | None:
    """Words with capitals or digits right in front of the amount: "Dysport (", "MgO in a dose of", "TU 160 mg"."""
    scene = statement.scene
    floor = behind_previous(statement)
    run = run_before(scene.tokens, lead, floor) if floor <= lead else None
    if run is None or run.last - run.first > MOST_NAME:
        return None
    links = scene.words(lead, statement.head.first)
    if (links and not _STRONG_LINKS.intersection(links) and len(links) > 1) or (elsewhere and ":" in links):
        return None
    if (
        not COPULAS.isdisjoint(links)
        and _STRONG_LINKS.isdisjoint(links)
        and scene.words(run.first - 1, run.first) not in (["for"], ["of"])
    ):
        return None
    first = run.last
    while first > run.first and _looks_like_name(scene, first - 1):
        first -= 1
    if first == run.last:
        return None
    whole = next((m for m in candidates if run.first <= m.first < m.last == first), None)  # "bupropion SR"
    return Mention(whole.first, run.last, whole.concept_id, label=whole.label) if whole else Mention(first, run.last)


def before_parenthesis(statement: Statement, candidates: Sequence[Mention]) -> Mention | None:
    """ "treated with crocins (15 mg/kg)": an unknown name between a word that leads to one and the parenthesis."""
    scene, opened = statement.scene, statement.scene.sentence.group_of(statement.amount.first)
    if opened == TOP or statement.head.first != opened + 1:
        return None
    run = run_before(scene.tokens, opened, behind_previous(statement))
    if run is None or run.last - run.first > MOST_NAME:
        return None
    led = not _NAME_LEADS.isdisjoint(scene.words(run.first - 1, run.first))
    known = any(mention.first < run.last and run.first < mention.last for mention in candidates)
    return run if led and not known else None


def whole_name(scene: Scene, mention: Mention) -> Mention:
    """ "hexamethonium chloride" where only "chloride" is known: the salt with the word before it."""
    before = scene.tokens[mention.first - 1] if mention.first > scene.sentence.first else None
    salt = mention.last - mention.first == 1 and scene.tokens[mention.first].text in _SALTS
    if not salt or before is None or before.kind != WORD or before.text in NOT_SUBSTANCES:
        return mention
    return mention._replace(first=mention.first - 1, concept_id=None)


def is_free(run: Mention, names: Names) -> bool:
    return names.other.isdisjoint(range(run.first, run.last))


def _looks_like_name(scene: Scene, index: int) -> bool:
    token = scene.tokens[index]
    written = scene.text[token.start : token.end]
    if token.kind != WORD:
        return True
    inner = any(c.isupper() or c.isdigit() for c in written[1:])
    return (
        inner or (written[0].isupper() and index > scene.sentence.first) or (written[0].isupper() and len(written) > 3)
    )
