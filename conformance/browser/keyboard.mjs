// What the keyboard alone reaches: everything that can have the focus, seen when it has it, opened and closed.

/** Walks a page with Tab, then opens and closes all that opens, and follows each note and comes back. */
export async function keyboardFindings(page) {
  const focusable = await page.evaluate(begin);
  await page.evaluate(watchFocus);
  const session = await page.context().newCDPSession(page);
  const tab = { key: "Tab", code: "Tab", windowsVirtualKeyCode: 9 };
  const presses = [];
  for (let pressed = 0; pressed <= focusable; pressed += 1) {
    for (const type of ["rawKeyDown", "keyUp"]) presses.push(session.send("Input.dispatchKeyEvent", { type, ...tab }));
    if (pressed % 20 === 0) await Promise.all(presses.splice(0));
  }
  await Promise.all(presses);
  const findings = await page.evaluate(() => window.keyboardWalk.findings);
  findings.push(...(await page.evaluate(missed)));
  const opening = await openEach(page);
  const following = await followNotes(page);
  findings.push(...opening.told, ...following.told);
  return { focusable, opened: opening.opened + following.followed, findings };
}

/** What should be reached, noted down, and the focus at the top; runs within the page, as all that follow but two. */
function begin() {
  document.activeElement?.blur();
  const usable = "a[href], area[href], button, input, select, textarea, summary, [tabindex]";
  const chosen = (one) => document.querySelector(`input[type=radio][name="${one.name}"]:checked`);
  const wanted = [...document.querySelectorAll(usable)].filter(
    (one) =>
      one.tabIndex >= 0 && !one.disabled && one.type !== "hidden" && !one.closest("[inert]") &&
      one.checkVisibility({ visibilityProperty: true }) && !(one.type === "radio" && !one.checked && chosen(one)),
  );
  const short = (one) => one.outerHTML.replace(/\s+/g, " ").slice(0, 120);
  window.keyboardWalk = { wanted, reached: new Set(), short, findings: [], control: null, seen: [] };
  // sequential navigation begins where the body stands
  document.body.tabIndex = -1;
  document.body.focus({ preventScroll: true });
  document.body.removeAttribute("tabindex");
  scrollTo(0, 0);
  return wanted.length;
}

