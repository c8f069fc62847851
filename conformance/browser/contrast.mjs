/**
 * What axe leaves out or gives no verdict on: all text by the colour behind it, text and shapes of SVG pictures, and
 * borders of fields; runs within the page.
 */
export function contrastFindings() {
  const findings = [];
  let looked = 0;
  const colours = new Map();
  const parsed = (colour) => {
    if (!colours.has(colour)) {
      const [red, green, blue, alpha = 1] = colour.match(/[\d.]+/g).map(Number);
      colours.set(colour, { parts: [red, green, blue], alpha });
    }
    return colours.get(colour);
  };
  const over = ({ parts, alpha }, below) => ({ parts: parts.map((part, at) => part * alpha + below.parts[at] * (1 - alpha)), alpha: 1 });
  const luminance = ({ parts }) =>
    [0.2126, 0.7152, 0.0722].reduce((sum, weight, at) => {
      const part = parts[at] / 255;
      return sum + weight * (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    }, 0);
  const ratio = (one, other) => {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const known = new Map();
  /** Every colour that may be behind an element, those of gradients too; none where they cannot be told, as of a picture. */
  const grounds = (element) => {
    if (!element) return [parsed("rgb(255, 255, 255)")];
    if (!known.has(element)) known.set(element, groundsOf(element));
    return known.get(element);
  };
  const groundsOf = (element) => {
    const { backgroundColor, backgroundImage } = getComputedStyle(element);
    const colour = parsed(backgroundColor);
    const plain = colour.alpha === 1 ? [colour] : grounds(element.parentElement).map((one) => over(colour, one));
    if (backgroundImage === "none") return plain;
    if (!/^[a-z-]*gradient\([^"]*$/.test(backgroundImage) || /url\(|color\(/.test(backgroundImage)) return [];
    const stops = [...new Set(backgroundImage.match(/rgba?\([^)]*\)/g))].map(parsed);
    return plain.flatMap((one) => [one, ...stops.map((stop) => over(stop, one))]);
  };
  const opacities = new Map();
  const opacity = (element) => {
    if (!element) return 1;
    if (!opacities.has(element)) opacities.set(element, Number(getComputedStyle(element).opacity) * opacity(element.parentElement));
    return opacities.get(element);
  };
  const check = (what, colour, behind, least) => {
    looked += 1;
    const found = Math.min(...behind.map((one) => ratio(over(colour, one), one)));
    if (!behind.length) findings.push(`${what}: what is behind it cannot be told`);
    else if (found < least) findings.push(`${what}: ${found.toFixed(2)} to 1, ${least} wanted`);
  };
  const name = (element) => `<${element.localName}${element.id ? ` id=${element.id}` : ""}> “${element.textContent.trim().slice(0, 40)}”`;

  function checkText(element, pseudo) {
    const style = getComputedStyle(element, pseudo);
    if (pseudo && (!/[^\s"]/.test(style.content) || /^(none|normal)$/.test(style.content))) return;
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const seen = opacity(element);
    const colour = parsed(style.color);
    const behind = pseudo ? grounds(element).map((one) => over(parsed(style.backgroundColor), one)) : grounds(element);
    // what is not seen at all will be when it is pointed at
    check(`text ${pseudo || ""}${name(element)}`, { ...colour, alpha: colour.alpha * (seen || 1) }, behind, large ? 3 : 4.5);
  }

  for (const element of document.body.querySelectorAll("*:not(svg, svg *, :disabled, script, style)")) {
    const shows = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (!element.checkVisibility({ visibilityProperty: true })) continue;
    const box = element.getBoundingClientRect();
    if (box.width <= 1 && box.height <= 1) continue;
    if (shows) checkText(element);
    for (const pseudo of ["::before", "::after"]) checkText(element, pseudo);
  }
  for (const svg of document.querySelectorAll("svg")) {
    if (!svg.checkVisibility()) continue;
    const painted = [];
    const fillOf = (element) => parsed(getComputedStyle(element).fill);
    const under = (x, y) => {
      const found = painted.filter(({ box }) => box.left <= x && x <= box.right && box.top <= y && y <= box.bottom);
      return found.length ? [found.at(-1).fill] : grounds(svg);
    };
    for (const element of svg.querySelectorAll("rect, circle, path, text")) {
      const box = element.getBoundingClientRect();
      const middle = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
      const style = getComputedStyle(element);
      if (element.localName === "text") {
        check(`text “${element.textContent}”`, fillOf(element), under(...middle), 4.5);
        continue;
      }
      const fill = style.fill === "none" ? null : fillOf(element);
      const line = style.stroke === "none" ? null : parsed(style.stroke);
      const quiet = /\b(paper|tint|rule|rule-line|paper-line)\b/.test(element.getAttribute("class") || "");
      const place = under(box.left - 1, middle[1]);
      if (fill && !quiet) check(`shape ${element.getAttribute("class")}`, fill, place, 3);
      else if (line && !/\b(rule|paper)-line\b/.test(element.getAttribute("class") || "")) check(`line ${element.getAttribute("class")}`, line, fill ? [fill] : place, 3);
      if (fill && element.localName !== "path") painted.push({ box, fill });
    }
  }
  for (const element of document.querySelectorAll("input:not([type=hidden]), select, textarea")) {
    if (!element.checkVisibility()) continue;
    const style = getComputedStyle(element);
    if (style.appearance === "auto" && /checkbox|radio/.test(element.type)) continue; // the browser's own
    check(`border of ${element.localName} ${element.id}`, parsed(style.borderTopColor), grounds(element.parentElement), 3);
  }
  return { findings: [...new Set(findings)], looked };
}
