// A browser that is asked and answers: one line of JSON in, one line of JSON out, until the input ends.
import { statSync } from "node:fs";
import { createInterface } from "node:readline";
import { required } from "./packages.mjs";
import { look } from "./look.mjs";
import { PATIENCE } from "./waiting.mjs";
import { openPage, pageState, act, closePage } from "./visit.mjs";

const { chromium } = required("playwright-core");
const browser = await chromium.launch({
  executablePath: process.env.DIARIE_CHROMIUM || "/usr/bin/chromium",
  args: ["--disable-gpu", "--force-color-profile=srgb"],
  timeout: PATIENCE,
});

const sizeOf = (file) => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

async function lookAtAll({ pages, together }) {
  const found = {};
  // the longest first, so that none is begun when the others have ended
  const waiting = [...pages].sort((one, other) => sizeOf(other.file) - sizeOf(one.file));
  const one = async () => {
    for (let page = waiting.shift(); page; page = waiting.shift()) found[page.name] = await look(browser, page);
  };
  await Promise.all(Array.from({ length: together }, one));
  return found;
}

const deeds = {
  version: () => browser.version(),
  look: lookAtAll,
  open: (asked) => openPage(browser, asked),
  state: pageState,
  act,
  close: closePage,
};

for await (const line of createInterface({ input: process.stdin })) {
  const { deed, ...asked } = JSON.parse(line);
  let answer;
  try {
    answer = { answer: (await deeds[deed](asked)) ?? null };
  } catch (error) {
    answer = { failed: String(error.stack || error) };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
}
await browser.close();
