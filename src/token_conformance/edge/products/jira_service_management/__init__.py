"""Jira Service Management: service desks, request types, queues and customer requests."""
