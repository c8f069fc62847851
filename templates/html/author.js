/* The author's edition: a trace opens beside its number; in a preview, the open page follows what is saved. */
(() => {
  "use strict";

  // A trace opens beside the number that opened it, within the window.
  let opener = null;
  document.addEventListener("click", (event) => {
    opener = event.target.closest("button[popovertarget]") || opener;
  }, true);
  const place = (trace) => {
    const number = opener.getBoundingClientRect();
    const size = trace.getBoundingClientRect();
    const room = { width: document.documentElement.clientWidth, height: document.documentElement.clientHeight };
    const left = Math.max(8, Math.min(number.left, room.width - size.width - 8));
    const below = number.bottom + 6;
    const above = number.top - size.height - 6;
    const top = below + size.height <= room.height - 8 || above < 8 ? below : above;
    trace.style.left = `${left}px`;
    trace.style.top = `${Math.max(8, Math.min(top, room.height - size.height - 8))}px`;
  };
  document.addEventListener("toggle", (event) => {
    if (event.newState === "open" && opener && event.target.matches(".author-trace")) place(event.target);
  }, true);
  addEventListener("resize", () => {
    const trace = document.querySelector(".author-trace:popover-open");
    if (trace && opener) place(trace);
  });

  // The focus goes within a trace that opens. Written in the page, autofocus would be asked for at its loading, too.
  const letFocusIn = () => document.querySelectorAll(".author-title").forEach((one) => { one.autofocus = true; });
  letFocusIn();

  const events = document.querySelector('meta[name="diarie-events"]');
  if (!events) return;

  const status = document.createElement("p");
  status.className = "author-status";
  status.setAttribute("role", "status");
  status.lang = "sv";
  document.body.append(status);
  let hush = 0;
  const say = (text, briefly) => {
    clearTimeout(hush);
    if (status.textContent !== text) status.textContent = text;
    if (briefly) hush = setTimeout(() => { status.textContent = ""; }, 4000);
  };
  const sayGood = () => say("Sidan är som filerna är nu.", true);

  const version = () => document.getElementById("author-state")?.dataset.version;

  // Findings come and go, and are no words of the text.
  const words = (node) => {
    if (!node.querySelector(".author-note, .author-sign, .author-spot")) return node.textContent;
    const copy = node.cloneNode(true);
    copy.querySelectorAll(".author-note, .author-sign, .author-spot").forEach((one) => one.remove());
    return copy.textContent;
  };
  // A place on the page that is there before and after a change: the nearest id, and how many steps from it.
  const inside = (node) => node.closest("[id]:not(#author-state, .author-note, .author-spot)");
  const alike = (node, within) => Array.from((within || document.body).querySelectorAll(node.localName));
  const find = (id) => (id ? document.getElementById(id) : null);
  const nameOf = (node) => {
    if (!node || node === document.body || node === document.documentElement) return null;
    if (node.id) return { id: node.id };
    const around = inside(node);
    return { around: around?.id, tag: node.localName, index: alike(node, around).indexOf(node), text: words(node) };
  };
  const named = (name) => {
    if (!name) return null;
    if (name.id) return find(name.id);
    const within = (name.around ? find(name.around) : document.body) || document.body;
    const all = Array.from(within.querySelectorAll(name.tag));
    const there = all[name.index];
    if (there && words(there) === name.text) return there;
    return all.find((one) => words(one) === name.text) || there || null;
  };

  // What is folded is known by what it is and where it stands: others come and go.
  const foldName = (one) => [one.className, one.parentElement.className, inside(one)?.id].join();

  // The block at the top of the window, and the heading above it in case the block is gone.
  const BLOCKS = "main :is(h1,h2,h3,h4,h5,h6,p,li,table,figure)";
  const topmost = () => {
    // contents lists stay where they are while the text goes by, and traces stand in front of it
    const flows = (node) => node.getBoundingClientRect().height && !node.closest("nav, .author-trace, .author-margin, .author-note, .author-spot");
    const block = Array.from(document.querySelectorAll(BLOCKS))
      .find((node) => flows(node) && node.getBoundingClientRect().bottom > 0);
    const above = Array.from(document.querySelectorAll("main [id]"))
      .filter((node) => flows(node) && node.getBoundingClientRect().top <= 1).pop();
    const at = (node) => node && { name: nameOf(node), top: node.getBoundingClientRect().top };
    return { block: at(block), above: at(above), y: scrollY };
  };
  const scrollBack = (place) => {
    if (place.y < 1) return;
    const block = place.block && named(place.block.name);
    const same = block && (place.block.name.id || words(block) === place.block.name.text);
    const anchor = same ? [block, place.block] : [place.above && named(place.above.name), place.above];
    if (!anchor[0]) { scrollTo({ top: place.y, behavior: "instant" }); return; }
    scrollBy({ top: anchor[0].getBoundingClientRect().top - anchor[1].top, behavior: "instant" });
  };

  const swap = (page) => {
    const scripts = (of) => Array.from(of.querySelectorAll("body script:not([type])"), (one) => one.textContent).join();
    if (scripts(page) !== scripts(document)) { location.reload(); return; }
    const place = topmost();
    const focused = nameOf(document.activeElement);
    const open = document.querySelector(".author-trace:popover-open");
    const title = open && open.querySelector(".author-title").textContent;
    const pressed = open && nameOf(opener);
    const folded = {};
    document.querySelectorAll("details").forEach((one) => (folded[foldName(one)] ||= []).push(one.open));
    document.title = page.title;
    document.documentElement.lang = page.documentElement.lang;
    document.head.replaceChildren(...page.head.childNodes);
    for (const { name } of Array.from(document.body.attributes)) document.body.removeAttribute(name);
    for (const { name, value } of page.body.attributes) document.body.setAttribute(name, value);
    // where somebody listens a status is heard while it stays where it is
    for (const one of Array.from(document.body.childNodes)) if (one !== status) one.remove();
    status.before(...page.body.childNodes);
    letFocusIn();
    document.querySelectorAll("details").forEach((one) => { one.open = folded[foldName(one)]?.shift() ?? one.open; });
    if (location.hash) location.replace(location.hash); // a note that is shown is the target of the address
    scrollBack(place);
    const button = pressed && named(pressed);
    const panel = button && find(button.getAttribute("popovertarget"));
    if (panel && panel.querySelector(".author-title").textContent === title) {
      opener = button;
      panel.showPopover();
    }
    const focus = named(focused);
    if (focus) focus.focus({ preventScroll: true });
  };

  let asked = 0;
  const renew = async () => {
    const mine = ++asked;
    try {
      const answer = await fetch(location.pathname, { cache: "no-store" });
      const text = await answer.text();
      if (mine !== asked) return;
      if (!answer.ok) { say("Förhandsvisningen har inte längre någon sådan sida. Den här står kvar som den var."); return; }
      swap(new DOMParser().parseFromString(text, "text/html"));
      const hindered = document.querySelector(".author-fault");
      const at = hindered?.querySelector("code")?.textContent;
      if (hindered) say(`Ingen ny sida kan göras${at ? `: ${at}` : ""}. Felen står överst.`);
      else sayGood();
    } catch {
      say("Förhandsvisningen svarar inte. Sidan står kvar som den var.");
    }
  };

  // A browser has few connections to one server: a page that is not looked at needs none.
  let news = null;
  const listen = () => {
    if (document.hidden) { news?.close(); news = null; return; }
    if (news) return;
    news = new EventSource(events.content);
    news.addEventListener("page", (event) => {
      if (JSON.parse(event.data).version !== version()) renew();
      else if (status.textContent.startsWith("Förhandsvisningen")) sayGood();
    });
    news.addEventListener("error", () => say("Förhandsvisningen svarar inte. Sidan står kvar som den var."));
  };
  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", () => { news?.close(); news = null; });
  addEventListener("pageshow", listen);
  listen();
})();
