"""How templates become Python: as Jinja compiles them, to code that gives the same text in less time.

Of a page's time a third was Jinja's own: an object was made of each text that is shown, each piece of text passed
through the generators of all templates that the page extends, and each call was looked at for what it wants of the
context. Templates are written as ever. Jinja has places for a compiler and a context of one's own
(`Environment.code_generator_class`, `context_class`).
"""

from __future__ import annotations

from collections.abc import Iterable
from types import BuiltinFunctionType, FunctionType
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro
from markupsafe import (  # type: ignore[attr-defined] # what `escape` is made of
    Markup,
    _escape_inner,
    escape,
)


def compile_quickly(env: Environment) -> None:
    """Have an environment compile and render in this way."""
    env.code_generator_class = Compiler
    env.context_class = Scope


def shown(value: Any) -> str:
    """A value as HTML, as `escape` gives it, for a place where no more than its text counts."""
    kind = type(value)
    if kind is str:
        text: str = _escape_inner(value)
    elif kind is Markup:
        text = value
    else:
        text = str(value) if kind is int else escape(value)
    return text


class Compiler(CodeGenerator):
    """Jinja's compiler, but for how values are shown and blocks are put together."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 # Jinja's name
        """A whole template."""
        self.writeline(f"from {__name__} import {shown.__name__}")
        super().visit_Template(node, frame)

    def blockvisit(self, body: Iterable[nodes.Node], frame: Frame) -> None:
        """What stands in a `block` comes out in one piece."""
        whole = frame.block_frame and frame.buffer is None
        if whole:
            self.buffer(frame)
        super().blockvisit(body, frame)
        if whole:
            self.writeline(f"yield concat({frame.buffer})")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write(f"{shown.__name__}({finalize.src or ''}")


class Scope(Context):
    """Jinja's context, which calls plain functions and macros at once: they want nothing of it."""

    def call(self, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call what a template calls."""
        kind = type(called)
        if kind is Macro:
            args = (self.eval_ctx, *args)
        elif kind is not BuiltinFunctionType and (kind is not FunctionType or called.__dict__):
            return super().call(called, *args, **kwargs)  # its mark, if any, says what it wants
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        try:
            return called(*args, **kwargs)
        except StopIteration:
            return self.environment.undefined("a function raised StopIteration")
