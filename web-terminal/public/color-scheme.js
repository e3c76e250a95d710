// Runs before the first paint, so that a remembered choice never flashes in another scheme.
const scheme = localStorage.getItem("color-scheme");
if (["dark", "light", "contrast"].includes(scheme))
  document.documentElement.dataset.scheme = scheme;
