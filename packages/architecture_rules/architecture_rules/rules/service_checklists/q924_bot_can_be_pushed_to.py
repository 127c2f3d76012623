"""Polling is for development: in production Telegram pushes, and proves that it is Telegram."""

from collections.abc import Iterator, Sequence

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.project import Project
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.call_shapes import keyword
from architecture_rules.reading.selections import python_of
from architecture_rules.reading.service_code import service_codes
from architecture_rules.rule import ProjectRule

__all__ = ["RULE"]


def _look(_: Project, files: Sequence[SourceFile]) -> Iterator[Place]:
    for service in service_codes(files):
        registrations = list(service.calls("set_webhook"))
        for file, call in registrations:
            spread = any(each.arg is None for each in call.keywords)
            if keyword(call, "secret_token") is None and not spread:
                message = "the webhook has no secret: anybody may push updates to it"
                yield Place(file.path, call.lineno, message, call.col_offset + 1)
        if not registrations and not service.uses("WebhookRegistration"):
            for file, call in service.calls("Dispatcher"):
                message = "this bot knows no webhook, which production needs"
                yield Place(file.path, call.lineno, message, call.col_offset + 1)


_WEBHOOK = "services/bot_service/bot_service/webhook.py"

RULE = ProjectRule(
    RuleCard(
        id="Q924",
        name="bot_can_be_pushed_to",
        section="For Aiogram Services",
        why=(
            "With a webhook several bots share the updates, and none waits for a poll. Its secret"
            " is all that tells Telegram from a stranger who has found the address."
        ),
        mend="Register it: `await bot.set_webhook(url, secret_token=…)`, and look at the header.",
        bad=Example({_WEBHOOK: "await bot.set_webhook(settings.webhook_url)  # <- here\n"}),
        good=Example(
            {_WEBHOOK: "await bot.set_webhook(settings.webhook_url, secret_token=secret)\n"}
        ),
    ),
    python_of(Kind.BOT, Kind.PACKAGE),
    _look,
)
