"""How templates become Python: as Jinja does it, but for what every page does a hundred times."""

from __future__ import annotations

from keyword import iskeyword
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator
from jinja2.runtime import Context, Macro


class Code(CodeGenerator):
    """Has values written by `shown`."""

    def _output_child_pre(self, node: nodes.Expr, frame: Any, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.shown(")


class QuickCode(Code):
    """Takes `view.title` from the view as Python does: a page does so some hundred times."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Any) -> None:  # noqa: N802 -- as Jinja's visitors are called
        """`(view).title`."""
        if iskeyword(node.attr):
            super().visit_Getattr(node, frame)
        else:
            self.write("(")
            self.visit(node.node, frame)
            self.write(f").{node.attr}")


class MacroContext(Context):
    """Calls macros as they are: what else may be called is first asked whether it wants the context, 40 times on some pages."""

    def call(self, called: Any, /, *values: Any, **named: Any) -> Any:
        """The value of a call in a template."""
        if type(called) is not Macro:
            return super().call(called, *values, **named)
        named.pop("_loop_vars", None)
        named.pop("_block_vars", None)
        return called(self.eval_ctx, *values, **named)
