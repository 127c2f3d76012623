"""Dockerfiles as people write them."""

from architecture_rules.reading.dockerfiles import base_of, read_dockerfile

_LONG = """\
# syntax=docker/dockerfile:1
ARG VERSION=3.12
ARG SIZE="slim"
from --platform=linux/amd64 python:${VERSION}-${SIZE} AS Build
RUN apt-get update \\
    # why this is needed
    && apt-get install --yes git \\

    && true
RUN <<END
FROM nothing
END
COPY --from=ghcr.io/astral-sh/uv:0.8 /uv /bin/uv

FROM build as tested
USER 10001
FROM tested
CMD ["python"]
HEALTHCHECK CMD true
"""


def test_instructions_stand_at_the_line_where_they_begin() -> None:
    """Also behind comments, empty lines and here-documents."""
    build, tested, end = read_dockerfile(_LONG)
    assert [(each.word, each.line) for each in build.instructions] == [
        ("RUN", 5),
        ("RUN", 10),
        ("COPY", 13),
    ]
    assert (build.line, tested.line, end.line) == (4, 15, 17)
    assert "&& apt-get install" in build.instructions[0].text


def test_arguments_of_the_head_are_put_into_the_base() -> None:
    """With and without quotes; what nobody gives stays as it is written."""
    assert read_dockerfile(_LONG)[0].base == "python:3.12-slim"
    assert read_dockerfile("FROM ${IMAGE:-redis:7}\n")[0].base == "redis:7"
    assert read_dockerfile("FROM $IMAGE\n")[0].base == "$IMAGE"


def test_a_stage_is_followed_to_the_image_it_begins_with() -> None:
    """Over any number of stages."""
    stages = read_dockerfile(_LONG)
    assert base_of(stages, stages[-1]) is stages[0]


def test_the_last_of_several_commands_counts() -> None:
    """As it does for who runs the image."""
    (stage,) = read_dockerfile("FROM a:1\nUSER root\nUSER 10001\n")
    last = stage.last("USER")
    assert last is not None
    assert last.text == "10001"


def test_broken_files_give_what_can_be_read() -> None:
    """No file makes a rule raise."""
    assert read_dockerfile("") == ()
    assert read_dockerfile("RUN true\n") == ()
    assert read_dockerfile("FROM")[0].base == ""
    assert read_dockerfile("FROM a:1 \\")[0].base == "a:1"
    assert len(read_dockerfile("FROM a:1\nRUN <<END\nnever ended")[0].instructions) == 1
