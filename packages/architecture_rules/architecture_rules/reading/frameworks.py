"""Libraries by what they are for, as the names of their packages and of their distributions."""

from typing import Final

__all__ = [
    "BOT_FRAMEWORKS",
    "BROKER_CLIENTS",
    "DATABASE_DRIVERS",
    "DRIVER_DISTRIBUTIONS",
    "MONGO_DRIVERS",
    "OTHER_BROKERS",
    "POSTGRES_DRIVERS",
    "RELATIONAL_LIBRARIES",
    "WEB_FRAMEWORKS",
]

POSTGRES_DRIVERS: Final = ("aiopg", "asyncpg", "pg8000", "psycopg", "psycopg2", "psycopg_pool")
MONGO_DRIVERS: Final = ("beanie", "bson", "mongoengine", "motor", "odmantic", "pymongo")
RELATIONAL_LIBRARIES: Final = (
    "alembic",
    "databases",
    "django.db",
    "gino",
    "ormar",
    "peewee",
    "piccolo",
    "pony",
    "sqlalchemy",
    "sqlmodel",
    "tortoise",
)
"""They load their driver by the scheme of an address; nobody need import it."""

DATABASE_DRIVERS: Final = (
    *POSTGRES_DRIVERS,
    *RELATIONAL_LIBRARIES,
    *MONGO_DRIVERS,
    "aiomysql",
    "aiosqlite",
    "MySQLdb",
    "pymysql",
    "sqlite3",
)
DRIVER_DISTRIBUTIONS: Final = frozenset(
    {each.lower() for each in DATABASE_DRIVERS if "." not in each and each != "sqlite3"}
    | {"mysqlclient", "psycopg2_binary", "psycopg_binary", "tortoise_orm"}
)
"""Distributions that bring them, in lower case with underscores."""

WEB_FRAMEWORKS: Final = (
    "bottle",
    "cherrypy",
    "daphne",
    "django",
    "falcon",
    "fastapi",
    "flask",
    "granian",
    "gunicorn",
    "hypercorn",
    "litestar",
    "quart",
    "sanic",
    "starlette.applications",
    "starlette.routing",
    "tornado",
    "uvicorn",
)
BOT_FRAMEWORKS: Final = ("aiogram", "pyrogram", "telebot", "telegram", "telethon", "vkbottle")
BROKER_CLIENTS: Final = ("aio_pika", "aiormq", "celery", "faststream", "kombu", "pamqp", "pika")
OTHER_BROKERS: Final = (
    "aiokafka",
    "aiomqtt",
    "arq",
    "confluent_kafka",
    "dramatiq.brokers.redis",
    "gmqtt",
    "huey",
    "kafka",
    "nats",
    "paho.mqtt",
    "pulsar",
    "rq",
    "saq",
    "stomp",
    "zmq",
)
