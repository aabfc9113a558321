"""The shapes that the scan looks for, and the order in which it does."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from token_conformance.redaction.leaks import patterns, values
from token_conformance.redaction.leaks.values import Match, Span
from token_conformance.redaction.leaks.view import View


@dataclass(frozen=True)
class Shape:
    """A pattern of one kind; `value` gives the span of what was found, or None if it only looks like it.

    The patterns of `lowered` shapes are searched in the text in lower case. A value of a `certain` shape is found even
    in a line that was joined from several.
    """

    kind: str
    pattern: re.Pattern[str]
    value: Callable[[View, Match], Span | None]
    lowered: bool = False
    certain: bool = False

    @classmethod
    def of(cls, kind: str, pattern: str, value: Callable[[View, Match], Span | None], **options: bool) -> "Shape":
        """The shape of a pattern that is given as text."""
        return cls(kind, re.compile(pattern), value, **options)


SHAPES = (
    Shape.of("private-key", patterns.PRIVATE_KEY, values.whole),
    Shape.of("api-token", patterns.API_TOKEN, values.token, certain=True),
    Shape.of("jwt", patterns.JWT, values.whole, certain=True),
    Shape.of("data-center-token", patterns.DATA_CENTER_PAT, values.data_center_token, certain=True),
    Shape.of("data-center-token", patterns.BITBUCKET_PAT, values.mixed, certain=True),
    Shape.of("bearer-credential", patterns.BEARER, values.generated, lowered=True),
    Shape.of("url-credentials", patterns.URL_CREDENTIALS, values.url_credentials),
    Shape.of("webhook", patterns.HOOK, values.generated),
    Shape.of("cookie", patterns.COOKIE, values.cookie, lowered=True),
    Shape.of("cookie", patterns.COOKIE_REVERSED, values.cookie, lowered=True),
    Shape.of("user-and-password", patterns.USER_OPTION, values.login),
    Shape.of("user-and-password", patterns.USER_ARGUMENTS, values.login, lowered=True),
    Shape.of("user-and-password", patterns.USER_LOGIN, values.login, lowered=True),
    Shape.of("assigned-secret", patterns.ASSIGNED, values.assigned, lowered=True),
    Shape.of("assigned-secret", patterns.OPTION, values.assigned, lowered=True),
    Shape.of("account-id", patterns.ACCOUNT, values.account),
    Shape.of("account-id", patterns.CUSTOMER_ACCOUNT, values.whole),
    Shape.of("account-id", patterns.OLD_ACCOUNT, values.old_account),
    Shape.of("cloud-id", patterns.CLOUD, values.cloud),
    Shape.of("cloud-id", patterns.DASHLESS_CLOUD, values.value, lowered=True),
    Shape.of("site-name", patterns.SITE, values.site, lowered=True),
    Shape.of("email", patterns.EMAIL, values.email),
    Shape.of("email", patterns.SPELLED_EMAIL, values.spelled_email, lowered=True),
    Shape.of("avatar", patterns.AVATAR, values.whole),
    *(
        Shape.of("display-name", pattern, values.person, lowered=True)
        for pattern in (patterns.PERSON, patterns.QUOTED_PERSON, patterns.PERSON_ELEMENT)
    ),
)
"""The shapes, in the order in which they are searched: a value of one is not found again as another."""

BARE_UUID = Shape.of("uuid", patterns.CLOUD, lambda _, found: (found.start() - 8, found.end()))
"""Every UUID: in a recording, each of them should have become a placeholder."""

KINDS = frozenset(shape.kind for shape in (*SHAPES, BARE_UUID)) | {patterns.BASIC}
"""The kinds of findings."""
