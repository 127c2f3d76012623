"""From the cart to an order, once."""

from tests.unit.bot_service.journey.chat_scene import ChatScene


async def test_somebody_buys_two_things(customer: ChatScene) -> None:
    """And the message of the last question tells from then on how the order is doing."""
    lamp, vase = await customer.sells("Lamp", "2.50"), await customer.sells("Vase", "10")
    await customer.fills_cart(lamp, vase)

    await customer.goes_to_summary()
    summary = customer.last
    assert "Lamp" in summary.text
    assert "Total: £12.50" in summary.text
    assert "Ada Lovelace, 221B Baker Street, W1U 8ED London, GB" in summary.text

    await customer.taps("Buy now")
    (order,) = customer.orders
    assert "We have your order" in summary.text
    assert order.shipping_address.recipient == "Ada Lovelace"
    print(summary.text)

    await customer.world.shop.settle()
    await customer.hears("order.completed", order.id)
    assert "Completed" in summary.text
    assert "is completed" in customer.last.text
    print(summary.text, customer.last)
