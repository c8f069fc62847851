// Pages that stay open while something is done elsewhere: by number, opened, asked for their state, acted upon.
import { drawn, PATIENCE } from "./waiting.mjs";

const pages = new Map();
let last = 0;

export async function openPage(browser, { address, width = 1440, headers = {} }) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, extraHTTPHeaders: headers });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  const said = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  // a file has no origin: it may ask for itself alone
  const origin = address.startsWith("file:") ? address : new URL(address).origin;
  page.on("request", (request) => {
    if (!request.url().startsWith(origin) && !request.url().startsWith("data:")) said.push(`request ${request.url()}`);
  });
  await page.goto(address, { waitUntil: "load" });
  await page.evaluate(drawn); // whoever does something with a page has seen it
  last += 1;
  pages.set(last, { page, context, said });
  return last;
}

/** What a page says now: its text, how far it is scrolled, what the console has said. */
export async function pageState({ page: number }) {
  const { page, said } = pages.get(number);
  const seen = await page.evaluate(() => ({ text: document.body.innerText, scrolled: Math.round(scrollY), title: document.title }));
  return { ...seen, said };
}

/** Runs an expression within a page, or asks it again until it is true; then the answer is how many ms that took. */
export async function act({ page: number, expression, until = false, within = PATIENCE }) {
  const { page } = pages.get(number);
  if (!until) return page.evaluate(expression);
  const begun = performance.now();
  // Playwright's own waiting evaluates within the page, which a page's policy may forbid
  while (!(await page.evaluate(expression))) {
    if (performance.now() - begun > within) throw new Error(`not true within ${within} ms: ${expression}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return performance.now() - begun;
}

export async function closePage({ page: number }) {
  await pages.get(number).context.close();
  pages.delete(number);
}
