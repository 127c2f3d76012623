"""Somebody who works with the bot: links a chat with an account, sends files, changes messages."""

import json
from uuid import uuid4

from http_transport import HttpClient

from tests.e2e.chat_visitor import ChatMessage, ChatVisitor
from tests.e2e.shop_visitor import ShopVisitor
from tests.fixtures.eventually import eventually


class ChatWorker(ChatVisitor):
    """One person in a private chat with the bot."""

    @classmethod
    async def linked(cls, sandbox: HttpClient, account: ShopVisitor, name: str) -> "ChatWorker":
        """Somebody whose chat speaks for an account."""
        worker = await cls.arrive(sandbox, name, "en")
        issued = await account.post("/me/chat_link_codes")
        assert issued.status in {200, 201}, issued
        await worker.says(f"/link {issued.text('code')}")

        async def look() -> bool | None:
            known = [one for one in await worker.messages() if one.from_bot]
            return True if known else None

        await eventually(look, "an answer to the code")
        return worker

    async def edits(self, message_id: int, text: str) -> None:
        """Change a message of one's own."""
        answer = await self._sandbox.request(
            "POST",
            f"/sandbox/chats/{self.chat_id}/messages/{message_id}/edits",
            headers=((b"Content-Type", b"application/json"),),
            body=json.dumps({"text": text}).encode(),
        )
        assert answer.status == 200, answer

    async def last_of_mine(self) -> ChatMessage:
        """The last message that this person wrote."""
        return [one for one in await self.messages() if not one.from_bot][-1]

    async def sends_file(self, kind: str, name: str, content: bytes, caption: str = "") -> None:
        """Send a photo or a document."""
        boundary = uuid4().hex
        parts = [
            f'--{boundary}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'
            for field, value in (("kind", kind), ("caption", caption))
            if value
        ]
        head = (
            f"--{boundary}\r\nContent-Disposition: form-data; "
            f'name="file"; filename="{name}"\r\nContent-Type: application/octet-stream\r\n\r\n'
        )
        body = "".join((*parts, head)).encode() + content + f"\r\n--{boundary}--\r\n".encode()
        answer = await self._sandbox.request(
            "POST",
            f"/sandbox/chats/{self.chat_id}/files",
            headers=((b"Content-Type", f"multipart/form-data; boundary={boundary}".encode()),),
            body=body,
        )
        assert answer.status == 201, answer
