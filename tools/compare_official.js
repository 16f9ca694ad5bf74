// The vendor's own compile core as a judge: one project folder a line in, one verdict a line out, as JSON.
// `node compare_official.js PLACE`, where PLACE holds node_modules/miniprogram-ci. Nothing of it is read but its answers.
"use strict";

const path = require("path");
const readline = require("readline");

const dist = path.join(process.argv[2], "node_modules", "miniprogram-ci", "dist");
const json = path.join(dist, "modules", "corecompiler", "original", "json");
// The package greets on standard output, which is ours.
const write = process.stdout.write.bind(process.stdout);
process.stdout.write = () => true;

const { Project } = require(path.join(dist, "index.js"));
const { DefaultProjectAttr } = require(path.join(dist, "config", "config.js"));
const { tryToGetReactiveProject, cleanReactiveCache } = require(path.join(json, "reactiveCache.js"));
const { getAppJSON } = require(path.join(json, "app", "appJSON.js"));
const { getProjectConfigJSON } = require(path.join(json, "projectconfig.js"));
const { getSiteMapJSON } = require(path.join(json, "sitemap.js"));
const { originGetPageJSON } = require(path.join(json, "page", "getPageJSON.js"));

function verdict(folder, pages) {
  const options = { projectPath: folder, type: "miniProgram", appid: "wx0000000000000000", privateKey: "-", ignores: [] };
  const project = new Project(options);
  // What it would ask the vendor's server for: the limits of an ordinary account.
  project.attr = async () => DefaultProjectAttr;
  project._attr = DefaultProjectAttr;
  const reactive = tryToGetReactiveProject(project);
  const errors = [];
  const warnings = [];
  const ask = (name, question) => {
    try {
      const answer = question();
      if (answer && answer.__warning__) warnings.push(`${name}: ${answer.__warning__}`);
      return answer;
    } catch (error) {
      errors.push(`${name}: ${error.message}`);
      return undefined;
    }
  };
  const config = ask("project.config.json", () => getProjectConfigJSON(reactive));
  const miniprogramRoot = (config && config.miniprogramRoot) || "";
  if (ask("app.json", () => getAppJSON(reactive))) {
    ask("sitemap.json", () => getSiteMapJSON(reactive));
    for (const pagePath of pages) {
      ask(pagePath, () => originGetPageJSON(reactive, { pagePath, miniprogramRoot }));
    }
  }
  if (cleanReactiveCache) cleanReactiveCache();
  return { errors, warnings };
}

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  const { folder, pages } = JSON.parse(line);
  let answer;
  try {
    answer = verdict(folder, pages);
  } catch (error) {
    answer = { errors: [`: ${error.message}`], warnings: [] };
  }
  write(JSON.stringify(answer) + "\n");
}).on("close", () => process.exit(0));
