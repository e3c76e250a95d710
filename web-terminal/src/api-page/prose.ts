import { el } from "../ui/element";
import { parseMarkdown, parseSpans, type Span } from "./markdown";

export function prose(text: string): HTMLElement {
  const blocks = parseMarkdown(text).map((block) =>
    "items" in block
      ? el("ul", {}, ...block.items.map((item) => el("li", {}, ...nodes(item))))
      : el("p", {}, ...nodes(block.spans)),
  );
  return el("div", { class: "prose" }, ...blocks);
}

/** A text that is part of a line. */
export function phrase(text: string): (Node | string)[] {
  return nodes(parseSpans(text));
}

function nodes(spans: Span[]): (Node | string)[] {
  return spans.map(({ style, text }) => (style === "plain" ? text : el(style, {}, text)));
}
