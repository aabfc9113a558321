"""The rich tenant: always the same, with what the seeded one has, and enough of everything to page and search."""

from inventory import inventory
from token_conformance.edge.tenant.project import LINK_TYPES, ProjectKind
from token_conformance.edge.tenant.rich.tenant import rich_tenant
from token_conformance.edge.tenant.software import SprintState
from token_conformance.edge.tenant.state import State
from token_conformance.model.tenant import SEEDED

RICH = rich_tenant()


def test_it_is_always_the_same() -> None:
    """A test that counts on it can be repeated."""
    assert inventory(rich_tenant()) == inventory(RICH)


def test_it_has_everything_of_the_seeded_one() -> None:
    """What works with the seeded tenant works with this one."""
    seeded, rich = inventory(State.seeded(SEEDED)), inventory(RICH)
    assert set(seeded) < set(rich)
    assert [] == [name for name, thing in seeded.items() if rich[name] != thing]


def test_its_new_projects_are_of_several_types_and_have_sixty_issues() -> None:
    """Each has released and unreleased versions, components, and issues in every status."""
    new = [RICH.jira.projects[key] for key in ("WEB", "OPS", "NEXT")]
    kinds = [ProjectKind.SOFTWARE, ProjectKind.BUSINESS, ProjectKind.PRODUCT_DISCOVERY]
    assert kinds == [project.kind for project in new]
    assert [30, 18, 12] == [len(RICH.jira.issues_of(project.key)) for project in new]
    for project in new:
        assert {True, False} == {version.released for version in project.versions}
        assert {"To Do", "In Progress", "Done"} == {each.status.name for each in RICH.jira.issues_of(project.key)}


def test_its_issues_have_what_issues_can_have() -> None:
    """There are links of every type, worklogs, files, histories, and an issue with more comments than a page shows."""
    issues = RICH.jira.issues.values()
    assert set(LINK_TYPES) == {link.type for link in RICH.jira.links}
    assert 60 == max(len(issue.comments) for issue in issues)
    assert sum(bool(issue.worklogs) for issue in issues) > 30
    assert sum(bool(issue.attachments) for issue in issues) > 8
    assert set(SprintState) == {each.state for each in RICH.software.sprints}


def test_its_new_spaces_have_trees_of_pages() -> None:
    """Each has pages in at least four levels, blog posts, labels, comments with answers, tasks and files."""
    confluence = RICH.confluence
    for key in ("ENG", "HR", "SALES", "TEAM"):
        contents = [each for each in confluence.contents.values() if each.space.key == key]
        assert max(len(confluence.ancestors(each)) for each in contents) >= 3
        assert 6 == sum(each.type == "blogpost" for each in contents)
        assert any(comment.parent_id for each in contents for comment in each.comments)
        assert any(each.attachments for each in contents)
        assert {1, 2, 3} == {each.version for each in contents}
    assert len({each.created for each in confluence.contents.values()}) > 100


def test_time_goes_on_afterwards() -> None:
    """What a request changes has the time of the request."""
    assert (None, None) == (RICH.jira.fixed_time, RICH.confluence.fixed_time)