/** When a key goes up, what it has done is looked at: what has the focus now, and later, whether a control is open. */
function watchFocus() {
  if (window.keyboardWatched) return;
  window.keyboardWatched = true;
  document.addEventListener("keyup", () => {
    const { control, seen, state, reached } = window.keyboardWalk;
    if (control) return void seen.push(state(control));
    const element = document.activeElement;
    if (!element || element === document.body || element === document.documentElement || reached.has(element)) return;
    reached.add(element);
    look(element);
  }, true);
  function look(element) {
    const { short, findings } = window.keyboardWalk;
    const style = getComputedStyle(element);
    const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
    if (!outlined && style.boxShadow === "none") findings.push(`the focus cannot be seen: ${short(element)}`);
    const inside = [...element.getClientRects()].some(
      (box) => box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth && box.width > 0,
    );
    if (!inside) findings.push(`the focus is out of sight: ${short(element)}`);
    else if (outlined && style.outlineStyle !== "auto") {
      const numbers = (colour) => (colour.match(/[\d.]+/g) || []).map(Number);
      let behind = [255, 255, 255];
      for (let one = element.parentElement; one; one = one.parentElement) {
        const colour = numbers(getComputedStyle(one).backgroundColor);
        if (colour.length === 3 || colour[3] === 1) { behind = colour; break; }
      }
      const light = (parts) => [0.2126, 0.7152, 0.0722].reduce((sum, weight, at) => {
        const part = parts[at] / 255;
        return sum + weight * (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
      }, 0);
      const [low, high] = [light(numbers(style.outlineColor)), light(behind)].sort((a, b) => a - b);
      const ratio = (high + 0.05) / (low + 0.05);
      if (ratio < 3) findings.push(`the focus is too faint (${ratio.toFixed(2)} to 1): ${short(element)}`);
    }
  }
}

/** What Tab has not come to. */
function missed() {
  const { wanted, reached, short } = window.keyboardWalk;
  return wanted.filter((one) => !reached.has(one)).map((one) => `not reached: ${short(one)}`);
}

/** Every control that opens something: Enter opens it, Escape or Enter closes it, and the focus comes back. */
async function openEach(page) {
  await page.evaluate(defineState);
  const told = [];
  let opened = 0;
  const controls = "summary, button[aria-expanded][aria-controls], [popovertarget]:not([popover] *)";
  for (const control of await page.$$(controls)) {
    const before = await control.evaluate(takeUp);
    if (!before.shown) continue;
    const key = before.folds ? "Enter" : "Escape";
    await page.keyboard.press("Enter");
    await page.keyboard.press(key);
    const [entered, after] = await page.evaluate(() => window.keyboardWalk.seen);
    if (entered.open === before.open) {
      told.push(`Enter does not open it: ${before.name}`);
      continue;
    }
    opened += 1;
    if (entered.outside) told.push(`what it opens reaches out of the window: ${before.name}`);
    if (after.open !== before.open) told.push(`${key} does not close it: ${before.name}`);
    if (!after.focused) told.push(`the focus is lost when it closes: ${before.name}`);
  }
  await page.evaluate(() => { window.keyboardWalk.control = null; });
  return { opened, told };
}

/** How a control is told: whether it is shown, whether what it opens is open, whether it has the focus. */
function defineState() {
  window.keyboardWalk.state = (control) => {
    const folds = control.localName === "summary";
    const target = document.getElementById(control.getAttribute("popovertarget") || control.getAttribute("aria-controls"));
    const box = target?.getBoundingClientRect();
    return {
      shown: control.checkVisibility({ visibilityProperty: true }),
      open: folds ? control.parentElement.open : Boolean(target?.checkVisibility({ visibilityProperty: true })),
      outside: box?.width > 0 && (box.left < 0 || box.right > innerWidth || target.scrollWidth > target.clientWidth + 1),
      focused: document.activeElement === control,
      folds,
      name: window.keyboardWalk.short(control),
    };
  };
}

/** The focus on a control, which is the one that is looked at when keys go up. */
function takeUp(control) {
  control.focus();
  window.keyboardWalk.control = control;
  window.keyboardWalk.seen = [];
  return window.keyboardWalk.state(control);
}

/** Every mark of a note: Enter shows the note where one reads, and Enter on its way back shows the mark again. */
async function followNotes(page) {
  const told = [];
  let followed = 0;
  for (const mark of await page.$$("[role=doc-noteref]")) {
    await mark.focus();
    await page.keyboard.press("Enter");
    const note = await mark.evaluate(follow, true);
    if (note.hidden) {
      told.push(`Enter does not show the note: ${note.name}`);
    } else if (!note.back) {
      told.push(`the note has no way back: ${note.name}`);
    } else {
      await page.keyboard.press("Enter");
      const back = await mark.evaluate(follow, false);
      if (back.hidden) told.push(`Enter does not lead back: ${note.name}`);
      else followed += 1;
    }
  }
  await page.evaluate(() => history.replaceState(null, "", location.pathname));
  return { followed, told };
}

/** After a mark, or what leads back to it, has been followed: whether its target is seen; `on`: focus the way back. */
function follow(mark, on) {
  const note = document.getElementById(decodeURIComponent(mark.hash.slice(1)));
  const back = note?.querySelector("[role=doc-backlink]");
  const link = on ? mark : back;
  const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  const box = target?.getBoundingClientRect();
  const seen = box && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  if (on) back?.focus();
  const name = mark.outerHTML.replace(/\s+/g, " ").slice(0, 120);
  return { hidden: !seen || location.hash !== link.hash || !target.checkVisibility(), back: Boolean(back), name };
}
