import { type Disposable, Disposables } from "../disposables";
import type { ColorScheme } from "../ui/color-scheme";
import { el } from "../ui/element";
import { Header, wordmark } from "../ui/header";
import type { ApiDescription, Section } from "./api-description";
import { contents } from "./contents";
import { operationView } from "./operation-view";
import { phrase, prose } from "./prose";
import { schemaView } from "./schema-view";

/** The description of the API, to be read. It needs no sign-in, as the description itself does not. */
export class ApiPage implements Disposable {
  readonly element: HTMLElement;
  readonly #disposables = new Disposables();

  constructor(api: ApiDescription, scheme: ColorScheme) {
    const header = this.#disposables.add(new Header(scheme, { start: wordmark("/") }));
    this.element = el(
      "div",
      { class: "page api" },
      el("a", { class: "skip", href: "#content" }, "Skip to the content"),
      header.element,
      el(
        "div",
        { class: "sides" },
        contents(api, this.#disposables),
        el(
          "main",
          { id: "content", tabindex: "-1" },
          intro(api),
          ...api.sections.map(section),
          problems(api),
          schemas(api),
        ),
      ),
    );
  }

  /** The browser looked for the address's place before there was any. */
  shown(): void {
    document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
  }

  dispose(): void {
    this.#disposables.dispose();
  }
}

function intro({ document }: ApiDescription): HTMLElement {
  return el(
    "section",
    { class: "intro" },
    el("h1", {}, "HTTP API"),
    prose(document.info.description),
    el(
      "p",
      {},
      "For programs: ",
      el("a", { href: "/api/v1/openapi.yaml" }, "this description as OpenAPI 3.1"),
      ".",
    ),
  );
}

function section({ name, description, operations }: Section): HTMLElement {
  return el(
    "section",
    { class: "part", "aria-labelledby": `part-${name}` },
    el("h2", { id: `part-${name}` }, name),
    el("p", { class: "dim" }, `${description}.`),
    ...operations.map(operationView),
  );
}

function problems(api: ApiDescription): HTMLElement {
  const rows = api.problems.map(({ code, status, meaning }) =>
    el(
      "tr",
      { id: `problem-${code}` },
      el("td", {}, status),
      el("th", { scope: "row" }, el("code", {}, code)),
      el("td", {}, ...phrase(meaning)),
    ),
  );
  return el(
    "section",
    { class: "part", id: "problems", "aria-labelledby": "part-problems" },
    el("h2", { id: "part-problems" }, "problems"),
    prose(api.document.components.schemas.Problem?.description ?? ""),
    el(
      "table",
      {},
      el(
        "thead",
        {},
        el("tr", {}, ...["Status", "Code", "When"].map((head) => el("th", { scope: "col" }, head))),
      ),
      el("tbody", {}, ...rows),
    ),
  );
}

function schemas({ document }: ApiDescription): HTMLElement {
  return el(
    "section",
    { class: "part", id: "schemas", "aria-labelledby": "part-schemas" },
    el("h2", { id: "part-schemas" }, "schemas"),
    ...Object.entries(document.components.schemas).map(([name, schema]) =>
      schemaView(name, schema),
    ),
  );
}
