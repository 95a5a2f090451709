/** Files for others: as the command line would write them for the texts, the date and the suppositions on the screen. */
import { amountRows } from "./asking";
import { type Argument, argumentsOf, takenBy } from "./choices";
import type { BlobReply, Picture, Reply, Texts } from "./client";
import { outgoing, unsavedTexts } from "./documents";
import { exportName } from "./names";
import { documentAt } from "./state";
import type { Hands } from "./tools";

export interface Exports {
  exportModel: (path: string) => void;
  exportAnswer: (analysis: string, format: "json" | "csv") => Promise<void>;
  exportReport: () => Promise<void>;
  exportPicture: (picture: Omit<Picture, "language" | "theme">) => Promise<void>;
}

const theme = (): "light" | "dark" => (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
const types = { json: "application/json", csv: "text/csv;charset=utf-8" };

export function createExports(hands: Hands): Exports {
  const { client, state } = hands;

  function asked(): { arguments: Argument[]; texts: Texts } {
    const { choices, documents, base } = state();
    return { arguments: argumentsOf(choices, amountRows(base)), texts: unsavedTexts(documents) };
  }

  function deliver(what: string, ending: string, blob: Blob): void {
    const name = exportName(hands.start.models[0] ?? "model.zopa", what, state().choices, ending);
    hands.deliver(name, blob);
    hands.store.act({ type: "notice", notice: { what: "exported", name } });
  }

  function explain(reply: Reply | BlobReply): void {
    if (reply.outcome === "refused") hands.refuse(reply.error);
    if (reply.outcome === "wrong") hands.refuse(reply.diagnostics.map((row) => `${row.id}: ${row.message}`).join("; "));
  }

  async function made(what: string, ending: string, work: () => Promise<BlobReply>): Promise<void> {
    const reply = await hands.guarded(work);
    if (reply?.outcome === "made") deliver(what, ending, reply.blob);
    else if (reply) explain(reply);
  }

  async function exportAnswer(analysis: string, format: "json" | "csv"): Promise<void> {
    const { arguments: rows, texts } = asked();
    const reply = await hands.guarded(() =>
      client.run({ analysis, format, texts, arguments: takenBy(analysis, rows) }),
    );
    if (reply?.outcome === "answer") deliver(analysis, format, new Blob([reply.text], { type: types[format] }));
    else if (reply) explain(reply);
  }

  return {
    exportAnswer,
    exportModel(path) {
      const document = documentAt(state(), path);
      const type = "text/plain;charset=utf-8";
      if (document) hands.deliver(path.split("/").pop() ?? path, new Blob([outgoing(document)], { type }));
    },
    exportReport: () => made("report", "html", () => client.report(asked(), state().language)),
    exportPicture: (picture) =>
      made(picture.kind, picture.format, () =>
        client.plot(asked(), { ...picture, language: state().language, theme: theme() }),
      ),
  };
}
