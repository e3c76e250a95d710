import { el } from "../ui/element";
import type { Answer, Content, Operation, Problem } from "./api-description";
import { codeBlock, textOf } from "./code-block";
import { curlOf } from "./curl";
import type { Parameter } from "./openapi";
import { phrase, prose } from "./prose";
import { entryList, typeWords } from "./schema-view";

/** An operation: what it does and takes and answers on one side, what that looks like on the other. */
export function operationView(operation: Operation): HTMLElement {
  const title = `title-of-${operation.id}`;
  return el(
    "section",
    { class: "operation", id: operation.id, "aria-labelledby": title },
    el(
      "div",
      { class: "about" },
      el("h3", { id: title }, el("a", { href: `#${operation.id}` }, operation.summary)),
      el("p", { class: "route" }, methodBadge(operation.method), routeOf(operation.path)),
      prose(operation.description),
      operation.isOpen ? el("p", { class: "dim" }, "Needs no credentials.") : null,
      ...parameters(operation.parameters),
      ...body(operation),
      ...answers(operation.answers),
      ...problems(operation.problems),
    ),
    el("div", { class: "examples" }, ...examples(operation)),
  );
}

export function methodBadge(method: string): HTMLElement {
  return el("span", { class: "method", "data-method": method }, method);
}

/** May be broken after each step, and not before. */
function routeOf(path: string): HTMLElement {
  const steps = path.split(/(?<=\/)/).flatMap((step) => [step, el("wbr")]);
  return el("code", {}, ...steps);
}

const PLACES = { path: "in the path", query: "", header: "header" } as const;

function parameters(all: Parameter[]): HTMLElement[] {
  if (all.length === 0) return [];
  const entries = all.map(({ name, in: place, schema, required, description }) => ({
    name,
    schema,
    note: [PLACES[place], required ? "" : "optional"].filter((word) => word !== "").join(", "),
    description,
  }));
  return [el("h4", {}, "Parameters"), entryList(entries)];
}

function body({ body }: Operation): HTMLElement[] {
  if (!body) return [];
  const intro = body.description === "" ? null : el("p", {}, ...phrase(`${body.description}.`));
  return [el("h4", {}, "Body"), ...(intro ? [intro] : []), contentList(body.contents)];
}

function contentList(contents: Content[]): HTMLElement {
  return el(
    "ul",
    { class: "contents" },
    ...contents.map(({ type, media }) =>
      el(
        "li",
        {},
        el("code", {}, type),
        " ",
        el("span", { class: "type" }, ...typeWords(media.schema)),
      ),
    ),
  );
}

function answers(all: Answer[]): HTMLElement[] {
  return [el("h4", {}, "Answers"), el("dl", { class: "answers" }, ...all.flatMap(answer))];
}

function answer({ status, description, headers, contents }: Answer): HTMLElement[] {
  return [
    el("dt", {}, el("code", {}, status)),
    el(
      "dd",
      {},
      ...phrase(description),
      contents.length > 0 ? contentList(contents) : null,
      headers.length > 0
        ? el(
            "details",
            {},
            el(
              "summary",
              {},
              headers.length === 1 ? "1 header field" : `${headers.length} header fields`,
            ),
            el(
              "dl",
              { class: "entries" },
              ...headers.flatMap(([name, meaning]) => [
                el("dt", {}, el("code", {}, name)),
                el("dd", {}, ...phrase(meaning)),
              ]),
            ),
          )
        : null,
    ),
  ];
}

function problems(all: Problem[]): HTMLElement[] {
  const items = all.map(({ code, status }) =>
    el("li", {}, `${status} `, el("a", { href: `#problem-${code}` }, el("code", {}, code))),
  );
  return [el("h4", {}, "Problems"), el("ul", { class: "codes" }, ...items)];
}

function examples(operation: Operation): HTMLElement[] {
  const curl = curlOf(operation, location.origin);
  return [
    ...(curl === null ? [] : [codeBlock("With curl", curl)]),
    ...(operation.body?.contents ?? []).flatMap((content) => blocks("Body", content)),
    ...operation.answers.flatMap(({ status, contents }) =>
      contents.flatMap((content) => blocks(status, content)),
    ),
  ];
}

function blocks(what: string, { type, examples }: Content): HTMLElement[] {
  return examples.map(({ summary, value }) =>
    codeBlock([what, type, summary].filter((word) => word !== "").join(" · "), textOf(value)),
  );
}
