/** What axe leaves out: text and shapes of SVG pictures, and borders of what can be used; runs within the page. */
export function contrastFindings() {
  const findings = [];
  let looked = 0;
  const parsed = (colour) => {
    const found = colour.match(/rgba?\(([^)]+)\)/);
    if (!found) return null;
    const [red, green, blue, alpha = 1] = found[1].split(/[ ,/]+/).map(Number);
    return { parts: [red, green, blue], alpha };
  };
  const luminance = ({ parts }) =>
    [0.2126, 0.7152, 0.0722].reduce((sum, weight, at) => {
      const part = parts[at] / 255;
      return sum + weight * (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    }, 0);
  const ratio = (one, other) => {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const ground = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const colour = parsed(getComputedStyle(one).backgroundColor);
      if (colour && colour.alpha === 1) return colour;
    }
    return { parts: [255, 255, 255], alpha: 1 };
  };
  const check = (what, one, other, least) => {
    looked += 1;
    if (one && other && ratio(one, other) < least) findings.push(`${what}: ${ratio(one, other).toFixed(2)} to 1, ${least} wanted`);
  };
  for (const svg of document.querySelectorAll("svg")) {
    if (!svg.checkVisibility()) continue;
    const behind = ground(svg);
    const painted = [];
    const fillOf = (element) => parsed(getComputedStyle(element).fill);
    const under = (x, y) => {
      const found = painted.filter(({ box }) => box.left <= x && x <= box.right && box.top <= y && y <= box.bottom);
      return found.length ? found.at(-1).fill : behind;
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
      else if (line && !/\b(rule|paper)-line\b/.test(element.getAttribute("class") || "")) check(`line ${element.getAttribute("class")}`, line, fill || place, 3);
      if (fill && element.localName !== "path") painted.push({ box, fill });
    }
  }
  for (const element of document.querySelectorAll("input:not([type=hidden]), select, textarea")) {
    if (!element.checkVisibility()) continue;
    const style = getComputedStyle(element);
    if (style.appearance === "auto" && /checkbox|radio/.test(element.type)) continue; // the browser's own
    check(`border of ${element.localName} ${element.id}`, parsed(style.borderTopColor), ground(element.parentElement), 3);
  }
  return { findings: [...new Set(findings)], looked };
}
