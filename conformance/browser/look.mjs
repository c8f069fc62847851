// Everything that a page is looked at for: widths, schemes, axe, overflow, contrast, keyboard, requests, console.
import { readFileSync } from "node:fs";
import { contrastFindings } from "./contrast.mjs";
import { keyboardFindings } from "./keyboard.mjs";
import { required } from "./packages.mjs";
import { roomFindings } from "./room.mjs";

const AXE = readFileSync(required.resolve("axe-core/axe.min.js"), "utf8");
const WIDTHS = [320, 768, 1440];
const SCHEMES = ["light", "dark"];

/** Traces that are opened on a narrow screen; on a wide one all are. */
const FEW = 10;
/** Experimental rules of axe that hold against what is meant: see docs/conformance.md. */
const LEFT_OUT = ["focus-order-semantics", "table-fake-caption"];

/** WCAG 2.1, 1.4.12: what a reader's own style may ask for. */
const SPACED = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-block-end: 2em !important; }`;
/** WCAG 2.1, 1.4.4: text of twice the size, the window as it is. */
const ENLARGED = "html { font-size: 200% !important; }";

/** The findings on one page: [{width, scheme, what, told}], and how much was looked at. */
export async function look(browser, { file, widths = WIDTHS, schemes = SCHEMES }) {
  const address = new URL(`file://${file}`).href;
  const context = await browser.newContext({ viewport: { width: widths.at(-1), height: 900 } });
  const page = await context.newPage();
  const findings = [];
  let [width, scheme] = ["", ""];
  const tell = (what, told) => findings.push({ width, scheme, what, told });
  const counts = { axe: 0, rules: 0, focusable: 0, opened: 0, looked: 0 };
  await watch(page, address, tell);
  await page.goto(address);
  await page.evaluate(AXE);
  for (scheme of schemes) {
    await page.emulateMedia({ colorScheme: scheme });
    for (width of widths) {
      await page.setViewportSize({ width, height: 900 });
      const { rules, violations } = await page.evaluate(runAxe, { colours: scheme !== schemes[0], leftOut: LEFT_OUT });
      counts.rules = Math.max(counts.rules, rules);
      counts.axe += violations.length;
      for (const told of violations) tell("axe", told);
      for (const told of await page.evaluate(roomFindings)) tell("room", told);
      const contrast = await page.evaluate(contrastFindings);
      counts.looked += contrast.looked;
      for (const told of contrast.findings) tell("contrast", told);
    }
  }
  scheme = schemes[0];
  await page.emulateMedia({ colorScheme: scheme });
  for (const [name, style] of [["text spacing", SPACED], ["text of 200 %", ENLARGED]]) {
    for (width of [widths[0], widths.at(-1)]) {
      if (style === ENLARGED && width < 640) continue; // that much enlarged is what 320 px stand for
      await page.setViewportSize({ width, height: 900 });
      await page.evaluate(withStyle, style);
      for (const told of await page.evaluate(roomFindings)) tell(name, told);
      await page.evaluate(withStyle, "");
    }
  }
  for (width of [widths[0], widths.at(-1)]) {
    await page.setViewportSize({ width, height: 900 });
    const keyboard = await keyboardFindings(page, width === widths.at(-1) ? Infinity : FEW);
    counts.focusable = Math.max(counts.focusable, keyboard.focusable);
    counts.opened = Math.max(counts.opened, keyboard.opened);
    for (const told of keyboard.findings) tell("keyboard", told);
  }
  await context.close();
  return { findings, counts };
}

/** Every request but the page itself, and every word in the console, is a finding. */
async function watch(page, address, tell) {
  await page.route("**/*", (route) => {
    const url = route.request().url();
    if (url.split("#")[0] === address || url.startsWith("data:")) return route.continue();
    tell("request", url);
    return route.abort();
  });
  page.on("websocket", (socket) => tell("request", socket.url()));
  page.on("console", (message) => tell("console", message.text()));
  page.on("pageerror", (error) => tell("console", String(error)));
  page.on("popup", () => tell("request", "a window was opened"));
}

/** All rules of axe but those of level AAA and those that it has given up; in the second scheme, those about colours. */
async function runAxe({ colours, leftOut }) {
  const left = ["wcag2aaa", "deprecated", "wcag2a-obsolete"];
  const rules = axe.getRules().filter((rule) => !rule.tags.some((tag) => left.includes(tag)) && !leftOut.includes(rule.ruleId));
  const values = rules.filter((rule) => !colours || rule.tags.includes("cat.color")).map((rule) => rule.ruleId);
  const found = await axe.run(document, { runOnly: { type: "rule", values }, resultTypes: ["violations"] });
  const violations = found.violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${node.target.join(" ")} ${node.html.slice(0, 120)}`),
  );
  return { rules: values.length, violations };
}

function withStyle(style) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  document.adoptedStyleSheets = [sheet];
}
