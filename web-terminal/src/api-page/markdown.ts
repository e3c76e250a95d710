/** A stretch of text in one style. */
export interface Span {
  style: "plain" | "code" | "strong";
  text: string;
}

export type Block = { spans: Span[] } | { items: Span[][] };

/** The little Markdown that descriptions are written in: paragraphs, lists, `code` and **strong**. */
export function parseMarkdown(text: string): Block[] {
  return text
    .trim()
    .split(/\n\s*\n/)
    .map((block) =>
      block.startsWith("- ")
        ? { items: block.slice(2).split(/\n- /).map(parseSpans) }
        : { spans: parseSpans(block) },
    );
}

export function parseSpans(text: string): Span[] {
  return text
    .replace(/\s+/g, " ")
    .split(/(`[^`]+`|\*\*[^*]+\*\*)/)
    .filter((part) => part !== "")
    .map((part) => {
      if (part.startsWith("`")) return { style: "code", text: part.slice(1, -1) };
      if (part.startsWith("**")) return { style: "strong", text: part.slice(2, -2) };
      return { style: "plain", text: part };
    });
}
