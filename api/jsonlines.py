"""The log for machines: an object a line."""

from pythonjsonlogger.core import RESERVED_ATTRS
from pythonjsonlogger.orjson import OrjsonFormatter


class Json(OrjsonFormatter):
    """An object a line, its time in UTC; a traceback is text in `exception`."""

    def __init__(self) -> None:
        names = {"levelname": "level", "name": "logger", "exc_info": "exception"}
        reserved = [*RESERVED_ATTRS, "color_message"]
        super().__init__(
            ("levelname", "name", "message"), rename_fields=names, timestamp="time", reserved_attrs=reserved
        )
