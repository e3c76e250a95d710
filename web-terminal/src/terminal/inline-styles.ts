let installed = false;

/**
 * Lets xterm.js draw under a strict `style-src`, which refuses the `<style>` elements and `style` attributes that it
 * writes, but not the same rules given to the browser as a constructed style sheet.
 */
export function allowStrictStyles(): void {
  if (installed) return;
  installed = true;
  const create = document.createElement.bind(document);
  document.createElement = (tag: string, options?: ElementCreationOptions): HTMLElement => {
    const element: HTMLElement = create(tag === "style" ? "template" : tag, options);
    if (tag === "style") adoptRulesOf(element);
    if (tag === "span") applyStyleAttributeOf(element);
    return element;
  };
}

function adoptRulesOf(element: HTMLElement): void {
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets.push(sheet);
  Object.defineProperty(element, "textContent", {
    set: (rules: string) => sheet.replaceSync(rules),
  });
  element.remove = () => {
    const others = document.adoptedStyleSheets.filter((other) => other !== sheet);
    document.adoptedStyleSheets = others;
    HTMLElement.prototype.remove.call(element);
  };
}

function applyStyleAttributeOf(element: HTMLElement): void {
  element.setAttribute = (name, value) => {
    if (name === "style") element.style.cssText = value;
    else HTMLElement.prototype.setAttribute.call(element, name, value);
  };
}
