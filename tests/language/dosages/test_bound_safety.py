"""Safety: what forbids more is an upper bound, whatever words it uses; what asks for a minimum is a lower one."""

from __future__ import annotations

from itertools import product

import pytest

from cleaner.contract.vocabulary import Bound
from tests.language.dosages.reader import read

_COMPARISONS = ("more than", "over", "above", "in excess of", "greater than", "higher than", "beyond")
_FORBIDDING = (
    "Do not take {more} {amount} a day.",
    "Don't take {more} {amount} a day.",
    "Never take {more} {amount} in 24 hours.",
    "You should not use {more} {amount} daily.",
    "Adults shouldn't take {more} {amount} per day.",
    "Patients must not be given {more} {amount} of the drug.",
    "It should not be administered at doses of {more} {amount} per day.",
    "Avoid taking {more} {amount} a day.",
    "Avoid doses {more} {amount} a day.",
    "No one should take {more} {amount} a day.",
    "It is not safe to take {more} {amount} a day.",
    "It is unsafe to take {more} {amount} a day.",
    "Experts advise against taking {more} {amount} a day.",
    "Nobody should take {more} {amount} a day.",
    "Under no circumstances take {more} {amount} a day.",
    "Taking {more} {amount} a day is not recommended.",
    "Doses {more} {amount} per day are not recommended.",
    "Doses {more} {amount} per day should be avoided.",
    "Doses {more} {amount} daily must not be used.",
    "The dose cannot be {more} {amount}.",
    "The dose should never be {more} {amount} a day.",
    "Take it without going {more} {amount} a day.",
)
_EXCEEDING = (
    "It is best not to go above {amount} a day.",
    "You shouldn't, under any circumstances, take more than {amount} a day.",
    "Intake should be kept below {amount} a day.",
    "Nobody should take over {amount} a day.",
    "Stay under {amount} a day.",
    "Do not give a child more than {amount} a day.",
    "Your intake shouldn't go over {amount} a day.",
    "It may not be given in doses exceeding {amount} a day.",
    "Do not exceed {amount} per day.",
    "The daily dose should not exceed {amount}.",
    "The total daily dosage must not exceed {amount}.",
    "Take one tablet every 6 hours, not to exceed {amount} in 24 hours.",
    "The dose may be raised without exceeding {amount} per day.",
    "Avoid exceeding {amount} daily.",
    "Never exceed a total daily dose of {amount}.",
    "It is recommended not to exceed {amount} a day.",
    "Intakes exceeding {amount} a day are not recommended.",
    "A dose of {amount} per day should not be exceeded.",
    "{amount} a day must not be exceeded.",
    "The dose does not exceed {amount} a day.",
    "Doses should not ordinarily exceed {amount} daily.",
)
_UPPER = (
    "Take up to {amount} a day.",
    "Take at most {amount} a day.",
    "Take no more than {amount} a day.",
    "Take not more than {amount} a day.",
    "Take less than {amount} a day.",
    "Take {amount} or less a day.",
    "Take {amount} at most.",
    "Limit yourself to {amount} a day.",
    "Limit your intake to {amount} a day.",
    "The maximum dose is {amount} a day.",
    "The maximum recommended daily dose is {amount}.",
    "A maximum of {amount} a day may be taken.",
    "Take {amount} a day (maximum).",
    "The tolerable upper intake level is {amount} a day.",
    "The upper limit is currently set at {amount} a day.",
    "Keep your intake below {amount} a day.",
    "Take ≤ {amount} a day.",
    "Take <{amount} a day.",
    "As much as {amount} a day was given.",
)
_LOWER = (
    "Take at least {amount} a day.",
    "Take no less than {amount} a day.",
    "Take not less than {amount} a day.",
    "A minimum of {amount} a day was given.",
    "They took more than {amount} a day.",
    "They took {amount} or more a day.",
    "Doses above {amount} a day can cause harm.",
    "Doses exceeding {amount} a day were associated with nausea.",
    "You should get at least {amount} a day.",
    "No benefit was seen with doses above {amount} a day.",
    "It has not been studied at doses of more than {amount} a day.",
    "There is no evidence of harm at more than {amount} a day.",
    "They received > {amount} a day.",
    "They received ≥{amount} a day.",
)
_LESS = ("less than", "fewer than", "lower than", "below", "under")
_FORBIDDING_LESS = (
    "Do not take {less} {amount} a day.",
    "Never take {less} {amount} in 24 hours.",
    "Don't use {less} {amount} daily.",
    "Patients must not be given {less} {amount} of the drug.",
    "It is not safe to give {less} {amount}.",
    "The dose should not be {less} {amount}.",
    "The dose should not fall {less} {amount}.",
    "Avoid taking {less} {amount} a day.",
    "Doses {less} {amount} per day are not recommended.",
)
_NOT_OF_THE_BOUND = (
    "Do not take it with alcohol and keep {less} {amount} a day.",
    "Never drive; stay {less} {amount} a day.",
    "If you do not feel better, take {less} {amount} a day.",
    "Taking {less} {amount} a day is not unsafe.",
    "There is no evidence of harm at {less} {amount} a day.",
)
_AMOUNTS = ("4 g", "1,500 mg", "4,000 IU", "2.5 mg/kg")

_FORBIDDEN = [
    *(phrase.format(more=more, amount=amount) for phrase, more, amount in product(_FORBIDDING, _COMPARISONS, _AMOUNTS)),
    *(phrase.format(amount=amount) for phrase, amount in product(_EXCEEDING + _UPPER, _AMOUNTS)),
    *(phrase.format(less=less, amount=amount) for phrase, less, amount in product(_NOT_OF_THE_BOUND, _LESS, _AMOUNTS)),
]
_ASKED = [
    *(phrase.format(amount=amount) for phrase, amount in product(_LOWER, _AMOUNTS)),
    *(phrase.format(less=less, amount=amount) for phrase, less, amount in product(_FORBIDDING_LESS, _LESS, _AMOUNTS)),
]


def test_there_are_many_phrasings() -> None:
    assert len(set(_FORBIDDEN)) >= 200


@pytest.mark.parametrize("text", _FORBIDDEN)
def test_upper_bound_is_never_inverted(text: str) -> None:
    doses = [dose for dose in read(text).doses if dose.unit != "{tablet}"]
    assert len(doses) == 1
    assert doses[0].bound is Bound.UPPER, text
    assert doses[0].low is None
    assert doses[0].high is not None


@pytest.mark.parametrize("text", _ASKED)
def test_lower_bound_stays_lower(text: str) -> None:
    (dose,) = read(text).doses
    assert dose.bound is Bound.LOWER, text
    assert dose.high is None
    assert dose.low is not None
