"""The kinds of items that the register holds. A new kind is one more line here, a model and a migration."""

from __future__ import annotations

from jsna.model.register.conversation import Conversation
from jsna.model.register.idea import Idea
from jsna.model.register.item import Item
from jsna.model.register.need import Need
from jsna.model.register.provision import Provision
from jsna.model.register.report import Report
from jsna.model.register.response import Response

#: Those that others refer to come first.
KINDS: tuple[type[Item], ...] = (Conversation, Need, Idea, Response, Provision, Report)
BY_NAME = {kind.KIND: kind for kind in KINDS}
