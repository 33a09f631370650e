"""The sample is loaded when it is asked for, into an empty register, and marked."""

import pytest

from jsna.errors import JsnaError
from jsna.model.register.need import NeedStatus
from jsna.register.kinds import KINDS
from jsna.register.sample import load_sample
from tests.register.making import OFFICER, a_need


def test_every_item_of_the_sample_is_marked_and_keeps_the_rules(register):
    number = load_sample(register, OFFICER)
    found = [item for kind in KINDS for item in register.find(OFFICER, kind)]
    assert (len(found), all(item.sample for item in found)) == (number, True)
    statuses = {item.status for item in found if hasattr(item, "status")}
    assert {NeedStatus.ASSUMED, NeedStatus.CONFIRMED, NeedStatus.DIFFERENT} <= statuses


def test_a_register_with_anything_in_it_is_left_alone(register):
    register.save(OFFICER, a_need())
    with pytest.raises(JsnaError, match="empty"):
        load_sample(register, OFFICER)
    assert sum(register.count(OFFICER, kind) for kind in KINDS) == 1
