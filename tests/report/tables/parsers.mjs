// Answers each line of JSON, {"format", "text"}, by a line of JSON: the HTML that the format's parser makes of the text.
import { createInterface } from "node:readline";
import { convert } from "@asciidoctor/core";
import jiramark from "jiramark";

const parsers = {
  asciidoc: (text) => convert(text, { safe: "secure", standalone: false }),
  jira: (text) => jiramark.markupToHTML(`${text}\n`),
};

for await (const line of createInterface({ input: process.stdin })) {
  const { format, text } = JSON.parse(line);
  console.log(JSON.stringify(await parsers[format](text)));
}
