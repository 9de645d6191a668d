"""The locked dependencies name files by their digest, and no place to fetch them from."""

import re
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

# What builds and installs us, and nothing imports.
BUILDING = {"setuptools"}
FLOORS = ("domain", "application", "infrastructure", "projections", "graphql", "cli")
REQUIREMENTS = Path(__file__).parents[2] / "requirements"


def packages(part: str) -> dict[str, str]:
    """Return the packages of one locked file, each with its version."""
    locked = (REQUIREMENTS / f"{part}.txt").read_text()
    return dict(re.findall(r"^([a-z0-9.-]+)==([^ ;]+)", locked, re.MULTILINE))


def wanted(part: str) -> set[str]:
    """Return the names that we ask for ourselves."""
    lines = (REQUIREMENTS / f"{part}.in").read_text().splitlines()
    names = {line.partition("[")[0] for line in lines if line and line[0] not in "#-"}
    return {name.lower() for name in names}


@pytest.mark.parametrize("part", ["base", "dev"])
def test_what_we_ask_for_is_locked(part: str) -> None:
    """Each name of the .in file has a version in the .txt file."""
    assert wanted(part) <= packages(part).keys()


@pytest.mark.parametrize("part", ["base", "dev"])
def test_every_package_has_digests(part: str) -> None:
    """A package without a digest could be any file of that name."""
    locked = (REQUIREMENTS / f"{part}.txt").read_text()
    entries = re.split(r"^(?=[a-z0-9])", locked, flags=re.MULTILINE)[1:]
    assert entries
    assert all("--hash=sha256:" in entry for entry in entries)


@pytest.mark.parametrize("part", ["base", "dev"])
def test_no_address_is_named(part: str) -> None:
    """Where packages come from is the business of the machine that installs them."""
    locked = (REQUIREMENTS / f"{part}.txt").read_text()
    assert not re.search(r"://|--(extra-)?index|--find-links|@ ", locked)


def test_both_parts_agree() -> None:
    """A package of both parts has one version."""
    base, dev = packages("base"), packages("dev")
    assert {name: base[name] for name in base.keys() & dev.keys()} == {
        name: dev[name] for name in base.keys() & dev.keys()
    }


def test_what_we_ask_for_is_used() -> None:
    """A library that no module names is weight, and one more way in for whoever takes it over."""
    modules = "".join(
        path.read_text(encoding="utf-8")
        for floor in FLOORS
        for path in (REQUIREMENTS.parent / floor).rglob("*.py")
    )
    imports = {distribution: set[str]() for distribution in wanted("base") - BUILDING}
    for module, distributions in packages_distributions().items():
        for each in distributions:
            imports.get(each.lower().replace("_", "-"), set()).add(module)
    unused = [
        name
        for name, given in imports.items()
        if not any(re.search(rf"\b{module}", modules) for module in given)
    ]
    assert unused == []
