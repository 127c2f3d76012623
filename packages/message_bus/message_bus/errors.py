"""What can go wrong with the broker, and what a handler may say.

BusError
├── BrokerUnavailable        no connection, or it broke
│   └── LoginRefused         the broker does not accept the user or the virtual host
├── ChannelLost              the channel broke; the connection may be fine
├── TopologyError
│   ├── EntityMissing        a queue or an exchange does not exist
│   ├── EntityDiffers        it exists with other arguments
│   └── EntityLocked         somebody else uses it exclusively
├── AccessRefused            the user has no right to it
├── ProtocolError            we and the broker misunderstand each other: a bug
├── PublishFailed
│   ├── Unroutable           no queue takes the message
│   ├── Nacked               the broker refused it
│   ├── Unconfirmed          no answer: it may or may not be there, so publish it again
│   ├── InvalidEvent         its data does not fit the catalogue
│   └── HeldBack             not tried, an earlier event of its aggregate failed
└── DeadLetterNotFound       no dead letter of that id

HandlerSignal
├── Retryable                try again on the retry ladder
│   └── DependencyDown       the same, without giving up: it is not the message's fault
└── RejectMessage            never try again: dead letter at once
"""

__all__ = [
    "AccessRefused",
    "BrokerUnavailable",
    "BusError",
    "ChannelLost",
    "DeadLetterNotFound",
    "DependencyDown",
    "EntityDiffers",
    "EntityLocked",
    "EntityMissing",
    "HandlerSignal",
    "HeldBack",
    "InvalidEvent",
    "LoginRefused",
    "Nacked",
    "ProtocolError",
    "PublishFailed",
    "RejectMessage",
    "Retryable",
    "TopologyError",
    "Unconfirmed",
    "Unroutable",
]


class BusError(Exception):
    """Root of everything that this package raises."""


class BrokerUnavailable(BusError):
    """There is no connection to the broker, or it broke."""


class LoginRefused(BrokerUnavailable):
    """The broker does not accept the user, the password or the virtual host."""


class ChannelLost(BusError):
    """The channel broke while it was in use."""


class TopologyError(BusError):
    """The broker's queues and exchanges are not what this process expects."""


class EntityMissing(TopologyError):
    """A queue or an exchange does not exist."""


class EntityDiffers(TopologyError):
    """A queue or an exchange exists with other arguments; deleting it is a person's decision."""


class EntityLocked(TopologyError):
    """Another consumer uses the queue exclusively."""


class AccessRefused(BusError):
    """The broker's user has no right to do this."""


class ProtocolError(BusError):
    """We and the broker misunderstand each other: a bug in one of us."""


class PublishFailed(BusError):
    """A message was not confirmed by the broker.

    Attributes:
        message_id: the message, the event's id for events.
    """

    def __init__(self, message_id: str, reason: str) -> None:
        super().__init__(f"message {message_id}: {reason}")
        self.message_id = message_id


class Unroutable(PublishFailed):
    """No queue takes the message: a binding is missing."""


class Nacked(PublishFailed):
    """The broker refused the message, such as from a full queue."""


class Unconfirmed(PublishFailed):
    """The broker did not answer; it may or may not have the message, so publish it again."""


class InvalidEvent(PublishFailed):
    """The event's data does not fit its row in the catalogue."""


class HeldBack(PublishFailed):
    """Not tried, since an earlier event of the same aggregate failed; the order is kept."""


class DeadLetterNotFound(BusError):
    """No dead letter of that id is in the queue (any more).

    Attributes:
        consumer: whose dead letters.
        dead_letter_id: the id.
    """

    def __init__(self, consumer: str, dead_letter_id: str) -> None:
        super().__init__(f"{consumer} has no dead letter {dead_letter_id}")
        self.consumer = consumer
        self.dead_letter_id = dead_letter_id


class HandlerSignal(Exception):
    """Root of what a handler raises to say what is to become of its message."""


class Retryable(HandlerSignal):
    """This attempt failed; a later one may not. After the last rung: dead letter."""


class DependencyDown(Retryable):
    """Something the handler needs is down: stays on the last rung instead of giving up."""


class RejectMessage(HandlerSignal):
    """No attempt will ever succeed: dead letter at once."""
