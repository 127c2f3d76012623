"""Libraries that stop the event loop while they wait."""

__all__ = ["BLOCKING_LIBRARIES", "BLOCKING_MODULES"]

BLOCKING_LIBRARIES = {
    "boto3": "aioboto3",
    "bottle": "FastAPI",
    "celery": "a worker service on aio_pika",
    "dramatiq": "a worker service on aio_pika",
    "eventlet": "asyncio",
    "flask": "FastAPI",
    "gevent": "asyncio",
    "huey": "a worker service on aio_pika",
    "kombu": "aio_pika",
    "mongoengine": "pymongo.AsyncMongoClient",
    "mysql": "the data services",
    "MySQLdb": "the data services",
    "paramiko": "asyncssh",
    "peewee": "sqlalchemy.ext.asyncio",
    "pika": "aio_pika",
    "pony": "sqlalchemy.ext.asyncio",
    "psycopg2": "asyncpg",
    "pymysql": "the data services",
    "requests": "an async HTTP client",
    "rq": "a worker service on aio_pika",
    "telebot": "aiogram",
    "urllib3": "an async HTTP client",
}
"""From the name of a package to what does the same without blocking."""

BLOCKING_MODULES = {
    "ftplib": "an async client",
    "http.client": "an async HTTP client",
    "imaplib": "an async client",
    "poplib": "an async client",
    "pymongo.synchronous": "pymongo.asynchronous",
    "smtplib": "aiosmtplib",
    "sqlite3": "the data services",
    "telnetlib": "asyncio.open_connection",
    "urllib.request": "an async HTTP client",
    "xmlrpc.client": "an async HTTP client",
    "wsgiref": "uvicorn",
}
"""Modules of the standard library and of libraries that have both; their rest is welcome."""
