"""The tenant behind the edge: really changed by writes, seeded with obviously made-up things."""

from dataclasses import dataclass

from token_conformance.edge.tenant.confluence import Confluence
from token_conformance.edge.tenant.jira import FIRST_ID, Jira
from token_conformance.edge.tenant.seed import seeded_confluence, seeded_jira
from token_conformance.edge.tenant.service_desk import ServiceDesk
from token_conformance.edge.tenant.software import Software
from token_conformance.model.tenant import Tenant


@dataclass
class State:
    """Everything that one tenant holds, by the product that owns it."""

    tenant: Tenant
    jira: Jira
    software: Software
    service_desk: ServiceDesk
    confluence: Confluence

    @classmethod
    def seeded(cls, tenant: Tenant, first_id: int = FIRST_ID) -> "State":
        """A tenant that holds what its names promise, and a little more; `first_id` is where Jira starts to count."""
        jira = seeded_jira(tenant, first_id)
        return cls(
            tenant=tenant,
            jira=jira,
            software=Software.seeded(tenant, jira),
            service_desk=ServiceDesk.seeded(tenant, jira),
            confluence=seeded_confluence(tenant),
        )
