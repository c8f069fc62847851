/**
 * Watches the keyboard within a page, as window.keyboardWalk: when a key has come up, what it has done is looked at.
 * Keys and questions come on different ways: a question says how many keys must have come up before it is answered.
 */
export function watchKeys(patience) {
  if (window.keyboardWalk) return;
  const short = (one) => one.outerHTML.replace(/\s+/g, " ").slice(0, 120);
  const seen = (one) => one.checkVisibility({ visibilityProperty: true });
  const named = (hash) => document.getElementById(decodeURIComponent(hash.slice(1)));
  const inWindow = (box) => box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const walk = { ups: 0, wanted: [], reached: new Set(), findings: [], walking: false, controls: [], marks: [], toggled: new Set() };
  window.keyboardWalk = walk;
  let heard = () => {};

  document.addEventListener("keyup", () => {
    const element = document.activeElement;
    if (walk.walking && element && element !== document.body && element !== document.documentElement && !walk.reached.has(element)) {
      walk.reached.add(element);
      look(element);
    }
    walk.ups += 1;
    heard();
  }, true);
  document.addEventListener("toggle", (event) => { walk.toggled.add(event.target); heard(); }, true);

  /** Waits until something is so, which keys and toggles can change. */
  const until = (so) => new Promise((done, fail) => {
    const late = setTimeout(() => fail(new Error("a key has not come up, or what it does has not come to an end")), patience);
    heard = () => { if (so()) { clearTimeout(late); heard = () => {}; done(); } };
    heard();
  });
  const come = (number) => until(() => walk.ups >= number);
  /** A frame and what follows it: a place that an address names is scrolled to with the next frame at the latest. */
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));

  // What is nowhere painted lies where it lies: keys go twice as quickly when no picture of the page is drawn after each.
  const unpainted = new CSSStyleSheet();
  unpainted.replaceSync("html { clip-path: inset(50%) !important; }");

  /** What should be reached, noted down, and the focus at the top; how much that is. */
  walk.begin = () => {
    document.activeElement?.blur();
    const usable = "a[href], area[href], button, input, select, textarea, summary, [tabindex]";
    const chosen = (one) => document.querySelector(`input[type=radio][name="${one.name}"]:checked`);
    walk.wanted = [...document.querySelectorAll(usable)].filter(
      (one) =>
        one.tabIndex >= 0 && !one.disabled && one.type !== "hidden" && !one.closest("[inert]") &&
        seen(one) && !(one.type === "radio" && !one.checked && chosen(one)),
    );
    Object.assign(walk, { reached: new Set(), findings: [], walking: true });
    // sequential navigation begins where the body stands
    document.body.tabIndex = -1;
    document.body.focus({ preventScroll: true });
    document.body.removeAttribute("tabindex");
    scrollTo(0, 0);
    document.adoptedStyleSheets = [unpainted];
    const controls = "summary, button[aria-expanded][aria-controls], [popovertarget]:not([popover] *)";
    walk.controls = [...document.querySelectorAll(controls)];
    walk.marks = [...document.querySelectorAll("[role=doc-noteref]")];
    return walk.wanted.length;
  };

  /** What Tab has not come to, and what was wrong where it came to. */
  walk.missed = async (number) => {
    await come(number);
    walk.walking = false;
    const missed = walk.wanted.filter((one) => !walk.reached.has(one));
    return [...walk.findings, ...missed.map((one) => `not reached: ${short(one)}`)];
  };

  function look(element) {
    const style = getComputedStyle(element);
    const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
    if (!outlined && style.boxShadow === "none") walk.findings.push(`the focus cannot be seen: ${short(element)}`);
    const inside = [...element.getClientRects()].some((box) => inWindow(box) && box.width > 0);
    if (!inside) walk.findings.push(`the focus is out of sight: ${short(element)}`);
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
      if (ratio < 3) walk.findings.push(`the focus is too faint (${ratio.toFixed(2)} to 1): ${short(element)}`);
    }
  }

  /** The focus on the next control that is shown: its name, and whether it folds; null after the last one. */
  walk.nextControl = () => {
    const control = (walk.control = walk.controls.splice(0, 1 + walk.controls.findIndex(seen)).pop());
    if (!control) return null;
    const folds = control.localName === "summary";
    walk.panel = folds
      ? control.parentElement
      : document.getElementById(control.getAttribute("popovertarget") || control.getAttribute("aria-controls"));
    walk.open = () => (folds ? walk.panel.open : Boolean(walk.panel && seen(walk.panel)));
    walk.before = walk.now = walk.open();
    walk.toggled.clear();
    control.focus();
    return { name: short(control), folds };
  };

  /** After a key on a control: whether what it opens is open now and was not before, or the other way round. */
  walk.turned = async (number) => {
    await come(number);
    const toggles = walk.panel?.localName === "details" || walk.panel?.popover;
    // what a page does when something has opened, as laying it beside its button, comes with the toggle
    if (walk.open() !== walk.now && toggles) await until(() => walk.toggled.has(walk.panel));
    walk.toggled.clear();
    walk.now = walk.open();
    const box = walk.control.localName === "summary" ? null : walk.panel?.getBoundingClientRect();
    return {
      changed: walk.now !== walk.before,
      outside: box?.width > 0 && (box.left < 0 || box.right > innerWidth || walk.panel.scrollWidth > walk.panel.clientWidth + 1),
      focused: document.activeElement === walk.control,
    };
  };

  /** The focus on the next mark of a note: its name; null after the last one. */
  walk.nextMark = () => {
    walk.mark = walk.marks.shift();
    walk.mark?.focus();
    return walk.mark ? short(walk.mark) : null;
  };

  /** After a mark, or what leads back to it, was followed: whether its target is seen; `on`: the focus on the way back. */
  walk.followed = async (number, on) => {
    await come(number);
    await frame();
    const back = named(walk.mark.hash)?.querySelector("[role=doc-backlink]");
    const link = on ? walk.mark : back;
    const target = named(link.hash);
    const shown = target && inWindow(target.getBoundingClientRect());
    if (on) back?.focus();
    return { hidden: !shown || location.hash !== link.hash || !seen(target), back: Boolean(back) };
  };

  /** The page as it was: nothing has the focus, the address names no place. */
  walk.end = () => {
    document.activeElement?.blur();
    location.hash = "";
    history.replaceState(null, "", location.pathname);
    scrollTo(0, 0);
    document.adoptedStyleSheets = [];
  };
}
