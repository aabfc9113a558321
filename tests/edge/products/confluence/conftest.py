"""A tenant in which every kind of thing of Confluence exists, and a path for every operation that leads to one."""

import re
from collections.abc import Callable

import pytest

from token_conformance.edge.products.confluence.space_permissions import Held
from token_conformance.edge.tenant.confluence import Confluence
from token_conformance.edge.tenant.confluence_content import SUGGESTED_STATES, Content, Node
from token_conformance.edge.tenant.confluence_site import AuditRecord, Conversion, Relation, Template, UserProperty
from token_conformance.edge.tenant.people import EVERYONE
from token_conformance.edge.tenant.seed.jira import SEEDED_AT
from token_conformance.edge.tenant.state import State
from token_conformance.model.tenant import SEEDED

COLLEAGUE = f"{SEEDED.account_id}-colleague"
MACRO = '<ac:structured-macro ac:name="toc" ac:macro-id="macro-a" />'
PATH = re.compile(r"([^/{}]+)/\{([^}]+)\}")


def full_state() -> State:
    """The seeded tenant with more than one of everything, on the page and on the first blog post."""
    state = State.seeded(SEEDED)
    confluence, author = state.confluence, SEEDED.account_id
    page, post = confluence.contents[SEEDED.page_id], confluence.of_type("blogpost")[0]
    page.restrictions = {"read": [author, COLLEAGUE]}
    confluence.update(page, page.title, MACRO, author)
    for content in (page, post):
        confluence.update(content, content.title, "<p>Changed.</p>", author)
        _add(confluence, content.id)
    for number in range(2):
        below = confluence.create("page", page.space, f"Below {number}", "", COLLEAGUE, parent_id=page.id)
        confluence.create("page", page.space, f"Far below {number}", "", author, parent_id=below.id)
    for space in confluence.spaces.values():
        for key in "ab":
            confluence.add_property(space.properties, key, 1, author)
        confluence.add_label(space, "label-a")
    _add_nodes(confluence, page)
    _add_to_site(confluence, page)
    state.jira.groups.add("group-a", 9)
    confluence.create("page", page.space, "A draft", "", author, status="draft")
    for type_ in ("page", "blogpost"):
        confluence.move_to_trash(confluence.create(type_, page.space, "Thrown away", "", author))
    confluence.tasks[0].completed, confluence.tasks[0].completed_by = confluence.now(), author
    return state


def _add_nodes(confluence: Confluence, page: Content) -> None:
    for number, type_ in enumerate(["folder", "whiteboard", "database", "embed"] * 2):
        parent = next((node for node in confluence.nodes.values() if node.type == type_), page)
        node = Node(
            confluence.next_id(), type_, f"Node {number}", page.space, SEEDED.account_id, confluence.now(), parent.id
        )
        confluence.nodes[node.id] = node
        for key in "ab":
            confluence.add_property(node.properties, key, 1, SEEDED.account_id)


def _add_to_site(confluence: Confluence, page: Content) -> None:
    for number in range(2):
        confluence.begin_task(f"task-{number}")
        for place in (None, page.space):
            template = Template(confluence.next_id(), f"Template {number}", "<p>T</p>", space=place)
            confluence.site.templates[template.id] = template
    properties = confluence.site.properties.setdefault(SEEDED.account_id, {})
    for key in "ab":
        properties[key] = UserProperty(confluence.next_id(), key, {}, SEEDED_AT, SEEDED_AT)
    _add_relations(confluence, page)
    page.watchers |= {SEEDED.account_id, COLLEAGUE}
    page.space.watchers |= {SEEDED.account_id, COLLEAGUE}


