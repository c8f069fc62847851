// How long it is waited for, and for what.

/** Milliseconds after which what has not come is said to be missing: many times what a slow machine takes. */
export const PATIENCE = 180_000;

/** Two frames later: what a page's scripts and its address do when it is loaded, or its window changes, is done. Runs within the page. */
export function drawn() {
  return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))));
}
