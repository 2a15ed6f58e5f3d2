"""How templates become Python: as Jinja does it, but for what every page does a hundred times."""

from __future__ import annotations

from collections.abc import Iterable
from keyword import iskeyword
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator
from jinja2.runtime import Context, Macro


class Code(CodeGenerator):
    """Has values written by `shown`."""

    def _output_child_pre(self, node: nodes.Expr, frame: Any, finalize: Any) -> None:
        if _plain(frame, finalize):
            self.write("environment.shown(")
        else:
            super()._output_child_pre(node, frame, finalize)


def _plain(frame: Any, finalize: Any) -> bool:
    """Whether a value is written here as it is everywhere on our pages: escaped, and nothing else done to it."""
    return not frame.eval_ctx.volatile and bool(frame.eval_ctx.autoescape) and finalize.src is None


class QuickCode(Code):
    """Takes `view.title` from the view as Python does, and gathers what a block writes in one list: a page does both some
    hundred times, and Jinja hands each piece on through as many generators as templates stand in one another."""

    def blockvisit(self, nodes: Iterable[nodes.Node], frame: Any) -> None:
        """The statements of a block, of a template as a whole, or of what stands inside either."""
        if frame.buffer is not None:
            super().blockvisit(nodes, frame)
            return
        self.writeline("escaped, shown = environment.escaped, environment.shown")
        self.buffer(frame)
        super().blockvisit(nodes, frame)
        if not (frame.toplevel and self.has_known_extends):
            self.writeline(f"yield concat({frame.buffer})")

    def _output_child_pre(self, node: nodes.Expr, frame: Any, finalize: Any) -> None:
        if _plain(frame, finalize):
            self.write("(escaped(v) if type(v := ")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Any, finalize: Any) -> None:
        if _plain(frame, finalize):
            self.write(") is str else shown(v))")
        else:
            super()._output_child_post(node, frame, finalize)

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
