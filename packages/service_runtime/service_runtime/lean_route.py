"""Hot routes: a FastAPI route in the documentation, a bare function call when it runs.

FastAPI's own handler solves dependencies, validates and serialises for every request. A lean
endpoint takes the `Request`, parses what it needs with `service_runtime.lean_input` and returns
ready bytes. What OpenAPI shall show is declared beside it, as a function signature that is never
called::

    router = APIRouter(route_class=LeanRoute)

    def _inputs(order_id: Annotated[UUID, Path()], body: RefundOrder) -> None: ...

    @router.post("/orders/{order_id}/refunds", response_model=Refund, status_code=201)
    @documents(_inputs)
    async def refund_order(request: Request) -> Response:
        order_id = path_value(request, "order_id", UUID_ADAPTER)
        wanted = await parse_body(request, RefundOrder)
        ...
        return JsonBytes(refund_json, 201)

`LeanDispatchMiddleware` finds lean routes without walking through all the others.
"""

import inspect
from collections.abc import Awaitable, Callable, Coroutine, Sequence

from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import Response

__all__ = ["JsonBytes", "LeanEndpoint", "LeanRoute", "documents"]

type LeanEndpoint = Callable[[Request], Awaitable[Response]]


class JsonBytes(Response):
    """A response of ready JSON bytes, at a third of the cost of a Starlette response.

    Args:
        body: JSON in UTF-8.
        status_code: Status of the response.
        headers: Further headers; names in lower case.
    """

    def __init__(
        self,
        body: bytes,
        status_code: int = 200,
        headers: Sequence[tuple[bytes, bytes]] = (),
    ) -> None:
        # The base constructor is left out on purpose: it encodes and sorts out headers anew.
        self.status_code = status_code
        self.background = None
        self.body = body
        self.raw_headers = [
            (b"content-type", b"application/json"),
            (b"content-length", b"%d" % len(body)),
            *headers,
        ]


def documents(inputs: object) -> Callable[[LeanEndpoint], LeanEndpoint]:
    """Show the parameters of `inputs` as those of the decorated endpoint in OpenAPI.

    Args:
        inputs: Function with FastAPI parameters (path, query, header, body, security); only its
            signature is used.

    Raises:
        TypeError: It is no function.
    """
    if not callable(inputs):
        raise TypeError("a function is needed, for its signature")
    signature = inspect.signature(inputs, eval_str=True)

    def decorate(endpoint: LeanEndpoint) -> LeanEndpoint:
        endpoint.__signature__ = signature.replace(  # type: ignore[attr-defined]  # read by inspect
            return_annotation=Response
        )
        return endpoint

    return decorate


class LeanRoute(APIRoute):
    """Route class for routers of hot endpoints; see the module's introduction.

    Dependencies would not run, so a lean route refuses them when the application is built.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[None, None, Response]]:
        """Return the endpoint itself.

        Raises:
            TypeError: The route or its router declares dependencies.
        """
        self.refuse_dependencies(self.dependencies)
        endpoint: Callable[[Request], Coroutine[None, None, Response]] = self.endpoint
        return endpoint

    def refuse_dependencies(self, dependencies: Sequence[object]) -> None:
        """Stop the start of an application that believes its dependencies would run.

        Raises:
            TypeError: There are dependencies.
        """
        if dependencies:
            raise TypeError(f"{self.path}: a lean route runs no dependencies")
