// Everything that a page is looked at for: widths, schemes, axe, overflow, contrast, keyboard, requests, console.
import { axeFindings, loadAxe, showAll } from "./rules.mjs";
import { contrastFindings } from "./contrast.mjs";
import { drawn, PATIENCE } from "./waiting.mjs";
import { keyboardFindings } from "./keyboard.mjs";
import { roomFindings, smallLetters } from "./room.mjs";

const WIDTHS = [320, 768, 1440];
const SCHEMES = ["light", "dark"];

/** Letters in charts, in CSS pixels as they are drawn: smaller ones cannot be read on a telephone. */
const LEAST_LETTERS = 11;

/** WCAG 2.1, 1.4.12: what a reader's own style may ask for. */
const SPACED = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-block-end: 2em !important; }`;
/** WCAG 2.1, 1.4.4: text of twice the size, the window as it is. */
const ENLARGED = "html { font-size: 200% !important; }";

/**
 * The findings on one page: [{width, scheme, what, told}], and how much was looked at.
 * `only`: the checks to make, as findings name them; all where there is none.
 */
export async function look(browser, { file, widths = WIDTHS, schemes = SCHEMES, only }) {
  const address = new URL(`file://${file}`).href;
  const context = await browser.newContext({ viewport: { width: widths.at(-1), height: 900 } });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  const findings = [];
  const at = { width: widths.at(-1), scheme: "" };
  const counts = { axe: 0, rules: 0, focusable: 0, opened: 0, looked: 0 };
  const looking = {
    page, widths, schemes, counts,
    wanted: (what) => !only || only.includes(what),
    tell: (what, told) => findings.push({ ...at, what, told }),
    turn: async (width, scheme) => {
      if (width !== at.width) await page.setViewportSize({ width, height: 900 });
      if (scheme !== at.scheme) await page.emulateMedia({ colorScheme: scheme });
      Object.assign(at, { width, scheme });
      await page.evaluate(drawn);
      if (!(await page.evaluate(isTurned, at))) throw new Error(`the page is not ${width} px wide and ${scheme}`);
    },
  };
  await watch(page, address, looking.tell);
  await page.goto(address);
  await loadAxe(page);
  // each turn to another width lays the whole page out anew
  for (const width of widths.toReversed()) await eachScheme(looking, width);
  await whatOpens(looking);
  await context.close();
  return { findings, counts };
}

/** All that is looked at in one width. */
async function eachScheme(looking, width) {
  const { page, widths, schemes, turn, wanted, tell, counts } = looking;
  const outermost = [widths[0], widths.at(-1)].includes(width);
  for (const scheme of schemes) {
    await turn(width, scheme);
    if (wanted("axe")) await askAxe(page, { colours: scheme !== schemes[0] }, counts, tell);
    if (wanted("room")) for (const told of await page.evaluate(roomFindings)) tell("room", told);
    if (wanted("letters")) for (const told of await page.evaluate(smallLetters, LEAST_LETTERS)) tell("letters", told);
    if (wanted("contrast")) await measureContrast(page, "contrast", counts, tell);
    if (width === widths.at(-1) && wanted("forced colours")) await forcedColours(looking);
  }
  await turn(width, schemes[0]);
  if (outermost) await largerText(looking, width);
  if (outermost && wanted("keyboard")) await keyboard(looking);
}

async function forcedColours({ page, counts, tell }) {
  await page.emulateMedia({ forcedColors: "active" });
  await measureContrast(page, "forced colours", counts, tell);
  await page.emulateMedia({ forcedColors: "none" });
}

async function largerText({ page, wanted, tell }, width) {
  for (const [name, style] of [["text spacing", SPACED], ["text of 200 %", ENLARGED]]) {
    if (!wanted(name)) continue;
    if (style === ENLARGED && width < 640) continue; // that much enlarged is what 320 px stand for
    await dress(page, style);
    for (const told of await page.evaluate(roomFindings)) tell(name, told);
    await dress(page, "");
  }
}

/** Adds a reader's style, or takes it away, and waits until the page's own script has seen what came of it. */
async function dress(page, style) {
  await page.evaluate(withStyle, style);
  await page.evaluate(drawn);
}

async function keyboard({ page, tell, counts }) {
  const { findings, focusable, opened } = await keyboardFindings(page);
  counts.focusable = Math.max(counts.focusable, focusable);
  counts.opened = Math.max(counts.opened, opened);
  for (const told of findings) tell("keyboard", told);
}

/** Last, as it changes the page: what is hidden until it is opened. */
async function whatOpens({ page, widths, schemes, turn, wanted, tell, counts }) {
  if (!(wanted("axe") || wanted("contrast")) || !(await page.evaluate(showAll))) return;
  await turn(widths[0], schemes[0]);
  if (wanted("axe")) await askAxe(page, { within: "[data-shown]" }, counts, tell);
  for (const scheme of schemes) {
    await turn(widths[0], scheme);
    if (wanted("contrast")) await measureContrast(page, "contrast", counts, tell);
  }
}

async function askAxe(page, asked, counts, tell) {
  const { rules, found } = await axeFindings(page, asked);
  counts.rules = Math.max(counts.rules, rules);
  counts.axe += found.length;
  for (const told of found) tell("axe", told);
}

async function measureContrast(page, what, counts, tell) {
  const { findings, looked } = await page.evaluate(contrastFindings);
  counts.looked += looked;
  for (const told of findings) tell(what, told);
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

function isTurned({ width, scheme }) {
  return innerWidth === width && matchMedia(`(prefers-color-scheme: ${scheme})`).matches;
}

function withStyle(style) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  document.adoptedStyleSheets = [sheet];
}
