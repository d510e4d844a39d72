"""The output contract as JSON Schema (draft 2020-12), for users of other languages.

`schema.json` beside this module is the committed copy; `make docs` writes it anew.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from cleaner.contract.page import SCHEMA_VERSION, CleanPage
from cleaner.described import Described


class _Generator(GenerateJsonSchema):
    """Adds the meaning of each enum value (`enumDescriptions`, as editors read it); drops titles that say nothing."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def enum_schema(self, schema: core_schema.EnumSchema) -> JsonSchemaValue:
        generated = super().enum_schema(schema)
        if issubclass(schema["cls"], Described):
            generated["enumDescriptions"] = [member.meaning for member in schema["members"]]
        return generated


def schema() -> dict[str, Any]:
    """JSON Schema of a record; every field and every enum value carries its meaning."""
    generated = CleanPage.model_json_schema(mode="serialization", schema_generator=_Generator)
    return {
        "$schema": GenerateJsonSchema.schema_dialect,
        "$id": f"urn:cleaner:clean-page:{SCHEMA_VERSION}",
        **generated,
    }


def schema_text() -> str:
    """The schema as it is committed: indented JSON, ending in a line break."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    print(schema_text(), end="")
