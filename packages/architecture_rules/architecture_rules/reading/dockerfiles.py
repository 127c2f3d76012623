"""Dockerfiles as stages of instructions, with line numbers."""

import re
from dataclasses import dataclass
from functools import lru_cache

from architecture_rules.project.source_file import SourceFile

__all__ = ["Instruction", "Stage", "base_of", "is_dockerfile", "read_dockerfile"]

_HEREDOC = re.compile(r"<<-?\s*['\"]?(\w+)['\"]?")
_ARGUMENT = re.compile(r"\$\{?(\w+)(?::?-([^}]*))?\}?")


@dataclass(frozen=True, slots=True)
class Instruction:
    """One instruction.

    Attributes:
        word: In capitals, such as `RUN`.
        text: What follows, its lines joined.
        line: Where it begins.
    """

    word: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Stage:
    """What begins with a `FROM`.

    Attributes:
        base: The image or the stage it begins with, arguments of the file's head put in.
        name: What other stages call it; empty for none.
        line: Of its `FROM`.
        instructions: What follows.
    """

    base: str
    name: str
    line: int
    instructions: tuple[Instruction, ...]

    def last(self, *words: str) -> Instruction | None:
        """The last instruction with one of these words: it is the one that counts."""
        return next((each for each in reversed(self.instructions) if each.word in words), None)


def is_dockerfile(file: SourceFile) -> bool:
    """Whether an image is built from it."""
    name = file.name.casefold()
    return name in {"dockerfile", "containerfile"} or (
        name.startswith("dockerfile.") or name.endswith(".dockerfile")
    )


def base_of(stages: tuple[Stage, ...], stage: Stage) -> Stage:
    """Follow a stage that begins with another one to the stage that begins with an image."""
    for _ in stages:
        before = stages[: stages.index(stage)]
        origin = [each for each in before if each.name and each.name == stage.base.casefold()]
        if not origin:
            break
        stage = origin[-1]
    return stage


@lru_cache(maxsize=256)
def read_dockerfile(text: str) -> tuple[Stage, ...]:
    """Return the stages, in order."""
    arguments: dict[str, str] = {}
    heads: list[tuple[str, str, int]] = []
    bodies: list[list[Instruction]] = []
    for each in _instructions(text):
        if each.word == "FROM":
            words = [word for word in each.text.split() if not word.startswith("--")]
            named = len(words) > 2 and words[1].casefold() == "as"  # noqa: PLR2004  image, as, name
            base = _ARGUMENT.sub(
                lambda found: arguments.get(found[1]) or found[2] or found[0],
                words[0] if words else "",
            )
            heads.append((base, words[2].casefold() if named else "", each.line))
            bodies.append([])
        elif bodies:
            bodies[-1].append(each)
        elif each.word == "ARG":
            name, _, value = each.text.partition("=")
            arguments[name.strip()] = value.strip().strip("\"'")
    return tuple(Stage(*head, tuple(body)) for head, body in zip(heads, bodies, strict=True))


def _instructions(text: str) -> list[Instruction]:
    found: list[Instruction] = []
    lines = text.splitlines()
    at = 0
    while at < len(lines):
        start, line = at, lines[at].strip()
        at += 1
        if not line or line.startswith("#"):
            continue
        parts = [line]
        while line.endswith("\\") and at < len(lines):
            following = lines[at].strip()
            at += 1
            if following and not following.startswith("#"):  # neither ends an instruction
                line = following
                parts.append(line)
        parts = [each.removesuffix("\\").rstrip() for each in parts]
        word, _, rest = " ".join(parts).partition(" ")
        if word.upper() in {"RUN", "COPY", "ADD"}:
            for marker in _HEREDOC.findall(rest):
                while at < len(lines) and lines[at].strip() != marker:
                    at += 1
                at += 1
        found.append(Instruction(word.upper(), rest.strip(), start + 1))
    return found
