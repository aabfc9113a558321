"""One run of an invented subject with one request, from which tests make others."""

from token_conformance.certify.observation.observation import ActionRun, Ended, Observation, Place, WireRequest
from token_conformance.certify.scenarios.scenario import Given
from token_conformance.model.cell import Credential, UrlForm

CLOUD_ID = "00000000-c10d-4000-8000-000000000009"
SENT = WireRequest(
    started=0.5,
    ended=0.6,
    scheme="https",
    host="your-domain.atlassian.net",
    method="GET",
    path="/rest/api/3/myself",
    query="",
    credential=Credential.SCOPED,
    places=(Place.HEADER,),
    status=401,
)
RUN = ActionRun(
    action="whoami",
    command=("x",),
    ended=Ended.EXITED,
    exit_status=1,
    succeeded=False,
    stdout="",
    stderr="",
    started=0.0,
    seconds=20.4,
)


def observation(sent: WireRequest, run: ActionRun) -> Observation:
    """The observation of a subject that is configured with a site and a scoped token."""
    return Observation(
        "scoped-site", "made-up", Given.SCOPED, (UrlForm.SITE,), "your-domain", CLOUD_ID, (sent,), 0, (run,), {}
    )
