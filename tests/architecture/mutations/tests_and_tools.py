"""Violations of Q8xx, tests, tools and documents, seeded into this repository."""

from typing import Final

from tests.architecture.mutations.mutation import Mutation

__all__ = ["MUTATIONS"]

_ROOT = "pyproject.toml"
_WINDOWS = "tests/unit/rate_limits/test_memory_windows.py"
_REDIS = "tests/integration/rate_limits/test_redis_windows.py"

_LOAD_TEST = "async def test_a_load_test_may_have_more() -> None:\n"
_CHARGE = '    assert await accepted(limits, ("GET", "/cheap"), ADA) == 15\n'

MUTATIONS: Final = (
    Mutation(
        "Q801",
        _ROOT,
        "disallow_any_explicit = true\n",
        "disallow_any_explicit = false  # <- here\n",
    ),
    Mutation("Q802", _ROOT, 'select = ["ALL"]\n', 'select = ["E", "F"]  # <- here\n'),
    Mutation("Q803", "Makefile", "\t$(BIN)/mypy $(TESTED)\n", "\t# too slow\n"),
    Mutation(
        "Q804",
        _ROOT,
        'source_pkgs = [\n    "business_hexagon",\n',
        "source_pkgs = [  # <- here\n",
    ),
    Mutation(
        "Q805",
        _REDIS,
        "import pytest\nfrom rate_limits import Caller",
        "import fakeredis  # <- here\nimport pytest\nfrom rate_limits import Caller",
    ),
    Mutation(
        "Q806",
        _WINDOWS,
        _LOAD_TEST,
        "async def test_counts_whatever_happens() -> None:  # <- here\n"
        '    await RateLimits(None, TABLE).charge_policy("log_in_account", ADA)\n\n\n'
        f"{_LOAD_TEST}",
    ),
    Mutation("Q807", _WINDOWS, _LOAD_TEST, "async def test_load() -> None:  # <- here\n"),
    Mutation("Q808", _WINDOWS, _CHARGE, f"    await asyncio.sleep(1)  # <- here\n{_CHARGE}"),
    Mutation("Q809", _WINDOWS, _LOAD_TEST, f"@pytest.mark.skip  # <- here\n{_LOAD_TEST}"),
    Mutation(
        "Q810",
        "docs/adr/0001_business_services_reach_data_over_http.md",
        "Status: accepted, 2026-11-23\n",
        "Written on 2026-11-23\n",
    ),
    Mutation("Q811", "docs/adr/0001_another_decision.md", "", "# 0001 Another decision\n"),
    Mutation(
        "Q812",
        "docs/adr/README.md",
        "(0005_plain_aio_pika.md)\n",
        "(0005_aio_pika.md)  <!-- here -->\n",
    ),
    Mutation(
        "Q813",
        "docs/guides/an_example.md",
        "",
        "# An example\n\n```python\norders.find(  <!-- here -->\n```\n",
    ),
    Mutation("Q814", ".ci/run", "exec make test\n", "exec make bench\n"),
    Mutation(
        "Q815",
        _ROOT,
        'exclude = [\n    ".scaffolding/*",',
        'exclude = [\n    "uv.lock",\n    ".scaffolding/*",',
    ),
    Mutation(
        "Q816",
        _ROOT,
        'db_mongo_service = "data"\n',
        'db_mongo_service = "data"\nproblem_details = "data"\n',
        other_path="packages/problem_details/pyproject.toml",
    ),
)
