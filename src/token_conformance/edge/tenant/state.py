"""The state of a tenant, which requests can change; its seeded content is obviously invented."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from token_conformance.edge.tenant.jira import FIRST_ID, Jira
from token_conformance.edge.tenant.people import Group
from token_conformance.edge.tenant.seed.jira import seeded_jira
from token_conformance.edge.tenant.service_desk import ServiceDesk
from token_conformance.edge.tenant.software import Software
from token_conformance.model.tenant import Tenant

if TYPE_CHECKING:
    from token_conformance.edge.tenant.confluence import Confluence


@dataclass
class State:
    """All data of one tenant, by product."""

    tenant: Tenant
    jira: Jira
    software: Software
    service_desk: ServiceDesk

    @classmethod
    def seeded(cls, tenant: Tenant, first_id: int = FIRST_ID) -> "State":
        """A tenant with every resource that its names refer to, and a few more; Jira's ids start at `first_id`."""
        jira = seeded_jira(tenant, first_id)
        return cls(
            tenant=tenant,
            jira=jira,
            software=Software.seeded(tenant, jira),
            service_desk=ServiceDesk.seeded(tenant, jira),
        )

    @cached_property
    def confluence(self) -> "Confluence":
        """The tenant's Confluence, which is made when it is asked for first: it shares nothing with the others."""
        from token_conformance.edge.tenant.seed.confluence import seeded_confluence  # noqa: PLC0415  # for a fast start

        return seeded_confluence(self.tenant)

    def is_group_used(self, group: Group) -> bool:
        """Whether something is shared with a group or restricted to it, or somebody has a role by it."""
        shares = [share.subject for each in self.jira.filters for share in each.shares]
        shares += [share.subject for each in self.jira.dashboards for share in each.shares]
        actors = [*self.jira.roles.defaults, *(actor for each in self.jira.projects.values() for actor in each.actors)]
        return group.id in {*shares, *(actor.subject for actor in actors), *self.confluence.named_groups()}
