"""What the features of the chat need besides use cases; only a bot with a token imports it."""

from aiogram import Bot
from dishka import Provider, Scope, provide, provide_all
from redis_cache import RedisLink

from bot_service.interface.messages.link_news import LinkNews
from bot_service.interface.messages.live_status import LiveStatus
from bot_service.interface.messages.task_cards import TaskCards
from bot_service.interface.messages.task_news import TaskNews
from bot_service.interface.messages.task_reminders import TaskReminders
from bot_service.interface.messages.told_events import ToldEvents
from bot_service.interface.telegram.account.connecting import Connecting
from bot_service.interface.telegram.catalogue.photo_files import PhotoFiles
from bot_service.interface.telegram.catalogue.product_cards import ProductCards
from bot_service.interface.telegram.checkout.order_summary import OrderSummary
from bot_service.interface.telegram.orders.live_order import LiveOrder
from bot_service.interface.telegram.orders.order_view import OrderReader
from bot_service.interface.telegram.orders.status_messages import StatusMessages
from bot_service.redis_photo_files import RedisPhotoFiles
from bot_service.redis_status_messages import RedisStatusMessages
from bot_service.redis_told_events import RedisToldEvents


class FeatureProvider(Provider):
    """Provides the parts that handlers and listeners share, and what they keep in Redis."""

    scope = Scope.APP

    shop = provide_all(Connecting, LiveOrder, OrderReader, OrderSummary, ProductCards)
    listeners = provide_all(LinkNews, LiveStatus, TaskCards, TaskNews, TaskReminders)
    status_messages = provide(RedisStatusMessages, provides=StatusMessages)
    told_events = provide(RedisToldEvents, provides=ToldEvents)

    @provide
    def photo_files(self, link: RedisLink, bot: Bot) -> PhotoFiles:
        """Photos that this bot has uploaded."""
        return RedisPhotoFiles(link, bot.id)
