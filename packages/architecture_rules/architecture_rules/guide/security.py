"""What holds the security requirements of the guide."""

from typing import Final

from architecture_rules.guide.guide_sentence import GuideSentence

__all__ = ["SENTENCES"]

_SECURITY: Final = "tests/security"
_ROUTES: Final = "tests/unit/api_service/test_route_access.py"
_START: Final = "tests/unit/deploy/test_production_start.py"
_COMPOSE: Final = "tests/unit/deploy/test_compose_files.py"
_LIMITS: Final = "tests/unit/api_service/test_limit_table.py"
_SECTION: Final = "Security Requirements"

SENTENCES: Final = (
    GuideSentence(
        text="- **Authentication**: OAuth2/JWT for API endpoints",
        section=_SECTION,
        rules=("Q955", "Q960", "Q961"),
        tests=(
            (
                f"{_SECURITY}/test_api2_broken_authentication.py"
                "::test_logging_out_ends_the_access_token_at_once"
            ),
            (
                f"{_SECURITY}/test_api2_broken_authorization_grants.py"
                "::test_a_code_is_for_one_program_with_its_proof_and_for_one_use"
            ),
            (
                f"{_SECURITY}/test_api5_broken_function_level_authorization.py"
                "::test_people_and_strangers_get_nothing_but_health"
            ),
        ),
        note="Rules see that routes ask and how tokens are read; that nobody gets by, tests.",
    ),
    GuideSentence(
        text="- **Authorization**: Role-based access control",
        section=_SECTION,
        rules=("Q960",),
        tests=(
            f"{_ROUTES}::test_every_route_of_the_api_has_a_declared_policy",
            (
                f"{_SECURITY}/test_api5_broken_function_level_authorization.py"
                "::test_each_role_gets_where_its_scopes_lead_and_nowhere_else"
            ),
            (
                f"{_SECURITY}/test_api1_broken_object_level_authorization.py"
                "::test_an_order_is_seen_by_its_owner_and_the_support_alone"
            ),
        ),
        note="Which role may do what is a table that tests walk through with every role.",
    ),
    GuideSentence(
        text="- **Input Validation**: Pydantic schemas for all inputs",
        section=_SECTION,
        rules=("Q911", "Q912", "Q956"),
        tests=(
            f"{_SECURITY}/test_injection.py::test_operators_in_bodies_are_refused",
            (
                "tests/unit/problem_details/test_handlers.py"
                "::test_returns_422_with_path_and_stable_code"
            ),
        ),
    ),
    GuideSentence(
        text="- **SQL Injection Prevention**: Parameterized queries only",
        section=_SECTION,
        rules=("Q952",),
        tests=(
            f"{_SECURITY}/test_injection.py::test_sql_stays_text_in_filters_sorts_and_cursors",
            f"{_SECURITY}/test_injection.py::test_sql_stays_text_from_the_public_side",
        ),
    ),
    GuideSentence(
        text="- **Rate Limiting**: Per-user and per-endpoint limits",
        section=_SECTION,
        rules=("Q906",),
        tests=(
            f"{_LIMITS}::test_every_route_has_a_policy_that_everybody_can_meet",
            (
                f"{_SECURITY}/test_rate_limit_bypass.py"
                "::test_many_sessions_of_one_user_share_one_quota"
            ),
        ),
        note="The rule sees that limits stand before the routes; how high they are, the table.",
    ),
    GuideSentence(
        text="- **HTTPS**: Required for all production communication",
        section=_SECTION,
        rules=("Q953", "Q959", "Q962"),
        tests=(
            f"{_START}::test_plain_http_is_refused",
            f"{_COMPOSE}::test_our_processes_speak_https_with_each_other",
        ),
    ),
    GuideSentence(
        text="- **Secrets Management**: Environment variables only, no hardcoded secrets",
        section=_SECTION,
        rules=("Q328", "Q950", "Q951", "Q958"),
        tests=(
            f"{_START}::test_weak_secrets_are_refused",
            f"{_COMPOSE}::test_secrets_have_no_defaults_and_the_example_none_of_them",
            (
                f"{_SECURITY}/test_canary_secrets.py"
                "::test_no_secret_turns_up_in_anything_that_comes_out"
            ),
        ),
        note="Values may come from files that variables name: a file can be closed to others.",
    ),
)
