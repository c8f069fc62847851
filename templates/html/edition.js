/* What a browser adds to a page that is whole without it. The contents list follows the reading; a note that is shown
   on the screen closes with Escape or its arrow, and the reader is back at its mark; a table that fits is no stop for Tab. */
(() => {
  "use strict";

  const at = (link) => document.getElementById(decodeURIComponent(link.hash.slice(1)));
  const top = (link) => at(link)?.getBoundingClientRect().top ?? Infinity;

  // The heading that was last passed; at the page's end, where nothing more can pass, the one that was asked for.
  const read = (links) => {
    const passed = links.filter((link) => top(link) < innerHeight / 4).pop();
    const asked = links.find((link) => link.hash === location.hash);
    const end = scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
    return asked && end && top(asked) < innerHeight ? asked : passed;
  };
  const follow = () => {
    const list = document.querySelector("nav.contents");
    if (!list?.offsetHeight) return;
    const now = read([...list.querySelectorAll("a")]);
    const before = list.querySelector("[aria-current]");
    if (now === before) return;
    before?.removeAttribute("aria-current");
    now?.setAttribute("aria-current", "location");
    const room = list.getBoundingClientRect();
    const mark = now ? now.getBoundingClientRect() : room;
    if (mark.top < room.top + 48 || mark.bottom > room.bottom - 48) list.scrollTop += mark.top - room.top - room.height / 3;
  };
  let waiting = 0;
  const soon = () => { waiting ||= requestAnimationFrame(() => { waiting = 0; follow(); }); };
  for (const event of ["scroll", "resize", "hashchange", "pageshow"]) addEventListener(event, soon, { passive: true });

  // The address of the mark takes the place of the note's: reading notes is one step of the browser's history.
  const close = (back) => {
    const mark = at(back);
    const [y, place] = [scrollY, mark.getBoundingClientRect()];
    location.replace(back.hash);
    if (place.top >= 0 && place.bottom <= innerHeight) scrollTo({ top: y, behavior: "instant" });
    mark.focus({ preventScroll: true });
  };
  const shown = () => document.querySelector(".notes li:target [role=doc-backlink]");
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && !event.target.closest?.("[popover]") && shown()) close(shown());
  });
  addEventListener("click", (event) => {
    const link = event.target.closest?.("[role=doc-noteref], [role=doc-backlink]");
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (link === shown()) close(link);
    else if (link.matches("[role=doc-noteref]") && /^#(note|ref)-/.test(location.hash)) location.replace(link.hash);
    else return;
    event.preventDefault();
  });

  // Where a table scrolls within itself, its place has a name and takes the focus. Where it fits, that would be one more
  // stop for the keyboard, and one more region to hear of.
  const written = new WeakMap();
  const fit = (place) => {
    const names = ["role", "tabindex", "aria-label", "aria-labelledby"];
    if (!written.has(place)) written.set(place, names.filter((name) => place.hasAttribute(name)).map((name) => [name, place.getAttribute(name)]));
    const rolls = place.scrollWidth > place.clientWidth || place === document.activeElement;
    for (const [name, value] of written.get(place)) rolls ? place.setAttribute(name, value) : place.removeAttribute(name);
  };
  const sizes = new ResizeObserver((changes) => changes.forEach(({ target }) => fit(target)));
  const watch = () => document.querySelectorAll(".scroll").forEach((place) => sizes.observe(place));
  new MutationObserver(watch).observe(document.body, { childList: true }); // a preview puts its new page in
  watch();
})();
