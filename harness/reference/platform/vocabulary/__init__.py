"""The keys of every resource, after the platform's own reference (https://docs.vapi.ai/api-reference).

The published description leaves out some keys that the API takes (`messagePlan`, `silenceTimeoutSeconds`, `function` of a
transferCall …); they are here.
"""

from collections.abc import Mapping

from harness.reference.platform.shape import Shape, Union, read_shapes
from harness.reference.platform.vocabulary import assistants, others, plans, tools

__all__ = ["VOCABULARY"]

VOCABULARY: Mapping[str, Shape | Union] = {
    **read_shapes("".join((plans.SHAPES, assistants.SHAPES, tools.SHAPES, others.SHAPES))),
    **{union.name: union for module in (assistants, tools, others) for union in module.UNIONS},
}
"""Shapes and unions by name."""
