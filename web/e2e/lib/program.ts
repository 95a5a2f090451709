/** Running the command: copies of examples, reports, and the server. */
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

export const examples = ["berlin", "ceasefire", "river", "wages"] as const;
export type Example = (typeof examples)[number];

const command = process.env["ZOPA"] ?? "zopa";
const source = resolve("../examples");

export interface Outcome {
  status: number | null;
  output: Buffer;
  error: string;
}

export function zopa(words: string[], folder: string): Outcome {
  const done = spawnSync(command, words, { cwd: folder, maxBuffer: 1 << 28 });
  if (done.error) throw done.error;
  return { status: done.status, output: done.stdout, error: done.stderr.toString() };
}

export const newFolder = (): string => mkdtempSync(join(tmpdir(), "zopa-e2e-"));
export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true });

/** The files of an example in a folder of their own; returns the folder. */
export function copyExample(example: Example): string {
  const folder = newFolder();
  cpSync(join(source, example), folder, { recursive: true });
  return folder;
}

/** Writes a report beside the model; returns its path. Status 3 is an answer too: a limit was reached, and it says so. */
export function writeReport(folder: string, models: string[], ...options: string[]): string {
  const path = join(folder, "report.html");
  const { status, error } = zopa(["report", ...models, "-o", path, ...options], folder);
  if (status !== 0 && status !== 3) throw new Error(`zopa report ended with status ${status}: ${error}`);
  return path;
}

export interface Server {
  url: string;
  folder: string;
  /** Asks it to stop; the status it ends with. */
  stop: () => Promise<number | null>;
}

/** Until the server has said where it listens. */
function address(child: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    let said = "";
    const listen = (part: Buffer): void => {
      said += part.toString();
      const url = /http:\/\/127\.0\.0\.1:\d+\/\?token=[0-9a-f]+/.exec(said)?.[0];
      if (url) found(url);
    };
    child.stdout?.on("data", listen);
    child.stderr?.on("data", listen);
    child.once("error", failed);
    child.once("exit", (status) => failed(new Error(`zopa serve ended with status ${status}: ${said}`)));
  });
}

export async function serve(folder: string, models: string[], ...options: string[]): Promise<Server> {
  const child = spawn(command, ["serve", ...models, "--root", folder, "--port", "0", ...options], { cwd: folder });
  const ended = new Promise<number | null>((end) => child.once("exit", end));
  const stop = (): Promise<number | null> => {
    child.kill("SIGTERM");
    return ended;
  };
  return { url: await address(child), folder, stop };
}
