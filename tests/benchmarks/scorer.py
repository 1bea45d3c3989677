"""Load the scorer and its data; both are outside the project and named on the command line."""

import importlib.util
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, TypeAlias

Task: TypeAlias = dict[str, Any]
Prediction: TypeAlias = dict[str, Any]
Predictor: TypeAlias = Callable[[Task], Prediction]
Tasks: TypeAlias = Sequence[tuple[Task, int]]
Women: TypeAlias = dict[str, list[dict[str, Any]]]


def load_scorer(path: Path) -> ModuleType:
    """Return the scorer as a module."""
    spec = importlib.util.spec_from_file_location("scorer", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is not a Python module")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def split_women(*, women: Women, folds: int, seed: int = 1) -> list[list[str]]:
    """Return the women's names in `folds` groups; one seed gives the same groups."""
    names = sorted(women)
    random.Random(seed).shuffle(names)
    return [names[fold::folds] for fold in range(folds)]
