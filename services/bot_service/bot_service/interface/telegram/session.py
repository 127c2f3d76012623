"""What the bot remembers of a chat between two updates; it survives a restart.

Feature packages add what they need: a field with a default, so that sessions of older versions are
read. What must outlive a few days of silence belongs to the data services.
"""

from uuid import UUID

from pydantic import BaseModel, ConfigDict

from bot_service.interface.telegram.attachments.incoming_file import IncomingFile
from bot_service.interface.telegram.checkout.checkout_state import Checkout, Placed, PostalAddress
from bot_service.interface.telegram.tasks.task_states import TaskDraft


class ChatSession(BaseModel):
    """The session of one chat.

    Attributes:
        step: What the next text answers: the name of an aiogram `State`, such as
            `CheckoutStates.address.state`; nothing outside of dialogues. It is kept here and not
            by aiogram, so that a step and what was said change by one write.
        cart: Pieces by product.
        checkout: The checkout that is going on.
        placed: The last checkout that became an order.
        last_address: Where the last order went.
        search: The last words that were searched for.
        refund_order_id: The order that a refund is being asked for.
        answered_update: The update whose text ended the last dialogue: when it comes again, it is
            nobody's word any more.
        task_draft: The task, or its new time, that is being asked for.
        task_messages: Tasks by the number of the message that each was written in.
        pending_files: Files of which was asked what they belong to, oldest first.
        product_file: The message with the file whose product is being asked for.
        declining: The refund request for whose refusal a reason is being asked.
        linking_update: The update that connected the chat with its account.
    """

    model_config = ConfigDict(extra="ignore", validate_assignment=True)

    step: str | None = None
    cart: dict[UUID, int] = {}
    checkout: Checkout | None = None
    placed: Placed | None = None
    last_address: PostalAddress | None = None
    search: str = ""
    refund_order_id: UUID | None = None
    answered_update: int | None = None
    linking_update: int | None = None
    task_draft: TaskDraft | None = None
    task_messages: dict[int, UUID] = {}
    pending_files: list[IncomingFile] = []
    product_file: int | None = None
    declining: UUID | None = None

    def end_dialogue(self, update_id: int) -> None:
        """Nothing is being asked any more.

        Args:
            update_id: Of the text that was the last answer: come again after a crash, it must not
                be taken for a search.
        """
        self.step = None
        self.answered_update = update_id
