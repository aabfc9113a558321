"""One diagnosis so far: the site, what the token looks like, and what was seen."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from token_conformance.advice.diagnosis.probe import Probe, Seen
from token_conformance.advice.diagnosis.shape import Shape
from token_conformance.advice.diagnosis.sign import Sign, cloud_id_of, sign_of
from token_conformance.advice.diagnosis.site import Site
from token_conformance.exchange.one_get import NoAnswer
from token_conformance.model.answer import LOCAL_MODEL


@dataclass(frozen=True)
class Case:
    """All that a conclusion rests on; it has nothing of the token but its shape."""

    site: Site
    shape: Shape
    seen: tuple[Seen, ...]
    now: dt.datetime

    @cached_property
    def signs(self) -> Mapping[Probe, Sign]:
        """What each request said, but the call that the question is about."""
        return {one.probe: sign_of(one) for one in self.seen if one.probe is not Probe.CALL}

    @cached_property
    def cloud_id(self) -> str:
        """The cloud id of the site; empty if it was not seen."""
        return next(filter(None, map(cloud_id_of, self.seen)), "")

    def of(self, probe: Probe) -> Seen | None:
        """A request, if it was sent."""
        return next((one for one in self.seen if one.probe is probe), None)

    @property
    def is_local_model(self) -> bool:
        """Whether an answer says that it is that of the edge."""
        answers = (one.reply for one in self.seen if not isinstance(one.reply, NoAnswer))
        return any(answer.headers.items() >= LOCAL_MODEL.items() for answer in answers)
