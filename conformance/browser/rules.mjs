// axe-core in a page: which of its rules, and which of its results are findings.
import { readFileSync } from "node:fs";
import { required } from "./packages.mjs";

const AXE = readFileSync(required.resolve("axe-core/axe.min.js"), "utf8");

/** Rules of level AAA, and those that axe has given up. */
const LEFT_OUT = ["wcag2aaa", "deprecated", "wcag2a-obsolete"];
/**
 * Rules whose “cannot tell” is settled otherwise: contrast is measured by contrast.mjs, what is hidden is shown and
 * looked at again, and a heading whose cells are empty heads empty cells.
 */
const SETTLED = ["color-contrast", "hidden-content", "th-has-data-cells"];

export async function loadAxe(page) {
  await page.evaluate(AXE);
}

/**
 * What axe finds, and what it cannot tell; and how many rules it was asked about.
 * `colours`: only the rules about colours. `within`: only elements that the selector finds, and what they hold.
 */
export function axeFindings(page, { colours = false, within = "html" }) {
  return page.evaluate(run, { colours, within, leftOut: LEFT_OUT, settled: SETTLED });
}

async function run({ colours, within, leftOut, settled }) {
  const rules = axe.getRules().filter(({ tags }) => !tags.some((tag) => leftOut.includes(tag)));
  const values = rules.filter(({ tags }) => !colours || tags.includes("cat.color")).map(({ ruleId }) => ruleId);
  const runOnly = { type: "rule", values };
  const asked = { runOnly, resultTypes: ["violations", "incomplete"], selectors: false };
  const { violations, incomplete } = await axe.run({ include: [within] }, asked);
  const untold = incomplete.filter(({ id }) => !settled.includes(id));
  const found = [...violations, ...untold].flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 160)}${untold.includes(rule) ? " (axe cannot tell)" : ""}`),
  );
  return { rules: values.length, found };
}

/** Unfolds what folds, and lays what opens over the page into it; false where there is nothing such. Runs within the page. */
export function showAll() {
  const shown = [...document.querySelectorAll("details:not([open]), [popover]")];
  for (const one of shown) {
    one.dataset.shown = "";
    one.open = true;
    one.removeAttribute("popover");
    one.style.position = "static";
  }
  return shown.length > 0;
}
