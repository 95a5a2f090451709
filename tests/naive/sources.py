"""Citations against their sources: does every quotation stand there, white space and marks aside?"""
from __future__ import annotations

import os
import re

import tree as t


def plain(text: str) -> str:
    text = re.sub("[“”„‟«»″]", '"', text)
    text = re.sub("[‘’‚‛′]", "'", text)
    return re.sub(r"\s+", " ", text)


def source_texts(model: t.Model) -> dict[str, str]:
    """The text of each source whose file is there; paths are relative to the file that names them."""
    texts = {}
    for source in model.statements:
        if isinstance(source, t.Source):
            path = os.path.join(model.folders[source.id], source.path)
            if os.path.exists(path):
                with open(path, encoding="utf-8") as file:
                    texts[source.id] = plain(file.read())
    return texts


def citations(model: t.Model) -> list[tuple[str, str]]:
    return [cited for statement in model.statements for cited in statement.clauses.cites]


def missing_quotations(model: t.Model) -> list[tuple[str, str]]:
    """The citations of sources at hand whose words do not stand in them."""
    texts = source_texts(model)
    return [(source, words) for source, words in citations(model)
            if source in texts and plain(words).strip() not in texts[source]]
