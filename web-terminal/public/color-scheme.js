// Runs before the first paint, so that a remembered choice never flashes in the other scheme.
const scheme = localStorage.getItem("color-scheme");
if (scheme === "dark" || scheme === "light") document.documentElement.dataset.scheme = scheme;
