"""RabbitMQ: topology, publisher, consumer, retry ladder and dead letters."""
