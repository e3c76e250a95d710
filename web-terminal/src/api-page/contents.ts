import type { Disposables } from "../disposables";
import { el } from "../ui/element";
import type { ApiDescription, Operation } from "./api-description";
import { methodBadge } from "./operation-view";

const WIDE = "(width >= 48rem)";

/** The list of all operations: at the side where there is room, else folded. The one that is read is marked. */
export function contents(api: ApiDescription, disposables: Disposables): HTMLElement {
  const links = new Map<string, HTMLElement>();
  const link = ({ id, method, summary }: Operation): HTMLElement => {
    const anchor = el("a", { href: `#${id}` }, methodBadge(method), el("span", {}, summary));
    links.set(id, anchor);
    return el("li", {}, anchor);
  };
  const nav = el(
    "nav",
    { class: "contents-list", "aria-label": "Contents" },
    ...api.sections.flatMap(({ name, operations }) => [
      el("h2", {}, name),
      el("ul", {}, ...operations.map(link)),
    ]),
    el("h2", {}, "reference"),
    el(
      "ul",
      {},
      el("li", {}, el("a", { href: "#problems" }, "Problems")),
      el("li", {}, el("a", { href: "#schemas" }, "Schemas")),
    ),
  );
  markWhatIsRead(nav, links, disposables);
  return foldWhereNarrow(nav, disposables);
}

function foldWhereNarrow(nav: HTMLElement, disposables: Disposables): HTMLElement {
  const wide = matchMedia(WIDE);
  const fold = el("details", { class: "side" }, el("summary", {}, "Contents"), nav);
  const unfold = (): void => {
    fold.open = wide.matches;
  };
  unfold();
  disposables.listen(wide, "change", unfold);
  disposables.listen(nav, "click", () => {
    if (!wide.matches) fold.open = false;
  });
  return fold;
}

function markWhatIsRead(
  nav: HTMLElement,
  links: ReadonlyMap<string, HTMLElement>,
  disposables: Disposables,
): void {
  const observer = new IntersectionObserver(
    (entries) => {
      const read = entries.findLast(({ isIntersecting }) => isIntersecting);
      if (!read) return;
      for (const anchor of links.values()) anchor.removeAttribute("aria-current");
      const anchor = links.get(read.target.id);
      anchor?.setAttribute("aria-current", "true");
      if (anchor) scrollTo(nav, anchor);
    },
    { rootMargin: "-15% 0px -75% 0px" },
  );
  queueMicrotask(() => {
    for (const id of links.keys()) {
      const section = document.getElementById(id);
      if (section) observer.observe(section);
    }
  });
  disposables.onDispose(() => observer.disconnect());
}

/** Within the list alone, which scrollIntoView does not keep to. */
function scrollTo(nav: HTMLElement, anchor: HTMLElement): void {
  const list = nav.getBoundingClientRect();
  const { top, bottom } = anchor.getBoundingClientRect();
  if (top < list.top) nav.scrollTop -= list.top - top;
  else if (bottom > list.bottom) nav.scrollTop += bottom - list.bottom;
}
