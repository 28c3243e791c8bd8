"""What single values in plan.yaml may look like: references, spans, days, shares, words."""

from datetime import date
from typing import Annotated, Any

from msgspec import NODEFAULT, Meta, structs

Reference = Annotated[
    str,
    Meta(
        pattern=r"^[0-9]{1,6}(\.[0-9]{1,6}){0,9}$",
        description='the number of a task or milestone, quoted, as in "6.10"',
        extra={"quoted": True},
    ),
]
Span = Annotated[
    str,
    Meta(
        pattern=r"^[0-9]{4}(-(0[1-9]|1[0-2]|H[12]|Q[1-4]))?(/[0-9]{4}(-(0[1-9]|1[0-2]))?)?$",
        description="a year, a part of one or a range, as in 2023, 2023-H1, 2023-Q4, 2023-12 or 2023-01/2023-11",
    ),
]
CurveDay = Annotated[
    str,
    Meta(
        pattern=r"^([0-9]{4}-)?(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
        description="MM-DD, as in 06-30, or a whole day as YYYY-MM-DD",
    ),
]
Share = Annotated[float, Meta(ge=0, le=100, description="percent, from 0 to 100")]
Weight = Annotated[float, Meta(gt=0, le=10**6, description="how much it counts beside its neighbours; by default 1")]
Year = Annotated[int, Meta(ge=1900, le=2999, description="a year")]
Number = Annotated[int, Meta(ge=0, le=999_999, description="the number of a section or sentence")]
Words = Annotated[str, Meta(min_length=1)]
DueRule = Annotated[
    str,
    Meta(
        min_length=1,
        description="by when the report on a period must be in, as in 每周五, 每月25日, 次月5日 or in 3 working days",
    ),
]
FileName = Annotated[
    str, Meta(pattern=r"^[^/\\:]+\.docx$", description="the name of a Word file beside plan.yaml, which ends in .docx")
]
Server = Annotated[
    str,
    Meta(
        pattern=r"^postgres(ql)?://\S+$",
        description="the address of the PostgreSQL server that keeps the journal, as in postgresql://host/database",
    ),
]
ExampleDay = Annotated[
    date, Meta(description="of a made-up plan, the day on which its clock stands; it is marked as an example")
]


def usual(field: structs.FieldInfo) -> Any:
    """Return what a field is where nothing is written; NODEFAULT where something has to be."""
    return field.default if field.default_factory is NODEFAULT else field.default_factory()
