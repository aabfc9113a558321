"""Makes of a GitLab component, and the inputs that its user writes, the pipeline that GitLab makes of them."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from recipe_runner.machine import NotUnderstoodError

_INPUT = re.compile(r"\$\[\[ inputs\.([a-z-]+) \]\]")


def documents(path: Path) -> tuple[str, str]:
    """The two documents of a component: the one with `spec`, and the one with the jobs."""
    header, _, jobs = path.read_text(encoding="utf-8").partition("\n---\n")
    return header, jobs


def pipeline(path: Path, inputs: Mapping[str, str]) -> dict[str, Any]:
    """The jobs, with each input in its place; an input that is unknown, missing or no option is refused."""
    header, jobs = documents(path)
    spec: dict[str, dict[str, Any]] = yaml.safe_load(header)["spec"]["inputs"]
    values = {name: inputs.get(name, each.get("default")) for name, each in spec.items()}
    for name in {**values, **inputs}:
        value = values.get(name)
        if value is None or value not in spec.get(name, {}).get("options", [value]):
            raise NotUnderstoodError(f"{name}: {value!r} is no input of {path.name}")
    document: dict[str, Any] = yaml.safe_load(_INPUT.sub(lambda found: str(values[found[1]]), jobs))
    return document
