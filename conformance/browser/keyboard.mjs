// What the keyboard alone reaches: everything that can have the focus, seen when it has it, opened and closed.
import { PATIENCE } from "./waiting.mjs";
import { watchKeys } from "./walking.mjs";

const TAB = { key: "Tab", code: "Tab", windowsVirtualKeyCode: 9 };
const ENTER = { key: "Enter", code: "Enter", windowsVirtualKeyCode: 13, text: "\r" };
const ESCAPE = { key: "Escape", code: "Escape", windowsVirtualKeyCode: 27 };

/** How many keys are sent before any of them is waited for: what each has done is looked at in the page. */
const AT_ONCE = 100;

/** Walks a page with Tab, then opens and closes all that opens, and follows each note and comes back. */
export async function keyboardFindings(page) {
  await page.evaluate(watchKeys, PATIENCE);
  const session = await page.context().newCDPSession(page);
  const keys = { page, session, pressed: await page.evaluate(() => keyboardWalk.ups) };
  const walked = await walk(keys);
  const opening = await openEach(keys);
  const following = await followNotes(keys);
  await page.evaluate(() => keyboardWalk.end());
  await session.detach();
  const findings = [...walked.told, ...opening.told, ...following.told];
  return { focusable: walked.focusable, opened: opening.opened + following.followed, findings };
}

/** Presses a key, without waiting for it. */
function press(keys, key) {
  keys.pressed += 1;
  const down = key.text ? "keyDown" : "rawKeyDown";
  return [down, "keyUp"].map((type) => keys.session.send("Input.dispatchKeyEvent", { type, ...(type === "keyUp" ? { ...key, text: undefined } : key) }));
}

/** What the page says once a key has come up, and what it does has been done. */
async function after(keys, key, question) {
  const pressing = press(keys, key);
  const [told] = await Promise.all([keys.page.evaluate(question, keys.pressed), ...pressing]);
  return told;
}

async function walk(keys) {
  const focusable = await keys.page.evaluate(() => keyboardWalk.begin());
  for (let left = focusable + 1; left > 0; left -= AT_ONCE)
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, left) }, () => press(keys, TAB)).flat());
  return { focusable, told: await keys.page.evaluate((number) => keyboardWalk.missed(number), keys.pressed) };
}

/** Every control that opens something: Enter opens it, Escape or Enter closes it, and the focus comes back. */
async function openEach(keys) {
  const told = [];
  let opened = 0;
  for (let control = await keys.page.evaluate(() => keyboardWalk.nextControl()); control; ) {
    const { name, folds } = control;
    const entered = await after(keys, ENTER, (number) => keyboardWalk.turned(number));
    if (!entered.changed) told.push(`Enter does not open it: ${name}`);
    else {
      opened += 1;
      if (entered.outside) told.push(`what it opens reaches out of the window: ${name}`);
      const closed = await after(keys, folds ? ENTER : ESCAPE, (number) => keyboardWalk.turned(number));
      if (closed.changed) told.push(`${folds ? "Enter" : "Escape"} does not close it: ${name}`);
      if (!closed.focused) told.push(`the focus is lost when it closes: ${name}`);
    }
    control = await keys.page.evaluate(() => keyboardWalk.nextControl());
  }
  return { opened, told };
}

/** Every mark of a note: Enter shows the note where one reads, and Enter on its way back shows the mark again. */
async function followNotes(keys) {
  const told = [];
  let followed = 0;
  for (let name = await keys.page.evaluate(() => keyboardWalk.nextMark()); name; ) {
    const note = await after(keys, ENTER, (number) => keyboardWalk.followed(number, true));
    if (note.hidden) told.push(`Enter does not show the note: ${name}`);
    else if (!note.back) told.push(`the note has no way back: ${name}`);
    else {
      const back = await after(keys, ENTER, (number) => keyboardWalk.followed(number, false));
      if (back.hidden) told.push(`Enter does not lead back: ${name}`);
      else followed += 1;
    }
    name = await keys.page.evaluate(() => keyboardWalk.nextMark());
  }
  return { followed, told };
}
