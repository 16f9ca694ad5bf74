// The measured configuration. BENCH_RULES: `core` (one rule of ours per core rule) or `selector` (a single built-in
// rule with one selector: the least that ESLint can be asked). The TypeScript parser, which is slow to load, is
// loaded only for projects that need it (BENCH_TYPESCRIPT=1), from where it was installed (BENCH_MODULES).
import { createRequire } from "node:module";
import { rules } from "./core-rules.mjs";

const SELECTOR =
  "CallExpression[callee.object.name='wx'][callee.property.name='request'] Property[key.name='url'] > Literal[value=/^http:/]";

const chosen =
  process.env.BENCH_RULES === "selector"
    ? { rules: { "no-restricted-syntax": ["error", SELECTOR] } }
    : {
        plugins: { core: { rules } },
        rules: Object.fromEntries(Object.keys(rules).map((name) => [`core/${name}`, "error"])),
      };

const config = [
  { files: ["**/*.js"], languageOptions: { ecmaVersion: "latest", sourceType: "module" }, ...chosen },
];
if (process.env.BENCH_TYPESCRIPT === "1") {
  const parser = createRequire(process.env.BENCH_MODULES)("@typescript-eslint/parser");
  config.push({ files: ["**/*.ts"], languageOptions: { parser }, ...chosen });
}
export default config;
