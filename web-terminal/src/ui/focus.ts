/** Changes what an element holds without taking the focus off a link in it, as long as that link is there afterwards. */
export function keepFocus(element: HTMLElement, change: () => void): void {
  const href = element.contains(document.activeElement)
    ? document.activeElement?.getAttribute("href")
    : null;
  change();
  const links = [...element.querySelectorAll("a")];
  if (href) links.find((link) => link.getAttribute("href") === href)?.focus();
}
