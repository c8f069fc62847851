/** What scrolls sideways or is cut off; runs within the page. Only what holds a table may scroll sideways. */
export function roomFindings() {
  const findings = [];
  const root = document.scrollingElement;
  const name = (element) =>
    `<${element.localName}${element.id ? ` id=${element.id}` : ""}${element.className ? ` class=${element.getAttribute("class")}` : ""}> ` +
    `“${(element.textContent || "").trim().replace(/\s+/g, " ").slice(0, 40)}”`;
  if (root.scrollWidth > root.clientWidth) {
    const last = [...document.body.querySelectorAll("*")].findLast(
      (one) => one.checkVisibility() && one.getBoundingClientRect().left + one.scrollWidth > root.clientWidth + 1 && !one.closest("svg"),
    );
    findings.push(`the page is ${root.scrollWidth} px wide${last ? `, for ${name(last)}` : ""}`);
  }
  const hidden = (element, style) => {
    const box = element.getBoundingClientRect();
    return (box.width <= 1 && box.height <= 1) || style.visibility === "hidden" || /inset\(50%\)|rect\(/.test(style.clipPath + style.clip);
  };
  // what is true of an element because it is of what it stands in
  const known = new Map();
  const around = (element, test) => {
    if (!element) return false;
    if (!known.has(test)) known.set(test, new Map());
    const answers = known.get(test);
    if (!answers.has(element)) answers.set(element, test(element) || around(element.parentElement, test));
    return answers.get(element);
  };
  const scrolls = new Set();
  const scrolling = (element) => scrolls.has(element);
  const hiddenItself = (element) => hidden(element, getComputedStyle(element));
  for (const element of document.body.querySelectorAll("*:not(svg *:not(svg))")) {
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const style = getComputedStyle(element);
    if (hidden(element, style)) continue;
    if (around(element.parentElement, scrolling)) continue;
    const wide = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0;
    const high = element.scrollHeight > element.clientHeight + 1 && element.clientHeight > 0;
    const clips = (value) => value === "hidden" || value === "clip";
    const rolls = (value) => value === "auto" || value === "scroll";
    if (wide && rolls(style.overflowX)) {
      scrolls.add(element);
      if (!element.querySelector("table") && !element.matches("table, input, textarea, select"))
        findings.push(`scrolls sideways without a table: ${name(element)}`);
      continue;
    }
    if (element.matches("input, textarea, select")) continue;
    if ((wide && clips(style.overflowX)) || (high && clips(style.overflowY))) findings.push(`cut off: ${name(element)}`);
    const box = element.getBoundingClientRect();
    if (around(element, hiddenItself)) continue;
    const out = box.width > 0 && (box.right > innerWidth + 1 || box.left < -1);
    // what waits above the page until it has the focus, as a skip link does, is looked at by the keyboard
    if (out && box.bottom > -scrollY) findings.push(`reaches out of the window: ${name(element)}`);
  }
  return findings;
}

/** Letters of SVG pictures that are drawn smaller than so many CSS pixels; runs within the page. */
export function smallLetters(least) {
  const findings = new Set();
  for (const element of document.querySelectorAll("svg text")) {
    if (!element.checkVisibility()) continue;
    const { b, d } = element.getScreenCTM();
    const size = parseFloat(getComputedStyle(element).fontSize) * Math.hypot(b, d);
    if (size < least - 0.05) findings.add(`${size.toFixed(1)} px, ${least} wanted: “${element.textContent}”`);
  }
  return [...findings];
}
