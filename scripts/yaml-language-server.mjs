// A small client of yaml-language-server: opens files, gives what is marked in them and what is proposed.
import { spawn } from "node:child_process";
import { pathToFileURL } from "node:url";

export async function start(program) {
  const server = spawn(process.execPath, [program, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
  const waiting = new Map(); // by number of the question, or by the file whose problems are awaited
  let last = 0;
  let input = Buffer.alloc(0);
  const send = (message) => {
    const text = JSON.stringify({ jsonrpc: "2.0", ...message });
    server.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  };
  const answer = (promised) => {
    const { method, id, params, result } = promised;
    if (method === "textDocument/publishDiagnostics") waiting.get(params.uri)?.(params.diagnostics);
    else if (method === "workspace/configuration") send({ id, result: params.items.map(() => null) });
    else if (method && id !== undefined) send({ id, result: null });
    else if (id !== undefined) waiting.get(id)?.(result);
  };
  server.stdout.on("data", (bytes) => {
    input = Buffer.concat([input, bytes]);
    for (;;) {
      const head = input.indexOf("\r\n\r\n");
      if (head < 0) return;
      const length = Number(/Content-Length: (\d+)/.exec(input.subarray(0, head).toString())[1]);
      if (input.length < head + 4 + length) return;
      const message = input.subarray(head + 4, head + 4 + length).toString();
      input = input.subarray(head + 4 + length);
      answer(JSON.parse(message));
    }
  });
  const awaited = (key, what) =>
    new Promise((done, failed) => {
      const timer = setTimeout(() => failed(new Error(`no answer: ${what}`)), 30_000);
      waiting.set(key, (value) => (clearTimeout(timer), waiting.delete(key), done(value)));
    });
  const ask = (method, params) => {
    const answered = awaited(++last, method);
    send({ id: last, method, params });
    return answered;
  };
  const item = { documentationFormat: ["markdown"], snippetSupport: true };
  const capabilities = { textDocument: { completion: { completionItem: item } } };
  await ask("initialize", { processId: process.pid, rootUri: null, capabilities });
  send({ method: "initialized", params: {} });
  return {
    /** What is marked in a file with this text: `{ line, message }`, lines from 1. */
    async open(path, text) {
      const uri = pathToFileURL(path).href;
      const marked = awaited(uri, path);
      const textDocument = { uri, languageId: "yaml", version: 1, text };
      send({ method: "textDocument/didOpen", params: { textDocument } });
      return (await marked).map(({ range, message }) => ({ line: range.start.line + 1, message }));
    },
    /** What is proposed there: `{ label, insertText, documentation }`. */
    async proposed(path, line, column) {
      const position = { line: line - 1, character: column - 1 };
      const textDocument = { uri: pathToFileURL(path).href };
      const list = await ask("textDocument/completion", { textDocument, position });
      return list.items.map(({ label, insertText, documentation }) => ({
        label,
        insertText,
        documentation: documentation?.value ?? documentation ?? "",
      }));
    },
    stop: () => server.kill(),
  };
}
