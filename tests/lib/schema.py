"""Every JSON answer follows the published schema, docs/schema/zopa-result-1.json: those of the cases and pages, and
of every analysis on every example, asked in several ways. And the schema describes every member that it allows."""

import json
import re

from .place import ROOT, example_models, questions

try:
    import jsonschema
except ImportError:  # reported as a failure below
    jsonschema = None

SCHEMA = ROOT / "docs/schema/zopa-result-1.json"

# Besides the plain question: questions that show what it does not. Which of them an analysis takes, its help says.
WAYS = ([], ["--time", "0"], ["--time", "0.01"], ["--examples", "0"], ["--on", "2020-01-01"],
        ["--most", "1"], ["--most", "0", "--red-lines"], ["--most", "0", "--within"], ["--within", "--time", "0"],
        ["--draws", "3"], ["--from", "start"],
        ["--also", 'issue extra "Extra": 0..1 step 1/3 or never', "--also", "rule extra < 0"])


def load_schema():
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    return kind(schema)


def undescribed(schema, path=""):
    """The members that the schema allows without saying what they are; a reference may say it for them."""
    found = []
    if isinstance(schema, dict):
        for name, member in schema.get("properties", {}).items():
            if set(member) & {"type", "enum", "const", "oneOf"} and "description" not in member:
                found.append(f"{path}/{name}")
        for name, part in schema.items():
            found += [] if name in ("if", "then") else undescribed(part, f"{path}/{name}")
    return found


def what_is_wrong(text, validator):
    """"" when the answer is valid."""
    try:
        answer = json.loads(text)
    except ValueError as problem:
        return str(problem)[:500]
    if validator.is_valid(answer):
        return ""
    part = {**validator.schema, "oneOf": [{"$ref": f"#/$defs/{answer.get('analysis')}"}]}  # or all parts are blamed
    error = jsonschema.exceptions.best_match(validator.evolve(schema=part).iter_errors(answer))
    return f"/{'/'.join(map(str, error.absolute_path))}: {error.message[-300:]}"


def prints_json(command):
    """Whether a command line asks for JSON and prints nothing else."""
    return re.fullmatch(r"zopa \w+ [^|>;&]*--format[ =]json\b[^|>;&]*", command) and \
        not re.search(r" -o|--output|--print\b", command)


def changes(build, model):
    """What-if questions about a model, without each party, without each statement on record; and answers for each party."""
    shown = json.loads(build.run([build.zopa, "show", model, "--format", "json"]).stdout)
    parties = {row["party"] for row in shown["parties"]}
    names = parties | {row["name"] for row in shown["timeline"]}
    return [["--without", name] for name in sorted(names)] + [["--for", name] for name in sorted(parties)]


def is_taken(way, takes):
    """Whether the help of an analysis has all options of a way."""
    return all(f"{word} " in takes for word in way if word.startswith("--"))


def check_strictness(build, validator, tally):
    """A schema that allows anything would find nothing wrong."""
    model = example_models()[0]
    for analysis in questions(build):
        answer = json.loads(build.run([build.zopa, analysis, model, "--format", "json"]).stdout)
        stray = what_is_wrong(json.dumps({**answer, "stray": 1}), validator)
        tally.check(stray, f"schema: {analysis} with a stray member is refused")
        del answer["read"]
        tally.check(what_is_wrong(json.dumps(answer), validator), f"schema: {analysis} without a member is refused")


def check_examples(build, validator, tally):
    for analysis in questions(build):
        takes = build.run([build.zopa, "help", analysis]).stdout
        for model in example_models():
            for way in [way for way in (*WAYS, *changes(build, model)) if is_taken(way, takes)]:
                outcome = build.run([build.zopa, analysis, model.relative_to(ROOT), "--format", "json", *way])
                wrong = what_is_wrong(outcome.stdout, validator) if outcome.stdout else f"no answer: {outcome.stderr}"
                tally.check(not wrong, f"schema: {analysis} of {model.name} {' '.join(way)}", wrong)


def run(build, tally, seen):
    if not tally.check(jsonschema is not None, "schema: python3-jsonschema is installed"):
        return
    validator = load_schema()
    missing = undescribed(validator.schema)
    tally.check(not missing, "schema: every member is described", "\n".join(missing))
    check_strictness(build, validator, tally)
    for command, output in seen:
        if output and prints_json(command):
            wrong = what_is_wrong(output, validator)
            tally.check(not wrong, f"schema: $ {command}", wrong)
    check_examples(build, validator, tally)
