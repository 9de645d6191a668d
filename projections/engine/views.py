"""All projections of the server: the `PROJECTION` of every folder below `projections/views`.

A view is there because its folder is there; there is no list to add it to.
"""

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from types import ModuleType

from projections import views
from projections.engine.projection import Projection


def collect(package: ModuleType = views) -> tuple[Projection, ...]:
    """Return the projections of the folders below *package* that have a `project` module."""
    folders: Iterable[str] = {
        path.parent.name for place in package.__path__ for path in Path(place).glob("*/project.py")
    }
    modules = (import_module(f"{package.__name__}.{name}.project") for name in sorted(folders))
    return tuple(module.PROJECTION for module in modules)


VIEWS = collect()
