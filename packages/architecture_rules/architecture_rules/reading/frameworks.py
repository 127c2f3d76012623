"""Libraries by what they are for, as the names of their packages and of their distributions."""

from typing import Final

__all__ = [
    "BOT_FRAMEWORKS",
    "BROKER_CLIENTS",
    "DATABASE_DRIVERS",
    "DRIVER_DISTRIBUTIONS",
    "MONGO_DRIVERS",
    "POSTGRES_DRIVERS",
    "WEB_FRAMEWORKS",
]

POSTGRES_DRIVERS: Final = ("aiopg", "asyncpg", "pg8000", "psycopg", "psycopg2", "psycopg_pool")
MONGO_DRIVERS: Final = ("beanie", "bson", "mongoengine", "motor", "odmantic", "pymongo")
DATABASE_DRIVERS: Final = (
    *POSTGRES_DRIVERS,
    *MONGO_DRIVERS,
    "aiomysql",
    "aiosqlite",
    "alembic",
    "databases",
    "django.db",
    "gino",
    "MySQLdb",
    "ormar",
    "peewee",
    "piccolo",
    "pony",
    "pymysql",
    "sqlalchemy",
    "sqlite3",
    "sqlmodel",
    "tortoise",
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
