"""The Jinja environment for Word templates: it fills in values and runs nothing.

A template is data from outside. It may name values, loop over lists and ask conditions; it may not call, import or
reach into Python objects (docxtpl itself would render with an unrestricted environment).
"""

import re
from collections.abc import Mapping
from typing import Any, NoReturn

from jinja2 import DictLoader, StrictUndefined
from jinja2.exceptions import SecurityError, TemplateRuntimeError
from jinja2.runtime import Context, LoopContext, Undefined
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import missing
from markupsafe import Markup, escape

Value = str | int | bool | list["Value"] | dict[str, "Value"]
"""What a template can be filled with."""

_FILTERS = ("default", "first", "join", "last", "length", "lower", "trim", "upper")
_DOCXTPL_BRACES = re.compile(r"(?<=[{}%])_(?=[{}%])")
"""docxtpl turns `{_{` into `{{` everywhere after filling, also inside values; as a character reference it survives."""


class UnknownTag(StrictUndefined):
    """A name without a value; using it raises an error whose message is the name, after a dot if part of another."""

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: type[TemplateRuntimeError] = TemplateRuntimeError,
    ) -> None:
        super().__init__(hint=name or "" if obj is missing else f".{name}", obj=obj, name=name, exc=UnknownTagUsed)


class UnknownTagUsed(TemplateRuntimeError):
    """The template uses a name that has no value; the message is that name, after a dot if it is part of another."""


class NotAText(TemplateRuntimeError):
    """The template prints a list or a yes/no value as text."""


class WordSandbox(SandboxedEnvironment):
    """Names are keys of the given mappings; no globals, no calls, few filters, no arithmetic that can explode."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=UnknownTag, finalize=_as_text, loader=DictLoader({}))
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in _FILTERS}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A key of a mapping, or the state of a loop (`loop.first`); anything else is an unknown tag."""
        if isinstance(obj, LoopContext):
            return super().getattr(obj, attribute)
        return self.getitem(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """A key of a mapping or an element of a list."""
        if isinstance(obj, Undefined):
            return obj
        if isinstance(obj, Mapping | list | tuple):
            try:
                return obj[argument]
            except (LookupError, TypeError):
                pass
        return self.undefined(obj=obj, name=str(argument))

    def is_safe_callable(self, obj: Any) -> bool:
        """Nothing may be called."""
        return False

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> NoReturn:
        """Refuse what could fill the memory ("x" * 10**9) or format at will."""
        raise SecurityError(f"operator {operator}")


def _as_text(value: object) -> object:
    if isinstance(value, Undefined):
        return str(value)
    if isinstance(value, str):
        return Markup(_DOCXTPL_BRACES.sub("&#95;", escape(value)))  # noqa: S704  # escaped one step before
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise NotAText
