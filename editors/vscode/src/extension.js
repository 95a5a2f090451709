// What VS Code starts: ties the events of the editor to checks and to the layout.
"use strict";

const vscode = require("vscode");
const { Diagnostics } = require("./diagnostics");
const { layOut } = require("./layout");

/** Says once, not at every key, that the command does not run; again after the settings changed. */
function complainer() {
  let said = false;
  /** @param {unknown} error */
  const complain = async (error) => {
    if (said) return;
    said = true;
    const missing = error instanceof Error && "code" in error && error.code === "ENOENT";
    const why = missing ? "The command zopa was not found. Set zopa.path to where it is." : `zopa: ${String(error)}`;
    const choice = await vscode.window.showErrorMessage(why, "Open settings");
    if (choice) await vscode.commands.executeCommand("workbench.action.openSettings", "zopa.path");
  };
  return { complain, again: () => void (said = false) };
}

/** @param {vscode.ExtensionContext} context */
function activate(context) {
  const { complain, again } = complainer();
  const diagnostics = new Diagnostics(complain);
  const lookAtAll = () => vscode.workspace.textDocuments.forEach((document) => void diagnostics.look(document));
  context.subscriptions.push(
    diagnostics,
    vscode.workspace.onDidOpenTextDocument((document) => void diagnostics.look(document)),
    vscode.workspace.onDidSaveTextDocument(lookAtAll), // the file may belong to the models of others
    vscode.workspace.onDidChangeTextDocument((event) => diagnostics.lookSoon(event.document)),
    vscode.workspace.onDidCloseTextDocument((document) => diagnostics.forget(document)),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (!event.affectsConfiguration("zopa")) return;
      again();
      lookAtAll();
    }),
    vscode.languages.registerDocumentFormattingEditProvider("zopa", {
      provideDocumentFormattingEdits: (document) => layOut(document, complain),
    }),
  );
  lookAtAll();
}

module.exports = { activate };
