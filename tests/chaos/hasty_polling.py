"""The mistake that the bot's polling exists to avoid, for a control."""

from bot_service.interface.telegram.delivery.polling_window import PollingWindow


def confirm_at_once() -> None:
    """Let the next request confirm all that was fetched, whatever became of it."""

    def beyond_all(window: PollingWindow) -> int | None:
        seen = window._unfinished | window._finished
        return max(seen) + 1 if seen else None

    PollingWindow.offset = property(beyond_all)  # type: ignore[method-assign, assignment]  # the mistake