def _add_relations(confluence: Confluence, page: Content) -> None:
    site, now = confluence.site, confluence.now()
    others = [content.id for content in confluence.contents.values()][:2]
    for account_id, content_id in (
        (SEEDED.account_id, others[0]),
        (SEEDED.account_id, others[1]),
        (COLLEAGUE, page.id),
    ):
        site.relations[Relation("knows", ("user", account_id), ("content", content_id))] = (account_id, now)
    for content_id in others:
        confluence.contents[content_id].state = SUGGESTED_STATES[1]
    for number in range(2):
        facts = {"remoteAddress": "192.0.2.1", "summary": f"Record {number}"}
        site.audit.append(AuditRecord(confluence.next_id(), SEEDED.account_id, now, facts))
    site.conversions["7"] = Conversion("7", (), "export_view", "<p>x</p>", now)
    page.space.grants.append(Held("70", "group", EVERYONE.id, "read", "space"))


def _add(confluence: Confluence, content_id: str) -> None:
    content, author = confluence.contents[content_id], SEEDED.account_id
    for name in "ab":
        confluence.add_label(content, f"label-{name}")
        comment = confluence.add_comment(content, author, f"<p>{name}</p>")
        confluence.attach(content, author, f"{name}.bin", media_type="image/png", data=b"old")
        file = confluence.attach(content, author, f"{name}.bin", media_type="image/png", data=b"new")
        for properties in (content.properties, comment.properties, file.properties):
            for key in "ab":
                confluence.add_property(properties, key, name, author)
    first = content.comments[0]
    confluence.update(first, first.title, "<p>Changed.</p>", author)
    for text in ("Yes", "No"):
        confluence.add_comment(content, COLLEAGUE, text, first.id)


def path_for(template: str, state: State) -> str:
    """A path of the template that leads to something in the full state."""
    confluence = state.confluence
    page, post = confluence.contents[SEEDED.page_id], confluence.of_type("blogpost")[0]
    file, comment = page.attachments["a.bin"], page.comments[0]
    nodes = {f"{node.type}s": node for node in reversed(confluence.nodes.values())}
    owners = {
        **{word: node.properties for word, node in nodes.items()},
        "pages": page.properties,
        "blogposts": post.properties,
        "attachments": file.properties,
        "comments": page.comments[2].properties,
        "spaces": confluence.spaces[SEEDED.space_id].properties,
    }
    properties = next((kept for kind, kept in owners.items() if f"v2/{kind}/" in template), page.properties)
    by_name = {
        "type": "page",
        "key": "a",
        "operationKey": "read",
        "position": "append",
        "targetId": confluence.of_type("page")[-1].id,
        "pageId": confluence.of_type("page")[1].id,
        "attachmentId": file.id,
        "userId": SEEDED.account_id,
        "groupId": EVERYONE.id,
        "macroId": "macro-a",
        "relationName": "knows",
        "sourceType": "user",
        "sourceKey": "current",
        "targetType": "content",
        "targetKey": page.id,
        "to": "export_view",
        "themeKey": "no-such",
        "contentTemplateId": next(iter(confluence.site.templates)),
    }
    by_place = {
        **{word: node.id for word, node in nodes.items()},
        "inline-comments": "1",
        "custom-content": "1",
        "async": "7",
        "history": "2",
        "permission": "70",
        "longtask": next(iter(confluence.site.tasks)),
        "pages": page.id,
        "blogposts": post.id,
        "attachments": file.id,
        "footer-comments": comment.id,
        "comments": page.comments[2].id,
        "labels": confluence.labels["label-a"].id,
        "spaces": SEEDED.space_id,
        "tasks": confluence.tasks[0].id,
        "properties": next(iter(properties)),
        "versions": "1",
        "version": "1",
        "content": page.id,
        "label": "label-a",
        "space": SEEDED.space_key,
    }

    def fill(found: re.Match[str]) -> str:
        return f"{found[1]}/{by_name.get(found[2]) or by_place[found[1]]}"

    while "{" in template:
        template = PATH.sub(fill, template, count=1)
    return template


@pytest.fixture
def new_state() -> Callable[[], State]:
    """A function that makes a fresh state in which every kind of thing exists."""
    return full_state


@pytest.fixture
def fill() -> Callable[[str, State], str]:
    """A function that fills the template of a path, so that it leads to something in such a state."""
    return path_for
