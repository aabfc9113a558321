"""What is on an issue: comments, worklogs, attachments, links, watchers, votes, properties and history."""
