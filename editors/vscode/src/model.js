// A document -> what `zopa check` is asked to read: its file or its unsaved text, and the files that belong to it.
"use strict";

const { homedir } = require("node:os");
const { dirname, resolve } = require("node:path");
const vscode = require("vscode");

/** @typedef {{ folder: string, files: string[], input: string, unsaved: boolean }} Model */

/**
 * @param {vscode.TextDocument} document
 * @param {string} name
 */
const setting = (document, name) => vscode.workspace.getConfiguration("zopa", document.uri).get(name);

/** @param {vscode.TextDocument} document */
function rootOf(document) {
  const folder = vscode.workspace.getWorkspaceFolder(document.uri) ?? vscode.workspace.workspaceFolders?.[0];
  return folder?.uri.scheme === "file" ? folder.uri.fsPath : homedir();
}

/**
 * The files of zopa.with, where the document is one of them.
 * @param {vscode.TextDocument} document
 */
function companions(document) {
  const listed = /** @type {string[]} */ (setting(document, "with") ?? []).map((path) =>
    resolve(rootOf(document), path),
  );
  return listed.includes(document.uri.fsPath) ? listed.filter((path) => path !== document.uri.fsPath) : [];
}

/**
 * An unsaved text is read from standard input, in the folder of its file, so that includes and sources are found.
 * @param {vscode.TextDocument} document
 * @returns {Model}
 */
function modelOf(document) {
  const saved = document.uri.scheme === "file";
  const unsaved = !saved || document.isDirty;
  return {
    folder: saved ? dirname(document.uri.fsPath) : rootOf(document),
    files: [unsaved ? "-" : document.uri.fsPath, ...(saved ? companions(document) : [])],
    input: unsaved ? document.getText() : "",
    unsaved,
  };
}

module.exports = { modelOf, setting };
