"""The results that commands read: from a file, from git, or from a replay."""
