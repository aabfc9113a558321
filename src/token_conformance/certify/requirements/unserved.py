"""The operations that a subject called and the local model does not serve, for an issue of this project."""

from collections.abc import Iterator

from token_conformance.certify.observation.observation import Observation
from token_conformance.certify.requirements.address import anonymous, operation_of
from token_conformance.certify.requirements.requirement import NOT_SERVED, Observations

UNSERVED = "Operations that the model does not serve"
ASK = "What rests on them was not observed. To have them served, paste this into an issue of this project:"


def unserved(observations: Observations) -> tuple[str, ...]:
    """Each operation once, with the model's own words if these say more than that it does not know the answer."""
    return tuple(sorted({line for observation in observations.values() for line in _of(observation)}))


def _of(observation: Observation) -> Iterator[str]:
    for request in observation.requests:
        if request.came_through and (sentence := request.not_modelled):
            more = "" if NOT_SERVED.fullmatch(sentence) else f": {anonymous(sentence, observation)}"
            yield f"{operation_of(request, observation)}{more}"
