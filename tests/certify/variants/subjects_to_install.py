"""Subjects with packages to install, and programs that replace pip and npm."""

from pathlib import Path

from token_conformance.certify.subject.subject import Subject


def make_subject(folder: Path, *, pypi: tuple[str, ...] = (), npm: tuple[str, ...] = ()) -> Subject:
    """A subject that is to be installed below a folder."""
    return Subject(
        name="client",
        version="1.0",
        product="client",
        homepage="https://client.example.com/",
        here=folder,
        installed=folder / "client",
        pypi=pypi,
        npm=npm,
    )


def write_program(file: Path, script: str) -> None:
    """Write a shell script as an executable program."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)
