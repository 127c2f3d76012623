"""An example that does not even parse has never run."""

import ast
import json
import textwrap
import tomllib
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.markdown_blocks import FencedBlock, blocks_of, is_generated
from architecture_rules.rule import FileRule

__all__ = ["RULE"]


def _look(file: SourceFile) -> Iterator[Place]:
    for block in () if is_generated(file) else blocks_of(file):
        if "..." in block.text and block.language not in {"py", "python"}:
            continue  # an ellipsis: the example is an extract and says so
        wrong = _what_is_wrong(block)
        if wrong is not None:
            line, message = wrong
            yield Place(file.path, block.line + line - 1, f"no {block.language}: {message}")


def _what_is_wrong(block: FencedBlock) -> tuple[int, str] | None:
    try:
        if block.language in {"py", "python"} and ">>>" not in block.text:
            ast.parse(textwrap.dedent(block.text))
        elif block.language == "json" and block.text.strip():
            json.loads(block.text)
        elif block.language == "toml":
            tomllib.loads(block.text)
    except SyntaxError as error:
        return error.lineno or 1, error.msg
    except json.JSONDecodeError as error:
        return error.lineno, error.msg
    except ValueError as error:
        return 1, str(error)
    return None


RULE = FileRule(
    RuleCard(
        id="Q813",
        name="examples_in_documents_parse",
        section="Code Quality Requirements",
        why="Examples are copied as they are: a broken one costs every reader the time to mend it.",
        mend="Run the example and paste what ran; mark an extract with `...`.",
        bad=Example(
            {
                "README.md": (
                    "# Shop\n\n```python\norders.find(  <!-- here -->\n```\n\n"
                    '```json\n{\n  "total": 1,  \n}  <!-- here -->\n```\n'
                )
            }
        ),
        good=Example(
            {
                "README.md": (
                    "# Shop\n\n```python\nawait orders.find(...)\n```\n\n"
                    '```json\n{"total": "1.00"}\n```\n\n```bash\nmake up\n```\n'
                )
            }
        ),
    ),
    lambda file: file.path.endswith(".md"),
    _look,
)
