"""Answers that differ from the usual ones of Atlassian, each for the scenarios that ask for it."""

from token_conformance.integrations.conditions.attachment_host import AttachmentHost
from token_conformance.integrations.conditions.foreign_host import FOREIGN_HOST, ForeignHost
from token_conformance.integrations.conditions.next_link import NextLink
from token_conformance.integrations.conditions.page_size import PageSize
from token_conformance.integrations.conditions.page_two_fails import PageTwoFails
from token_conformance.integrations.conditions.redirect import Redirect

__all__ = ["FOREIGN_HOST", "AttachmentHost", "ForeignHost", "NextLink", "PageSize", "PageTwoFails", "Redirect"]
