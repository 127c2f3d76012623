"""What the sandbox reads from the environment."""

from pathlib import Path

from pydantic import SecretStr
from service_runtime.settings import ServiceSettings


class Settings(ServiceSettings):
    """Settings of the payment gateway sandbox.

    Attributes:
        payment_gateway_sandbox_port: Where it listens.
        payment_ledger_file: Its durable memory.
        payment_callback_url: Where outcomes are posted; empty posts none.
        payment_callback_secret: The key of the callbacks' signature.
        late_seconds: How long a late card stays pending.
        stall_seconds: How long the first answer of the time-out card is held back.
    """

    payment_gateway_sandbox_port: int = 8005
    payment_ledger_file: Path = Path("payment_ledger.jsonl")
    payment_callback_url: str = ""
    payment_callback_secret: SecretStr = SecretStr("")
    late_seconds: float = 1.0
    stall_seconds: float = 30.0
