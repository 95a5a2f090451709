/** The server as functions: one place that knows its addresses, headers and statuses. */
import type { Diagnostic, Language } from "../wire";
import type { Argument } from "./choices";

export type Texts = Record<string, string>;
export interface Question {
  analysis: string;
  arguments: Argument[];
  texts: Texts;
  slot?: string;
  format?: "json" | "csv" | "html" | "text";
}

export type Reply =
  | { outcome: "answer"; text: string; status: number }
  | { outcome: "wrong"; diagnostics: Diagnostic[] }
  | { outcome: "superseded" }
  | { outcome: "refused"; error: string };

export type FileReply = { outcome: "read"; bytes: Uint8Array; etag: string } | { outcome: "refused"; error: string };
export type WriteReply =
  | { outcome: "written"; etag: string }
  | { outcome: "changed" }
  | { outcome: "absent" | "refused"; error: string };
export type BlobReply = { outcome: "made"; blob: Blob } | Exclude<Reply, { outcome: "answer" }>;

export interface Picture {
  kind: "frontier" | "positions" | "timeline";
  format: "svg" | "png";
  theme: "light" | "dark";
  language: Language;
  axes?: [string, string];
}

/** No server answers. */
export class ServerGone extends Error {}
/** A server answers, but this page's token is not its own: it was started anew. */
export class ServerOther extends Error {}

export interface Client {
  run(question: Question): Promise<Reply>;
  stop(slot: string): Promise<void>;
  progress(): Promise<Record<string, number>>;
  read(path: string): Promise<FileReply>;
  /** `etag` null: a file that is not there yet. */
  write(path: string, text: string, etag: string | null): Promise<WriteReply>;
  report(question: Omit<Question, "analysis">, language: Language): Promise<BlobReply>;
  plot(question: Omit<Question, "analysis">, picture: Picture): Promise<BlobReply>;
}

async function errorOf(response: Response): Promise<string> {
  try {
    const body = (await response.json()) as { error?: string };
    return body.error ?? response.statusText;
  } catch {
    return `${response.status} ${response.statusText}`;
  }
}

async function refusal(response: Response): Promise<Exclude<Reply, { outcome: "answer" }>> {
  if (response.status === 409) return { outcome: "superseded" };
  if (response.status === 422) {
    const body = (await response.json()) as { diagnostics?: Diagnostic[]; error?: string };
    if (body.diagnostics) return { outcome: "wrong", diagnostics: body.diagnostics };
    return { outcome: "refused", error: body.error ?? "" };
  }
  return { outcome: "refused", error: await errorOf(response) };
}

/** A body that breaks off is no answer either. */
async function arrived<T>(body: Promise<T>): Promise<T> {
  try {
    return await body;
  } catch (reason) {
    throw new ServerGone(String(reason));
  }
}

const address = (path: string) => `/file?path=${encodeURIComponent(path)}`;

/** Every page has slots of its own, so that two of them do not end each other's runs. */
const pageMark = (): string => Math.random().toString(36).slice(2, 12);

export function serverClient(
  token: string,
  send: typeof fetch = (...request) => fetch(...request),
  page = pageMark(),
): Client {
  const slotOf = (slot: string): string => `${page} ${slot}`;
  const ownShares = (shares: Record<string, number>): Record<string, number> =>
    Object.fromEntries(
      Object.entries(shares).flatMap(([slot, share]) =>
        slot.startsWith(slotOf("")) ? [[slot.slice(page.length + 1), share]] : [],
      ),
    );
  async function call(path: string, init: RequestInit): Promise<Response> {
    const headers = { ...(init.headers as Record<string, string>), "X-Zopa-Token": token };
    let response: Response;
    try {
      response = await send(path, { ...init, headers, cache: "no-store" });
    } catch (reason) {
      throw new ServerGone(String(reason));
    }
    if (response.status === 403 && !path.startsWith("/file")) throw new ServerOther(await errorOf(response));
    return response;
  }
  const post = (path: string, body: object) =>
    call(path, { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json" } });
  const made = async (response: Response): Promise<BlobReply> =>
    response.ok ? { outcome: "made", blob: await arrived(response.blob()) } : refusal(response);

  return {
    async run(question) {
      const slot = question.slot === undefined ? {} : { slot: slotOf(question.slot) };
      const response = await post("/run", { format: "json", ...question, ...slot });
      if (!response.ok) return refusal(response);
      return {
        outcome: "answer",
        text: await arrived(response.text()),
        status: Number(response.headers.get("Zopa-Status") ?? "0"),
      };
    },
    async stop(slot) {
      await post("/stop", { slot: slotOf(slot) });
    },
    async progress() {
      const response = await call("/progress", { method: "GET" });
      return response.ok ? ownShares((await response.json()) as Record<string, number>) : {};
    },
    async read(path) {
      const response = await call(address(path), { method: "GET" });
      if (!response.ok) return { outcome: "refused", error: await errorOf(response) };
      return {
        outcome: "read",
        bytes: new Uint8Array(await arrived(response.arrayBuffer())),
        etag: response.headers.get("ETag") ?? "",
      };
    },
    async write(path, text, etag) {
      const condition: Record<string, string> = etag === null ? { "If-None-Match": "*" } : { "If-Match": etag };
      const headers = { ...condition, "Content-Type": "text/plain; charset=utf-8" };
      const response = await call(address(path), { method: "PUT", body: text, headers });
      if (response.status === 412) return { outcome: "changed" };
      if (response.status === 404) return { outcome: "absent", error: await errorOf(response) };
      if (!response.ok) return { outcome: "refused", error: await errorOf(response) };
      return { outcome: "written", etag: response.headers.get("ETag") ?? "" };
    },
    report: async (question, language) => made(await post("/report", { ...question, language })),
    plot: async (question, picture) => made(await post("/plot", { ...question, ...picture })),
  };
}
