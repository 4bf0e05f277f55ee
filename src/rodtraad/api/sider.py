"""Long lists a page at a time, within bounds a database can hold."""

from ninja import Field, Schema
from ninja.pagination import LimitOffsetPagination


class Sider(LimitOffsetPagination):
    """`limit` and `offset`; the answer has `items` and `count`."""

    class Input(Schema):
        """Which part of the list."""

        limit: int = Field(100, ge=1, le=1_000)
        offset: int = Field(0, ge=0, le=1_000_000)
