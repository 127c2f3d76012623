"""A token that may name its own algorithm names the one that it can forge."""

import ast
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.call_shapes import called, keyword, string_of
from architecture_rules.reading.names import Names
from architecture_rules.reading.selections import production_python
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_READS = {"decode", "decode_complete", "get_unverified_claims"}
_WITH_ALGORITHMS = 3
_LIBRARIES = ("jwt.", "jose.", "authlib.")


def _look(file: SourceFile) -> Iterator[Place]:
    if "jwt" not in file.text and "jose" not in file.text:
        return
    names = Names(file)
    for call in file.nodes(ast.Call):
        if called(call) in _READS and names.of(call.func).startswith(_LIBRARIES):
            for message in _objections(call):
                yield Place(file.path, call.lineno, message, call.col_offset + 1)


def _objections(call: ast.Call) -> Iterator[str]:
    if called(call) == "get_unverified_claims":
        yield "claims of a token are read without a look at its signature"
        return
    options, algorithms = keyword(call, "options"), keyword(call, "algorithms")
    if isinstance(options, ast.Dict):
        for key, value in zip(options.keys, options.values, strict=True):
            is_off = isinstance(value, ast.Constant) and value.value is False
            if string_of(key) == "verify_signature" and is_off:
                yield "the signature of this token is not looked at"
    if algorithms is None and len(call.args) < _WITH_ALGORITHMS:
        yield "this token may name its own algorithm"
    elif algorithms is not None:
        parts = list(ast.walk(algorithms))
        if any((string_of(each) or "").lower() == "none" for each in parts):
            yield "this token may come without a signature"
        if any(isinstance(each, ast.Subscript | ast.Call) for each in parts):
            yield "the algorithm is taken from the token"


_MODULE = "packages/signed_tokens/signed_tokens/token_reader.py"

RULE = FileRule(
    RuleCard(
        id="Q955",
        name="token_algorithms_are_pinned",
        section="Security Requirements",
        why=(
            "A forger who may choose writes `none`, or signs with the public key as if it were a"
            " shared secret. What we accept is written down where tokens are read."
        ),
        mend='Write `algorithms=["EdDSA"]`, as a literal, and leave `verify_signature` alone.',
        bad=Example(
            {
                _MODULE: (
                    "import jwt\n\n\ndef read(token: str, key: str) -> Claims:\n"
                    '    said = jwt.decode(token, options={"verify_signature": False})  # <- here\n'
                    '    return jwt.decode(token, key, algorithms=[header["alg"]])  # <- here\n'
                )
            }
        ),
        good=Example(
            {
                _MODULE: (
                    "import jwt\n\n\ndef read(token: str, key: str) -> Claims:\n"
                    '    return jwt.decode(token, key, algorithms=["EdDSA"])\n'
                )
            }
        ),
    ),
    production_python,
    _look,
)
