// A document -> the edit that puts it into the standard layout, by `zopa fmt -`.
"use strict";

const vscode = require("vscode");
const { run } = require("./command");
const { modelOf, setting } = require("./model");

/**
 * A text with mistakes of syntax stays as it is; the list of problems says why.
 * @param {vscode.TextDocument} document
 * @param {(error: unknown) => void} complain
 * @returns {Promise<vscode.TextEdit[]>}
 */
async function layOut(document, complain) {
  const before = document.getText();
  const command = /** @type {string} */ (setting(document, "path") || "zopa");
  try {
    const { status, output } = await run(command, ["fmt", "-"], modelOf(document).folder, before).done;
    if (status !== 0 || output === before) return [];
    const whole = new vscode.Range(document.positionAt(0), document.positionAt(before.length));
    return [vscode.TextEdit.replace(whole, output)];
  } catch (error) {
    complain(error);
    return [];
  }
}

module.exports = { layOut };
