// Wakes the islands of a page. What there is to load stands on this script's own tag.
const { islands, wasm } = document.querySelector("script[data-islands][data-wasm]").dataset;

// The islands ask for these; pages here carry none.
globalThis.__RESOLVED_RESOURCES = [];
globalThis.__SERIALIZED_ERRORS = [];
globalThis.__INCOMPLETE_CHUNKS = [];

const glue = await import(islands);
await glue.default({ module_or_path: wasm });
glue.hydrate();

// In the order of the document, so that an island wakes before those inside it.
for (const island of document.querySelectorAll("leptos-island")) {
  glue[island.dataset.component]?.(island);
}
