"""What somebody's program sends, read from files: lists, HAR files, logs, cassettes, certificates, and others."""
