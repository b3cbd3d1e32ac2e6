from pyvis.network import Network as _PyvisNetwork


class Network(_PyvisNetwork):  # type: ignore[misc]
    def __init__(self) -> None:
        super().__init__(directed=True)
