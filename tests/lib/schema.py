"""Every JSON answer follows its published schema, docs/schema/ANALYSIS.json: those of the cases and pages, and of
every analysis on every example."""

import json
import re

from .place import ROOT, example_models, questions

try:
    import jsonschema
except ImportError:  # reported as a failure below
    jsonschema = None


def load_schemas():
    folder = ROOT / "docs/schema"
    return {path.name: json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))}


def validator_of(analysis, schemas):
    """None when the analysis has no schema. Schemas refer to each other by file name or by $id."""
    schema = schemas.get(f"{analysis}.json") or schemas.get(f"{analysis}.schema.json")
    if schema is None:
        return None
    store = {**schemas, **{other["$id"]: other for other in schemas.values() if "$id" in other}}
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    return kind(schema, resolver=jsonschema.RefResolver(schema.get("$id", ""), schema, store=store))


def what_is_wrong(analysis, text, schemas):
    """"" when the answer is valid."""
    try:
        validator = validator_of(analysis, schemas)
        if validator is None:
            return f"docs/schema has no schema for {analysis}"
        errors = sorted(validator.iter_errors(json.loads(text)), key=lambda error: list(map(str, error.path)))
        return "\n".join(f"{'/'.join(map(str, error.path))}: {error.message[:300]}" for error in errors[:5])
    except (ValueError, jsonschema.exceptions.SchemaError, jsonschema.exceptions.RefResolutionError) as error:
        return str(error)[:500]


def asks_for_json(command):
    """The analysis of a command line that prints JSON and nothing else; None for others."""
    match = re.fullmatch(r"zopa (\w+) [^|>;&]*--format[ =]json\b[^|>;&]*", command)
    return match[1] if match and " -o" not in command and "--output" not in command else None


def run(build, tally, seen):
    if not tally.check(jsonschema is not None, "schema: python3-jsonschema is installed"):
        return
    schemas = load_schemas()
    for command, output in seen:
        analysis = asks_for_json(command)
        if analysis and output:
            wrong = what_is_wrong(analysis, output, schemas)
            tally.check(not wrong, f"schema: $ {command}", wrong)
    for analysis in questions(build):
        for model in example_models():
            outcome = build.run([build.zopa, analysis, model.relative_to(ROOT), "--format", "json"])
            wrong = what_is_wrong(analysis, outcome.stdout, schemas)
            tally.check(not wrong, f"schema: {analysis} of {model.name}", wrong)
